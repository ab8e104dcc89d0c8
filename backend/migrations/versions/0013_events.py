"""what happened at a merchant, kept a day for whoever watches

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Whoever listens is told once a transaction, at its commit. PostgreSQL lets one transaction that
# notifies commit at a time, so only those come here that have something to say.
PUBLISH = """
    CREATE FUNCTION secureflow_publish(merchant bigint, test boolean, type text, data jsonb)
    RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO events (merchant_id, is_test, type, data) VALUES (merchant, test, type, data);
        PERFORM pg_notify('secureflow_events', merchant::text);
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_events_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.execute("ALTER TABLE events ADD COLUMN xid xid8 NOT NULL DEFAULT pg_current_xact_id()")
    op.create_index("ix_events_position", "events", ["merchant_id", "is_test", "xid", "id"])
    bind_to_merchant("events", "SELECT, INSERT, DELETE")
    op.execute(PUBLISH)


def downgrade() -> None:
    op.execute("DROP FUNCTION secureflow_publish(bigint, boolean, text, jsonb)")
    op.drop_table("events")
