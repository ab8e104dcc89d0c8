"""events are numbered while their transaction commits, so that none waits for another's

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# A transaction that notifies commits alone already; those that publish now stand in line a little
# earlier, so that the number an event has is that of its turn. Whoever works for all merchants is
# bound to none by then: the row says whose it is.
PLACE = """
    CREATE FUNCTION secureflow_place_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM pg_advisory_xact_lock(hashtext('secureflow_events'));
        PERFORM set_config('secureflow.merchant', NEW.merchant_id::text, true);
        UPDATE events SET id = nextval('events_id_seq') WHERE id = NEW.id;
        RETURN NULL;
    END $$
"""
TRIGGER = """
    CREATE CONSTRAINT TRIGGER place_event AFTER INSERT ON events
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION secureflow_place_event()
"""


def upgrade() -> None:
    # The version that is being replaced reads events by ``xid`` and its index, so both stay until
    # no image that does can be rolled back to.
    op.execute(PLACE)
    op.execute(TRIGGER)
    op.execute("GRANT UPDATE (id) ON events TO secureflow_app")


def downgrade() -> None:
    op.execute("REVOKE UPDATE (id) ON events FROM secureflow_app")
    op.execute("DROP TRIGGER place_event ON events")
    op.execute("DROP FUNCTION secureflow_place_event()")
