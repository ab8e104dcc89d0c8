"""states of entities, what is usual, and what is stored of a payment to learn from it

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    _entities()
    _usuals()
    _transactions()


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("labels", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_entities_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "is_test", "key", name=op.f("pk_entities")),
    )
    # Each payment rewrites the rows of its entities: with room left on the page the new version
    # stays beside the old one and no index is touched, so nothing grows with every payment.
    op.execute("ALTER TABLE entities SET (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05)")
    # States are numbers in binary: trying to compress them costs more than it saves.
    op.execute("ALTER TABLE entities ALTER COLUMN state SET STORAGE EXTERNAL")
    op.execute("ALTER TABLE entities ALTER COLUMN labels SET STORAGE EXTERNAL")
    op.create_index("ix_entities_updated_at", "entities", ["updated_at"], postgresql_using="brin")
    bind_to_merchant("entities")


def _usuals() -> None:
    op.create_table(
        "usuals",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("through_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_usuals_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "is_test", name=op.f("pk_usuals")),
    )
    bind_to_merchant("usuals")


def _transactions() -> None:
    op.add_column("transactions", sa.Column("item", sa.Text(), nullable=True))
    op.add_column("transactions", sa.Column("quantity", sa.Numeric(), nullable=True))
    op.add_column("transactions", sa.Column("inputs", postgresql.ARRAY(sa.Float()), nullable=True))
    op.add_column("transactions", sa.Column("selected", sa.Text(), nullable=True))
    op.add_column(
        "transactions",
        sa.Column("inclusion", sa.Float(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column("transactions", sa.Column("arm", sa.Text(), nullable=True))
    # Payments stored before keep what they were judged by; later ones have inputs instead.
    op.alter_column("transactions", "features", nullable=True)


def downgrade() -> None:
    op.execute("UPDATE transactions SET features = '{}' WHERE features IS NULL")
    op.alter_column("transactions", "features", nullable=False)
    for name in ("arm", "inclusion", "selected", "inputs", "quantity", "item"):
        op.drop_column("transactions", name)
    op.drop_table("usuals")
    op.drop_table("entities")
