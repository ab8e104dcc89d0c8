"""payments keep the hits that decided them, and newcomers are counted by what they share

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, define_storing

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())
ZERO = sa.text("0")

# A time that a count is halved in, as in rules/shield/pace.py. What is long ago is not told from
# nothing, because PostgreSQL refuses numbers too small for it.
HALVED = "power(2, greatest((%s - greatest(was.usual_at, excluded.usual_at)) / 604800, -500))"
NEW = "(excluded.since IS NOT NULL AND coalesce(was.quiet_until < statement_timestamp(), true))"
SAME = f"{NEW} AND was.since <= excluded.until AND was.until >= excluded.since"
LATER = f"{NEW} AND coalesce(was.until < excluded.since, true)"


def _episode(column: str, both: str) -> str:
    """Return what becomes of a column of a burst: of both where they are one, else the later's."""
    return (
        f"{column} = CASE WHEN {SAME} THEN {both} WHEN {LATER} THEN excluded.{column} "
        f"ELSE was.{column} END"
    )


# Adding is the same in any order, so payments wait for nobody else's to be judged.
NEWCOMERS = f"""
    CREATE FUNCTION secureflow_newcomers(merchant bigint, test boolean, news jsonb)
    RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    DECLARE opened bigint;
    BEGIN
        INSERT INTO bursts AS was (merchant_id, is_test, key, kind, value, times, usual, usual_at,
            since, until, before, stopped, passed, updated_at)
        SELECT merchant, test, decode(new.key, 'hex'), new.kind, new.value, new.times, new.usual,
            new.usual_at, to_timestamp(new.since), to_timestamp(new.until), new.before,
            new.stopped, new.passed, statement_timestamp()
        FROM jsonb_to_recordset(news) AS new (
            key text, kind text, value text, times float8[], usual float8, usual_at float8,
            since float8, until float8, before integer, stopped integer, passed integer
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
            {_episode("before", "greatest(was.before, excluded.before)")},
            {_episode("stopped", "was.stopped + excluded.stopped")},
            {_episode("passed", "was.passed + excluded.passed")},
            {_episode("since", "least(was.since, excluded.since)")},
            {_episode("until", "greatest(was.until, excluded.until)")},
            updated_at = statement_timestamp();
        SELECT count(*) INTO opened FROM jsonb_array_elements(news) AS one
        WHERE (one ->> 'before')::integer > 0;
        IF opened > 0 THEN
            PERFORM secureflow_publish(
                merchant, test, 'shield.burst', jsonb_build_object('count', opened));
        END IF;
    END $$
"""  # noqa: S608 -- of our own words

# What is so around some payments besides the states of their entities; null where nothing is.
AROUND = """
    CREATE FUNCTION secureflow_around(
        merchant bigint, test boolean, listed bytea[], watched bytea[]
    ) RETURNS text LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    DECLARE
        lists jsonb;
        snoozed jsonb;
        paces jsonb;
    BEGIN
        SELECT jsonb_agg(jsonb_build_array(
            encode(entry.key, 'hex'), list.id, list.name, list.effect)) INTO lists
        FROM list_entries AS entry
        JOIN lists AS list ON list.id = entry.list_id AND list.merchant_id = merchant
        WHERE entry.merchant_id = merchant AND entry.key = ANY(listed)
            AND (entry.expires_at IS NULL OR entry.expires_at > statement_timestamp());
        SELECT jsonb_agg(jsonb_build_array(encode(snooze.key, 'hex'), snooze.rule_id)) INTO snoozed
        FROM rule_snoozes AS snooze
        WHERE snooze.merchant_id = merchant AND snooze.key = ANY(listed)
            AND snooze.until > statement_timestamp();
        SELECT jsonb_agg(jsonb_build_array(
            encode(burst.key, 'hex'), burst.times, burst.usual, burst.usual_at,
            extract(epoch FROM burst.since), extract(epoch FROM burst.until),
            extract(epoch FROM burst.quiet_until))) INTO paces
        FROM bursts AS burst
        WHERE burst.merchant_id = merchant AND burst.is_test = test AND burst.key = ANY(watched);
        IF lists IS NULL AND snoozed IS NULL AND paces IS NULL THEN
            RETURN NULL;
        END IF;
        RETURN jsonb_build_object('lists', lists, 'snoozed', snoozed, 'paces', paces)::text;
    END $$
"""

# As 0016 defined it; what is around the payments is read when their entities are locked, so that
# payments of one address see each other. The last row has it.
BEGIN = """
    CREATE FUNCTION secureflow_begin(
        hash text, presumed text, patience text, keys bytea[], lock_patience text, count integer,
        listed bytea[] DEFAULT NULL, watched bytea[] DEFAULT NULL
    ) RETURNS TABLE (key bytea, state bytea, labels bytea, ids bigint[], around text)
    LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    DECLARE who record;
    BEGIN
        SELECT * INTO who FROM secureflow_caller_by_key(hash, patience);
        IF who.seal IS DISTINCT FROM presumed THEN
            RETURN NEXT;
            RETURN;
        END IF;
        ids := ARRAY(
            SELECT nextval('{sequence}') FROM generate_series(1, count)
        );
        RETURN NEXT;
        RETURN QUERY SELECT entity.key, entity.state, entity.labels, NULL::bigint[], NULL
            FROM secureflow_entities(who.merchant_id, who.is_test, keys, lock_patience) AS entity;
        IF listed IS NOT NULL THEN
            ids := NULL;
            around := secureflow_around(who.merchant_id, who.is_test, listed, watched);
            RETURN NEXT;
        END IF;
    END $$
"""
OLD_BEGIN = "secureflow_begin(text, text, text, bytea[], text, integer)"
OLD_STORE = "secureflow_store(jsonb, bytea[], bytea[], bytea[], bytea[], boolean)"


def upgrade() -> None:
    op.add_column("transactions", sa.Column("hits", JSON, nullable=True))
    op.add_column("transactions", sa.Column("model_score", sa.Float(), nullable=True))
    op.add_column("transactions", sa.Column("circumstances", JSON, nullable=True))
    _bursts()
    op.execute(NEWCOMERS)
    op.execute(AROUND)
    op.execute(f"DROP FUNCTION {OLD_BEGIN}")
    drawn_from = sa.text("SELECT pg_get_serial_sequence('transactions', 'id')")
    op.execute(BEGIN.replace("{sequence}", op.get_bind().scalar(drawn_from)))
    op.execute(f"DROP FUNCTION IF EXISTS {OLD_STORE}")
    define_storing()


def _bursts() -> None:
    op.create_table(
        "bursts",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("times", postgresql.ARRAY(sa.Float()), nullable=False),
        sa.Column("usual", sa.Float(), nullable=False),
        sa.Column("usual_at", sa.Float(), nullable=False),
        sa.Column("since", INSTANT, nullable=True),
        sa.Column("until", INSTANT, nullable=True),
        sa.Column("before", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("stopped", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("passed", sa.Integer(), server_default=ZERO, nullable=False),
        sa.Column("quiet_until", INSTANT, nullable=True),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_bursts_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "is_test", "key", name=op.f("pk_bursts")),
    )
    op.create_index(
        "ix_bursts_until",
        "bursts",
        ["merchant_id", "is_test", "until"],
        postgresql_where=sa.text("until IS NOT NULL"),
    )
    op.create_index("ix_bursts_updated_at", "bursts", ["updated_at"], postgresql_using="brin")
    op.execute("ALTER TABLE bursts SET (fillfactor = 70)")
    bind_to_merchant("bursts")


def downgrade() -> None:
    op.execute(f"DROP FUNCTION secureflow_begin({_before(OLD_BEGIN)}, bytea[], bytea[])")
    op.execute("DROP FUNCTION secureflow_around(bigint, boolean, bytea[], bytea[])")
    op.execute("DROP FUNCTION secureflow_newcomers(bigint, boolean, jsonb)")
    start, _, end = BEGIN.partition(",\n        listed bytea[]")
    end = end[end.index("\n    ) RETURNS") :].replace(", around text", "")
    end = end.replace(", NULL::bigint[], NULL\n", ", NULL::bigint[]\n")
    plain = start + end[: end.index("        IF listed")] + "    END $$"
    drawn_from = sa.text("SELECT pg_get_serial_sequence('transactions', 'id')")
    op.execute(plain.replace("{sequence}", op.get_bind().scalar(drawn_from)))
    op.drop_table("bursts")
    for name in ("circumstances", "model_score", "hits"):
        op.drop_column("transactions", name)
    define_storing()


def _before(signature: str) -> str:
    return signature[signature.index("(") + 1 : -1]
