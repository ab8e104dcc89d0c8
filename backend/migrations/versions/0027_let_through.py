"""when newcomers were let through, so that it can be told who came just before a burst

Whoever opened a burst said how many newcomers came in its window, also those that another burst had
stopped, and knew nothing of who was judged at the same moment. ``before`` stays for the release
that reads it; of bursts under way the new column says the same.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

UNDER_WAY = """
    UPDATE bursts SET through = array_fill(extract(epoch FROM since)::float8, ARRAY[before])
    WHERE until > now() AND before > 0
"""

# As in 0018, where it is said what these mean.
HALVED = "power(2, greatest((%s - greatest(was.usual_at, excluded.usual_at)) / 604800, -500))"
NEW = "(excluded.since IS NOT NULL AND coalesce(was.quiet_until < statement_timestamp(), true))"
SAME = f"{NEW} AND was.since <= excluded.until AND was.until >= excluded.since"
LATER = f"{NEW} AND coalesce(was.until < excluded.since, true)"


def _episode(column: str, both: str) -> str:
    return (
        f"{column} = CASE WHEN {SAME} THEN {both} WHEN {LATER} THEN excluded.{column} "
        f"ELSE was.{column} END"
    )


# Adding is the same in any order but for the times let through beyond 128, of which the latest to
# come are kept: nobody needs them sorted. What the release before sends has none.
THROUGH = """(was.through || excluded.through)[
                greatest(cardinality(was.through) + cardinality(excluded.through) - 127, 1):]"""
NEWCOMERS = f"""
    CREATE OR REPLACE FUNCTION secureflow_newcomers(merchant bigint, test boolean, news jsonb)
    RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    DECLARE opened bigint;
    BEGIN
        INSERT INTO bursts AS was (merchant_id, is_test, key, kind, value, times, usual, usual_at,
            since, until, %(column)s, stopped, passed, updated_at)
        SELECT merchant, test, decode(new.key, 'hex'), new.kind, new.value, new.times, new.usual,
            new.usual_at, to_timestamp(new.since), to_timestamp(new.until), %(value)s,
            new.stopped, new.passed, statement_timestamp()
        FROM jsonb_to_recordset(news) AS new (
            key text, kind text, value text, times float8[], usual float8, usual_at float8,
            since float8, until float8, %(typed)s, stopped integer, passed integer
        )
        ORDER BY new.key
        ON CONFLICT (merchant_id, is_test, key) DO UPDATE SET
            times = ARRAY(
                SELECT at FROM (
                    SELECT at FROM unnest(was.times || excluded.times) AS at
                    ORDER BY at DESC LIMIT 64
                ) AS latest ORDER BY at
            ),
            usual = was.usual * {HALVED % "was.usual_at"}
                + excluded.usual * {HALVED % "excluded.usual_at"},
            usual_at = greatest(was.usual_at, excluded.usual_at),
            %(added)s,
            {_episode("stopped", "was.stopped + excluded.stopped")},
            {_episode("passed", "was.passed + excluded.passed")},
            {_episode("since", "least(was.since, excluded.since)")},
            {_episode("until", "greatest(was.until, excluded.until)")},
            updated_at = statement_timestamp();
        SELECT count(*) INTO opened FROM jsonb_array_elements(news) AS one
        WHERE %(opened)s;
        IF opened > 0 THEN
            PERFORM secureflow_publish(
                merchant, test, 'shield.burst', jsonb_build_object('count', opened));
        END IF;
    END $$
"""  # noqa: S608 -- of our own words
BY_BEFORE = "(one ->> 'before')::integer > 0"
NOW = {
    "column": "through",
    "value": "coalesce(new.through, '{}')",
    "typed": "through float8[]",
    "added": f"through = {THROUGH}",
    "opened": f"(one ->> 'opened')::boolean OR {BY_BEFORE}",
}
THEN = {
    "column": "before",
    "value": "new.before",
    "typed": "before integer",
    "added": _episode("before", "greatest(was.before, excluded.before)"),
    "opened": BY_BEFORE,
}


def upgrade() -> None:
    times = postgresql.ARRAY(sa.Float())
    op.add_column(
        "bursts", sa.Column("through", times, server_default=sa.text("'{}'"), nullable=False)
    )
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute(UNDER_WAY)
    op.execute("SELECT set_config('secureflow.door', '', true)")
    op.execute(NEWCOMERS % NOW)


def downgrade() -> None:
    op.execute(NEWCOMERS % THEN)
    op.drop_column("bursts", "through")
