"""invitations and password resets

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from secureflow.infra.migrations import bind_to_merchant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

INSTANT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    # An operator of the platform belongs to no merchant; everybody else does.
    op.alter_column("users", "merchant_id", nullable=True)
    op.create_check_constraint(
        "only_operators_have_no_merchant", "users", "(role = 'operator') = (merchant_id IS NULL)"
    )
    op.create_table(
        "invitations",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_invitations_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitations")),
        sa.UniqueConstraint("merchant_id", "email", name=op.f("uq_invitations_merchant_id_email")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_invitations_token_hash")),
    )
    op.create_index(op.f("ix_invitations_expires_at"), "invitations", ["expires_at"])
    bind_to_merchant("invitations")
    op.create_table(
        "password_resets",
        sa.Column("id", sa.BigInteger(), nullable=False),
        # Null for an operator of the platform.
        sa.Column("merchant_id", sa.BigInteger(), nullable=True),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_password_resets_merchant_id")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_password_resets_user_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_resets")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_password_resets_token_hash")),
    )
    op.create_index(op.f("ix_password_resets_user_id"), "password_resets", ["user_id"])
    op.create_index(op.f("ix_password_resets_expires_at"), "password_resets", ["expires_at"])
    bind_to_merchant("password_resets")
    # As for the other tables of accounts: whoever is bound to no merchant sees the operators'.
    op.execute("""
        CREATE POLICY of_the_platform ON password_resets
        USING (merchant_id IS NULL AND (SELECT secureflow_merchant()) IS NULL)
    """)


def downgrade() -> None:
    op.drop_table("password_resets")
    op.drop_table("invitations")
    op.drop_constraint(op.f("ck_users_only_operators_have_no_merchant"), "users", type_="check")
    op.execute("DELETE FROM users WHERE merchant_id IS NULL")
    op.alter_column("users", "merchant_id", nullable=False)
