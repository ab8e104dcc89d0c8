"""what is known of a model, who challenges it, and how good and how far off each is

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")


def upgrade() -> None:
    _versions()
    _changes()
    _arms()
    _runs()
    _scores()
    _reports()


def _versions() -> None:
    """Each has a default: the release before registers models without them."""
    for name, kind, default in (
        ("kind", sa.Text(), "'trained'"),
        ("reason", sa.Text(), "''"),
        ("created_by", sa.Text(), "'system'"),
        ("feature_names", postgresql.ARRAY(sa.Text()), "'{}'"),
        ("parameters", JSON, "'{}'"),
        ("libraries", JSON, "'{}'"),
        ("labels", JSON, "'{}'"),
        ("importance", JSON, "'{}'"),
    ):
        op.add_column(
            "model_versions",
            sa.Column(name, kind, server_default=sa.text(default), nullable=False),
        )
    for name, kind in (
        ("parent", sa.Text()),
        ("schema_hash", sa.Text()),
        ("rows", sa.BigInteger()),
        ("data_from", INSTANT),
        ("data_until", INSTANT),
    ):
        op.add_column("model_versions", sa.Column(name, kind, nullable=True))
    op.create_index(
        "ix_model_versions_merchant_id", "model_versions", ["merchant_id", "created_at"]
    )


def _changes() -> None:
    """Rows are added only; the highest id says whether a process knows the latest."""
    op.create_table(
        "model_changes",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("share", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("gate", JSON, nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_changes_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_changes")),
    )
    op.create_index("ix_model_changes_merchant_id", "model_changes", ["merchant_id", "id"])
    bind_to_merchant("model_changes", "SELECT, INSERT")


def _arms() -> None:
    op.create_table(
        "model_arms",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("since", INSTANT, server_default=NOW, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("scored_through", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("share >= 0 AND share <= 1", name=op.f("ck_model_arms_share")),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_arms_merchant_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["model_versions.id"], name=op.f("fk_model_arms_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_arms")),
        sa.UniqueConstraint(
            "merchant_id", "version_id", name=op.f("uq_model_arms_merchant_id_version_id")
        ),
    )
    bind_to_merchant("model_arms")


def _runs() -> None:
    op.create_table(
        "model_runs",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("step", sa.Text(), nullable=True),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.Column("started_at", INSTANT, nullable=True),
        sa.Column("updated_at", INSTANT, nullable=True),
        sa.Column("finished_at", INSTANT, nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_runs_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_runs")),
    )
    # Two of a kind at a time would do the same work twice.
    op.create_index(
        "uq_model_runs_open",
        "model_runs",
        ["merchant_id", "kind"],
        unique=True,
        postgresql_where=sa.text("finished_at IS NULL"),
    )
    op.create_index("ix_model_runs_merchant_id", "model_runs", ["merchant_id", "id"])
    bind_to_merchant("model_runs")


def _scores() -> None:
    """What models other than the one that judged say of a payment; gone with the payment."""
    op.create_table(
        "model_scores",
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=True),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_model_scores_transaction_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["model_versions.id"], name=op.f("fk_model_scores_version_id")
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_scores_merchant_id")
        ),
        sa.PrimaryKeyConstraint("transaction_id", "version_id", name=op.f("pk_model_scores")),
    )
    op.create_index(
        "ix_model_scores_version_id",
        "model_scores",
        ["merchant_id", "version_id", "transaction_id"],
    )
    bind_to_merchant("model_scores")


def _reports() -> None:
    op.create_table(
        "model_quality",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.Column("made_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_quality_merchant_id")
        ),
        sa.PrimaryKeyConstraint(
            "merchant_id", "version", "starts_at", name=op.f("pk_model_quality")
        ),
    )
    bind_to_merchant("model_quality")
    op.create_table(
        "model_drift",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("starts_at", INSTANT, nullable=False),
        sa.Column("report", JSON, nullable=False),
        sa.Column("made_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_model_drift_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "version", "ends_at", name=op.f("pk_model_drift")),
    )
    bind_to_merchant("model_drift")


def downgrade() -> None:
    for table in (
        "model_drift",
        "model_quality",
        "model_scores",
        "model_runs",
        "model_arms",
        "model_changes",
    ):
        op.drop_table(table)
    op.execute("DELETE FROM model_versions WHERE merchant_id IS NOT NULL")
    op.drop_index("ix_model_versions_merchant_id", "model_versions")
    for name in (
        "data_until",
        "data_from",
        "rows",
        "schema_hash",
        "parent",
        "importance",
        "labels",
        "libraries",
        "parameters",
        "feature_names",
        "created_by",
        "reason",
        "kind",
    ):
        op.drop_column("model_versions", name)
