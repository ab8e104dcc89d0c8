"""Where the migrations lie, and what each of them does for a new table."""

from pathlib import Path

from alembic import op

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
APP_ROLE = "secureflow_app"
"""The role every transaction of the service runs as; it owns nothing and bypasses nothing."""


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


def define_storing() -> None:
    """Define the function that stores a payment with the states of its entities, or again.

    It takes every column the table of payments has by now, so a migration that adds one calls
    this at its end. Returns the new id, or null where the external id or the key was taken, which
    leaves the states alone. A first-time entity that somebody else has stored in the meantime
    fails as a serialization failure: the payment is then to be judged again.
    """
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
                    payment jsonb, known bytea[], known_states bytea[],
                    fresh bytea[], fresh_states bytea[]
                ) RETURNS bigint LANGUAGE plpgsql AS $$
                DECLARE
                    stored bigint;
                    merchant bigint := payment ->> 'merchant_id';
                    test boolean := payment ->> 'is_test';
                    made bigint;
                BEGIN
                    INSERT INTO transactions (%1$s)
                    SELECT %1$s FROM jsonb_populate_record(NULL::transactions, payment)
                    ON CONFLICT DO NOTHING RETURNING id INTO stored;
                    IF stored IS NULL THEN
                        RETURN NULL;
                    END IF;
                    IF payment ->> 'decision' = 'review' OR payment ->> 'selected' IS NOT NULL THEN
                        PERFORM secureflow_open_reviews(merchant, ARRAY[stored]);
                    END IF;
                    UPDATE entities SET state = new.state, updated_at = statement_timestamp()
                    FROM unnest(known, known_states) AS new (key, state)
                    WHERE merchant_id = merchant AND is_test = test AND entities.key = new.key;
                    IF cardinality(fresh) = 0 THEN
                        RETURN stored;
                    END IF;
                    INSERT INTO entities (merchant_id, is_test, key, state, labels, updated_at)
                    SELECT merchant, test, new.key, new.state, '', statement_timestamp()
                    FROM unnest(fresh, fresh_states) AS new (key, state) ORDER BY new.key
                    ON CONFLICT DO NOTHING;
                    GET DIAGNOSTICS made = ROW_COUNT;
                    IF made < cardinality(fresh) THEN
                        RAISE EXCEPTION 'an entity was stored in the meantime'
                            USING ERRCODE = 'serialization_failure';
                    END IF;
                    RETURN stored;
                END $$
            $define$, names);
        END $make$
    """)


def unbind_from_merchant(table: str) -> None:
    """Undo ``bind_to_merchant`` for a table that stays."""
    op.execute(f"DROP POLICY open_door ON {table}")
    op.execute(f"DROP POLICY bound_merchant ON {table}")
    op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(f"REVOKE ALL ON {table} FROM {APP_ROLE}")
