"""reviewers say of a hit that its rule was wrong, which the rule's quality counts

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "wrong_hits",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("rule_id", sa.BigInteger(), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_wrong_hits_merchant_id")
        ),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rules.id"], name=op.f("fk_wrong_hits_rule_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_wrong_hits_transaction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "merchant_id", "rule_id", "transaction_id", name=op.f("pk_wrong_hits")
        ),
    )
    op.create_index("ix_wrong_hits_transaction_id", "wrong_hits", ["transaction_id"])
    bind_to_merchant("wrong_hits", "SELECT, INSERT, DELETE")


def downgrade() -> None:
    op.drop_table("wrong_hits")
