"""payments with a hit or a burst are found by when they occurred, as they are listed and counted

They were found by when they were judged. A page of them is in the order of when they occurred, so
one of a rare rule was sought in all payments; and the figures of 28 days were of other payments
than the page behind them. How few are of a burst is told to who plans the queries, which otherwise
takes it that nearly all are.

Revision ID: 0026
Revises: 0025
"""

from alembic import op

from secureflow.infra.migrations import build_beside, drop_beside

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

TABLE = "transactions"
MODE = ("merchant_id", "is_test")
OF = {
    "ix_transactions_hits": "hits IS NOT NULL",
    "ix_transactions_bursts": "(circumstances -> 'bursts') IS NOT NULL",
}


def upgrade() -> None:
    op.execute(
        "CREATE STATISTICS IF NOT EXISTS transactions_bursts "
        "ON (circumstances -> 'bursts') FROM transactions"
    )
    op.execute("ANALYZE transactions (circumstances)")
    for name, where in OF.items():
        build_beside(f"{name}_time", TABLE, (*MODE, "occurred_at", "id"), where)
        drop_beside(name, TABLE)


def downgrade() -> None:
    for name, where in OF.items():
        build_beside(name, TABLE, (*MODE, "created_at"), where)
        drop_beside(f"{name}_time", TABLE)
    op.execute("DROP STATISTICS IF EXISTS transactions_bursts")
