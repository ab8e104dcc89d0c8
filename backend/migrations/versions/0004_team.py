"""invitations and password resets

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # An operator of the platform belongs to no merchant; everybody else does.
    op.alter_column("users", "merchant_id", nullable=True)
    op.create_check_constraint(
        "only_operators_have_no_merchant", "users", "(role = 'operator') = (merchant_id IS NULL)"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_users_only_operators_have_no_merchant"), "users", type_="check")
    op.execute("DELETE FROM users WHERE merchant_id IS NULL")
    op.alter_column("users", "merchant_id", nullable=False)
