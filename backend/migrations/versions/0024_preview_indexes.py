"""what a preview reads of each payment from one index, and what was around payments from another

The index by time is built anew with the columns that moving the lines reads, so that a hundred
thousand payments are a few megabytes and not all of their rows; then the old one goes.

Revision ID: 0024
Revises: 0023
"""

from secureflow.infra.migrations import build_beside, drop_beside

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "transactions"
TIME = ("merchant_id", "is_test", "occurred_at")
READ = ("score", "model_score", "amount", "currency", "decision", "selected")


def upgrade() -> None:
    build_beside("ix_transactions_time", TABLE, (*TIME, "id"), include=READ)
    build_beside("ix_transactions_around", TABLE, TIME, "circumstances IS NOT NULL")
    drop_beside("ix_transactions_occurred_at", TABLE)


def downgrade() -> None:
    build_beside("ix_transactions_occurred_at", TABLE, (*TIME, "id"))
    drop_beside("ix_transactions_around", TABLE)
    drop_beside("ix_transactions_time", TABLE)
