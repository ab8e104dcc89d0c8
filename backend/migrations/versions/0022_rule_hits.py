"""hits of rules are counted from an index of the payments that have any

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_transactions_hits",
        "transactions",
        ["merchant_id", "is_test", "created_at"],
        postgresql_where=sa.text("hits IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_transactions_hits", "transactions")
