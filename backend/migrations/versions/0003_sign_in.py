"""sessions, second factors and lockouts

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

from secureflow.infra.migrations import bind_to_merchant, grant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIME = TIMESTAMP(timezone=True)
OF_PEOPLE = ("sessions", "second_factors", "recovery_codes")
OF_THE_PLATFORM = "merchant_id IS NULL AND (SELECT secureflow_merchant()) IS NULL"


def upgrade() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        *_person(),
        sa.Column("family_hash", sa.String(64), nullable=False, unique=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64)),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("last_used_at", TIME, nullable=False),
        sa.Column("ended_at", TIME),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_index("ix_sessions_last_used_at", "sessions", ["last_used_at"])
    op.create_table(
        "second_factors",
        *_person(primary_key=True),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("confirmed_at", TIME),
        sa.Column("last_step", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        *_person(),
        sa.Column("code_hash", sa.String(64), nullable=False),
    )
    op.create_index("ix_recovery_codes_user_id", "recovery_codes", ["user_id"])
    for table in OF_PEOPLE:
        bind_to_merchant(table)
        op.execute(f"CREATE POLICY of_the_platform ON {table} USING ({OF_THE_PLATFORM})")
    # Operators belong to no merchant: whoever is bound to none sees them, and never a tenant's row.
    for command in ("SELECT", "UPDATE"):
        op.execute(
            f"CREATE POLICY of_the_platform_{command.lower()} ON users "
            f"FOR {command} USING ({OF_THE_PLATFORM})"
        )
    op.create_table(
        "lockouts",
        sa.Column("subject", sa.String(64), primary_key=True),
        # Empty where failures from everywhere are counted together.
        sa.Column("network", sa.String(64), primary_key=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", TIME, nullable=False),
        sa.Column("locked_until", TIME, nullable=False),
    )
    op.create_index("ix_lockouts_failed_at", "lockouts", ["failed_at"])
    grant("lockouts", "SELECT, INSERT, UPDATE, DELETE")


def _person(*, primary_key: bool = False) -> tuple[sa.Column, sa.Column]:
    return (
        sa.Column(
            "user_id",
            sa.BigInteger(),
            sa.ForeignKey("users.id", ondelete="CASCADE"),
            nullable=False,
            primary_key=primary_key,
            autoincrement=False,
        ),
        sa.Column("merchant_id", sa.BigInteger(), sa.ForeignKey("merchants.id")),
    )


def downgrade() -> None:
    op.drop_table("lockouts")
    for command in ("select", "update"):
        op.execute(f"DROP POLICY of_the_platform_{command} ON users")
    for table in reversed(OF_PEOPLE):
        op.drop_table(table)
