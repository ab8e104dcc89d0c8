"""answers kept for repeated requests

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("id", sa.BigInteger(), nullable=False),
        # Null for an operator of the platform.
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("content_type", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("reference", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("created_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_idempotency_keys_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idempotency_keys")),
        sa.UniqueConstraint(
            "owner", "is_test", "key", name=op.f("uq_idempotency_keys_owner_is_test_key")
        ),
    )
    op.create_index(op.f("ix_idempotency_keys_merchant_id"), "idempotency_keys", ["merchant_id"])
    op.create_index(op.f("ix_idempotency_keys_expires_at"), "idempotency_keys", ["expires_at"])
    bind_to_merchant("idempotency_keys")
    # As for the tables of accounts: whoever is bound to no merchant sees the operators'.
    op.execute("""
        CREATE POLICY of_the_platform ON idempotency_keys
        USING (merchant_id IS NULL AND (SELECT secureflow_merchant()) IS NULL)
    """)


def downgrade() -> None:
    op.drop_table("idempotency_keys")
