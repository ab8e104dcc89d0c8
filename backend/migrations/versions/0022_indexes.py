"""lists by score, by amount, by bursts and by hits from indexes, and events in their order

Each is built while payments go on being stored. Nothing else happens here, so that a run that was
interrupted can come again: it mends the index it left half built, and skips those that are there.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

from secureflow.infra.migrations import build_beside

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MODE = ("merchant_id", "is_test")
INDEXES = (
    ("ix_transactions_score", "transactions", (*MODE, "score", "id"), None),
    ("ix_transactions_amount", "transactions", (*MODE, "amount", "id"), None),
    (
        "ix_transactions_bursts",
        "transactions",
        (*MODE, "created_at"),
        "(circumstances -> 'bursts') IS NOT NULL",
    ),
    ("ix_transactions_hits", "transactions", (*MODE, "created_at"), "hits IS NOT NULL"),
    ("ix_events_order", "events", (*MODE, "id"), None),
)


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        build_beside(name, table, columns, where)


def downgrade() -> None:
    for name, table, _columns, _where in INDEXES:
        op.drop_index(name, table)
