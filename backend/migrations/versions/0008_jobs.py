"""the queue of jobs

Revision ID: 0008
Revises: 0007
"""

from alembic import op
from procrastinate.schema import SchemaManager

from secureflow.infra.migrations import grant

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = (
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_jobs",
    "procrastinate_workers",
)


def upgrade() -> None:
    # The schema is one script with percent signs of its own, so it goes to the driver untouched.
    with op.get_bind().connection.cursor() as cursor:
        cursor.execute(SchemaManager.get_schema())
    # A request puts jobs in and may count them. What they were given is for the worker alone,
    # which runs as the owner: no merchant's session reads another's arguments.
    grant(
        "procrastinate_jobs",
        "SELECT (id, queue_name, task_name, status, attempts, scheduled_at), INSERT",
    )
    grant("procrastinate_events", "SELECT, INSERT")
    grant("procrastinate_workers", "SELECT")


def downgrade() -> None:
    op.execute(f"DROP TABLE {', '.join(TABLES)} CASCADE")
    op.execute(r"""
        DO $$
        DECLARE made record;
        BEGIN
            FOR made IN
                SELECT oid::regprocedure AS name FROM pg_proc
                WHERE proname LIKE 'procrastinate\_%'
                    AND pronamespace = current_schema()::regnamespace
            LOOP
                EXECUTE format('DROP FUNCTION %s CASCADE', made.name);
            END LOOP;
            FOR made IN
                SELECT oid::regtype AS name FROM pg_type
                WHERE typname LIKE 'procrastinate\_%' AND typtype IN ('c', 'e')
                    AND typnamespace = current_schema()::regnamespace
            LOOP
                EXECUTE format('DROP TYPE %s CASCADE', made.name);
            END LOOP;
        END $$
    """)
