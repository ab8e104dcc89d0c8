"""Where the migrations lie, and what each of them does for a new table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import op

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
APP_ROLE = "secureflow_app"
"""The role every transaction of the service runs as; it owns nothing and bypasses nothing."""
PATIENCE = "30min"
"""How long an index waits for transactions that began before it. Nobody waits behind it."""
HALF_BUILT = sa.text("SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass(:name)")


def bind_to_merchant(
    table: str,
    privileges: str = "SELECT, INSERT, UPDATE, DELETE",
    *,
    column: str = "merchant_id",
) -> None:
    """Put a table behind row-level security: the app's role sees the bound merchant's rows only.

    ``column`` holds the merchant's id. The second policy is the door of ``db/tenancy.py``, for
    look-ups made before the merchant is known and for work done for all merchants. Forced, so
    that the tables' owner is bound as well.
    """
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    # A sub-select is computed once per statement, not once per row.
    op.execute(
        f"CREATE POLICY bound_merchant ON {table} USING ({column} = (SELECT secureflow_merchant()))"
    )
    op.execute(f"CREATE POLICY open_door ON {table} USING ((SELECT secureflow_door()))")
    grant(table, privileges)


def grant(table: str, privileges: str) -> None:
    """Let the app's role use a table, and draw ids of it where it may insert."""
    op.execute(f"GRANT {privileges} ON {table} TO {APP_ROLE}")
    if "INSERT" in privileges:
        op.execute(f"""
            DO $$
            DECLARE sequence_name text;
            BEGIN
                FOR sequence_name IN
                    SELECT d.objid::regclass::text FROM pg_depend d
                    JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
                    WHERE d.refobjid = '{table}'::regclass
                LOOP
                    EXECUTE format('GRANT USAGE ON SEQUENCE %s TO {APP_ROLE}', sequence_name);
                END LOOP;
            END $$
        """)  # noqa: S608 -- names come from our migrations


def build_beside(
    name: str,
    table: str,
    columns: Sequence[str],
    where: str | None = None,
    include: Sequence[str] = (),
) -> None:
    """Build an index of a large table while its rows go on being written, unless it is there.

    ``include`` are columns that it holds besides its keys. One that an interrupted run left
    half built is dropped and built anew. What the migration did before is committed first, and
    the rest of it has a transaction of its own: call this in migrations that do nothing else.
    Raises OperationalError where older transactions stay open for longer than ``PATIENCE``; the
    next run mends that too.
    """
    with _patiently() as connection:
        if connection.scalar(HALF_BUILT, {"name": name}):
            op.drop_index(name, table, postgresql_concurrently=True)
        op.create_index(
            name,
            table,
            columns,
            postgresql_where=None if where is None else sa.text(where),
            postgresql_include=list(include) or None,
            postgresql_concurrently=True,
            if_not_exists=True,
        )


def drop_beside(name: str, table: str) -> None:
    """Drop an index of a large table while its rows go on being written, unless it is gone."""
    with _patiently():
        op.drop_index(name, table, postgresql_concurrently=True, if_exists=True)


@contextmanager
def _patiently() -> Iterator[sa.Connection]:
    """Yield the connection, in no transaction, where locks are waited for as indexes have to."""
    with op.get_context().autocommit_block():
        connection = op.get_bind()
        briefly = connection.scalar(sa.text("SHOW lock_timeout"))
        op.execute(f"SET lock_timeout = '{PATIENCE}'")
        yield connection
        op.execute(f"SET lock_timeout = '{briefly}'")


def define_storing() -> None:
    """Define the function that stores payments with the states of their entities, or again.

    It takes every column the table of payments has by now, so a migration that adds one calls
    this at its end. ``payments`` is a JSON array of one merchant and one mode, each with its id or
    without. Returns the ids in its order, or null where an external id or a key was taken, which is
    an error where all are ``wanted``: a lone payment has then written nothing, several are to be
    taken back. A first-time entity that somebody else has stored in the
    meantime fails as a serialization failure: the payments are then to be judged again. ``news``
    of newcomers come last, when nothing is waited for any more, because other payments add to them.
    """
    # The plan for any payment is as good as the one for this, and making one takes longer than
    # following it.
    op.execute(r"""
        DO $make$
        DECLARE names text;
        BEGIN
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO names
            FROM pg_attribute
            WHERE attrelid = 'transactions'::regclass AND attnum > 0 AND NOT attisdropped
                AND attname <> 'id';
            EXECUTE format($define$
                CREATE OR REPLACE FUNCTION secureflow_store(
                    payments jsonb, known bytea[], known_states bytea[],
                    fresh bytea[], fresh_states bytea[], wanted boolean,
                    news jsonb DEFAULT NULL
                ) RETURNS bigint[] LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
                DECLARE
                    stored bigint[];
                    waiting bigint[];
                    merchant bigint := payments -> 0 ->> 'merchant_id';
                    test boolean := payments -> 0 ->> 'is_test';
                    made bigint;
                BEGIN
                    WITH new AS (
                        INSERT INTO transactions (id, %1$s)
                        SELECT coalesce(id, nextval(%2$L)), %1$s
                        FROM jsonb_populate_recordset(NULL::transactions, payments)
                        ON CONFLICT DO NOTHING RETURNING id, decision, selected
                    )
                    SELECT array_agg(id ORDER BY id),
                        array_agg(id) FILTER (WHERE decision = 'review' OR selected IS NOT NULL)
                    INTO stored, waiting FROM new;
                    IF stored IS NULL OR cardinality(stored) < jsonb_array_length(payments) THEN
                        IF wanted THEN
                            RAISE EXCEPTION 'an id was taken' USING ERRCODE = 'unique_violation';
                        END IF;
                        RETURN NULL;
                    END IF;
                    IF waiting IS NOT NULL THEN
                        PERFORM secureflow_open_reviews(merchant, waiting);
                    END IF;
                    UPDATE entities SET state = new.state, updated_at = statement_timestamp()
                    FROM unnest(known, known_states) AS new (key, state)
                    WHERE merchant_id = merchant AND is_test = test AND entities.key = new.key;
                    IF cardinality(fresh) > 0 THEN
                        INSERT INTO entities
                            (merchant_id, is_test, key, state, labels, updated_at)
                        SELECT merchant, test, new.key, new.state, '', statement_timestamp()
                        FROM unnest(fresh, fresh_states) AS new (key, state) ORDER BY new.key
                        ON CONFLICT DO NOTHING;
                        GET DIAGNOSTICS made = ROW_COUNT;
                        IF made < cardinality(fresh) THEN
                            RAISE EXCEPTION 'an entity was stored in the meantime'
                                USING ERRCODE = 'serialization_failure';
                        END IF;
                    END IF;
                    IF news IS NOT NULL THEN
                        PERFORM secureflow_newcomers(merchant, test, news);
                    END IF;
                    RETURN stored;
                END $$
            $define$, names, pg_get_serial_sequence('transactions', 'id'));
        END $make$
    """)


def unbind_from_merchant(table: str) -> None:
    """Undo ``bind_to_merchant`` for a table that stays."""
    op.execute(f"DROP POLICY open_door ON {table}")
    op.execute(f"DROP POLICY bound_merchant ON {table}")
    op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(f"REVOKE ALL ON {table} FROM {APP_ROLE}")
