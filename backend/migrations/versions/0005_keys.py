"""modes, limits and rotation of keys

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.add_column("api_keys", sa.Column("sealed_secret", sa.Text(), nullable=True))
    op.add_column(
        "api_keys",
        sa.Column("allowed_addresses", sa.ARRAY(sa.Text()), server_default="{}", nullable=False),
    )
    op.add_column(
        "api_keys", sa.Column("created_by", sa.Text(), server_default="system", nullable=False)
    )
    op.add_column("api_keys", sa.Column("expires_at", INSTANT, nullable=True))
    op.add_column("api_keys", sa.Column("revoked_at", INSTANT, nullable=True))
    op.add_column("api_keys", sa.Column("last_used_at", INSTANT, nullable=True))
    op.add_column(
        "api_keys",
        sa.Column(
            "replaced_by",
            sa.BigInteger(),
            sa.ForeignKey("api_keys.id", name=op.f("fk_api_keys_replaced_by")),
            nullable=True,
        ),
    )
    op.create_check_constraint(
        "only_test_keys_are_kept_readable", "api_keys", "is_test OR sealed_secret IS NULL"
    )
    op.create_check_constraint(
        "no_test_key_manages", "api_keys", "NOT (is_test AND 'manage' = ANY (scopes))"
    )
    op.add_column(
        "uploads", sa.Column("is_test", sa.Boolean(), server_default="false", nullable=False)
    )


def downgrade() -> None:
    op.drop_column("uploads", "is_test")
    op.drop_constraint(op.f("ck_api_keys_no_test_key_manages"), "api_keys", type_="check")
    op.drop_constraint(
        op.f("ck_api_keys_only_test_keys_are_kept_readable"), "api_keys", type_="check"
    )
    for name in (
        "replaced_by",
        "last_used_at",
        "revoked_at",
        "expires_at",
        "created_by",
        "allowed_addresses",
        "sealed_secret",
    ):
        op.drop_column("api_keys", name)
