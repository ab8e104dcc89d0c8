"""days of the overview as they were counted

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "overview_days",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("starts_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("figures", postgresql.JSONB(), nullable=False),
        sa.Column("spread", postgresql.JSONB(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_overview_days_merchant_id")
        ),
        sa.PrimaryKeyConstraint(
            "merchant_id", "is_test", "starts_at", name=op.f("pk_overview_days")
        ),
    )
    bind_to_merchant("overview_days")


def downgrade() -> None:
    op.drop_table("overview_days")
