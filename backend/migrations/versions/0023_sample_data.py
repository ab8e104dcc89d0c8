"""made-up payments to look around with: whether a merchant has them

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.create_table(
        "sample_data",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("done", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("total", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_sample_data_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", name=op.f("pk_sample_data")),
    )
    bind_to_merchant("sample_data")


def downgrade() -> None:
    op.drop_table("sample_data")
