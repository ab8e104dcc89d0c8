"""audit trail, security events and data protection

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, grant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
KEPT_DAYS = {"transactions_days": 1_095, "uploads_days": 365, "security_events_days": 365}
JSON = postgresql.JSONB(astext_type=sa.Text())


def upgrade() -> None:
    _audit()
    _security_events()
    _data_protection()


def _audit() -> None:
    op.create_table(
        "audit_events",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("actor_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("before", JSON, nullable=True),
        sa.Column("after", JSON, nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("values_digest", sa.String(length=64), nullable=True),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_audit_events_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_events")),
    )
    # Rows of no merchant are a chain of their own.
    op.create_index(
        "uq_audit_events_position",
        "audit_events",
        ["merchant_id", "position"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_audit_events_at", "audit_events", ["merchant_id", "at", "id"])
    bind_to_merchant("audit_events", "SELECT, INSERT")
    op.create_table(
        "audit_values",
        sa.Column("event_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("customer", sa.Text(), nullable=True),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["audit_events.id"], name=op.f("fk_audit_values_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_audit_values_merchant_id")
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_audit_values")),
    )
    op.create_index("ix_audit_values_customer", "audit_values", ["merchant_id", "customer"])
    bind_to_merchant("audit_values", "SELECT, INSERT, DELETE")
    op.create_table(
        "audit_heads",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_audit_heads_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_heads")),
    )
    op.create_index("ix_audit_heads_count", "audit_heads", ["merchant_id", "count", "id"])
    bind_to_merchant("audit_heads", "SELECT, INSERT")


def _security_events() -> None:
    op.create_table(
        "security_events",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("minute", INSTANT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('low', 'medium', 'high')", name=op.f("ck_security_events_severity")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_events")),
    )
    op.create_index(
        "uq_security_events_minute",
        "security_events",
        [
            sa.literal_column("coalesce(merchant_id, 0)"),
            "kind",
            "minute",
            sa.literal_column("coalesce(address, '')"),
            "severity",
        ],
        unique=True,
    )
    op.create_index("ix_security_events_at", "security_events", ["merchant_id", "at", "id"])
    bind_to_merchant("security_events")


def _data_protection() -> None:
    for name, days in KEPT_DAYS.items():
        op.add_column(
            "merchants", sa.Column(name, sa.Integer(), server_default=str(days), nullable=False)
        )
    op.add_column(
        "merchants",
        sa.Column("hash_personal", sa.Boolean(), server_default="false", nullable=False),
    )
    grant("merchants", f"UPDATE ({', '.join((*KEPT_DAYS, 'hash_personal'))})")
    # Payments come in the order of time, so the blocks of the oldest are found by a tiny index.
    op.create_index(
        "ix_transactions_created_at", "transactions", ["created_at"], postgresql_using="brin"
    )
    op.create_index(
        "ix_transactions_customer",
        "transactions",
        ["merchant_id", "customer"],
        postgresql_where=sa.text("customer IS NOT NULL"),
    )
    # For the check that no line refers to a payment that is deleted.
    op.create_index("ix_upload_lines_transaction_id", "upload_lines", ["transaction_id"])


def downgrade() -> None:
    op.drop_index("ix_upload_lines_transaction_id", "upload_lines")
    op.drop_index("ix_transactions_customer", "transactions")
    op.drop_index("ix_transactions_created_at", "transactions")
    for name in ("hash_personal", *KEPT_DAYS):
        op.drop_column("merchants", name)
    for table in ("security_events", "audit_heads", "audit_values", "audit_events"):
        op.drop_table(table)
