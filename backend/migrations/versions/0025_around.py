"""what is around payments is told as text at once

As binary JSON every time of every newcomer became a number of PostgreSQL's own and text after that:
with the 64 that are kept of a busy address, twice the time of all else that is looked up around it.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

AROUND = """
    CREATE OR REPLACE FUNCTION secureflow_around(
        merchant bigint, test boolean, listed bytea[], watched bytea[]
    ) RETURNS text LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    DECLARE
        lists json;
        snoozed json;
        paces json;
    BEGIN
        SELECT json_agg(json_build_array(
            encode(entry.key, 'hex'), list.id, list.name, list.effect)) INTO lists
        FROM list_entries AS entry
        JOIN lists AS list ON list.id = entry.list_id AND list.merchant_id = merchant
        WHERE entry.merchant_id = merchant AND entry.key = ANY(listed)
            AND (entry.expires_at IS NULL OR entry.expires_at > statement_timestamp());
        SELECT json_agg(json_build_array(encode(snooze.key, 'hex'), snooze.rule_id)) INTO snoozed
        FROM rule_snoozes AS snooze
        WHERE snooze.merchant_id = merchant AND snooze.key = ANY(listed)
            AND snooze.until > statement_timestamp();
        SELECT json_agg(json_build_array(
            encode(burst.key, 'hex'), burst.times, burst.usual, burst.usual_at,
            extract(epoch FROM burst.since), extract(epoch FROM burst.until),
            extract(epoch FROM burst.quiet_until))) INTO paces
        FROM bursts AS burst
        WHERE burst.merchant_id = merchant AND burst.is_test = test AND burst.key = ANY(watched);
        IF lists IS NULL AND snoozed IS NULL AND paces IS NULL THEN
            RETURN NULL;
        END IF;
        RETURN json_build_object('lists', lists, 'snoozed', snoozed, 'paces', paces)::text;
    END $$
"""


def upgrade() -> None:
    op.execute(AROUND)


def downgrade() -> None:
    op.execute(AROUND.replace(" json;", " jsonb;").replace("json_", "jsonb_"))
