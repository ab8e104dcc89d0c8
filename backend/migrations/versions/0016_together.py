"""payments that came together are judged in one transaction, which looks up their key as it begins

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from secureflow.infra.migrations import define_storing

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# Looks a key up as 0011 did, with a seal: whatever was found but the time of the last use, so that
# another transaction can tell in one comparison whether a caller is still who they were.
CALLER = """
    CREATE FUNCTION secureflow_caller_by_key(hash text, patience text) RETURNS TABLE (
        merchant_id bigint, merchant_name text, currency text, time_zone text,
        chargeback_fee numeric, margin numeric, review_cost numeric, hash_personal boolean,
        review_sample_share float8, close_call_share float8, close_call_line float8,
        version integer, review_line float8, block_line float8,
        id bigint, name text, scopes text[], is_test boolean, allowed_addresses text[],
        last_used_at timestamptz, seal text
    ) LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
    #variable_conflict use_column
    DECLARE said text;
    BEGIN
        said := set_config('statement_timeout', patience, true);
        said := set_config('secureflow.merchant', '', true);
        said := set_config('secureflow.door', 'open', true);
        SELECT merchant.id, merchant.name, merchant.currency, merchant.time_zone,
            merchant.chargeback_fee, merchant.margin, merchant.review_cost, merchant.hash_personal,
            merchant.review_sample_share, merchant.close_call_share, merchant.close_call_line,
            policy.version, policy.review_line, policy.block_line,
            key.id, key.name, key.scopes, key.is_test, key.allowed_addresses, key.last_used_at
        INTO merchant_id, merchant_name, currency, time_zone,
            chargeback_fee, margin, review_cost, hash_personal,
            review_sample_share, close_call_share, close_call_line,
            version, review_line, block_line,
            id, name, scopes, is_test, allowed_addresses, last_used_at
        FROM api_keys AS key
        JOIN merchants AS merchant ON merchant.id = key.merchant_id
        JOIN policies AS policy ON policy.merchant_id = key.merchant_id
        WHERE key.key_hash = hash AND key.revoked_at IS NULL
            AND (key.expires_at IS NULL OR key.expires_at > now())
        ORDER BY policy.version DESC LIMIT 1;
        IF FOUND THEN
            said := set_config('secureflow.merchant', merchant_id::text, true);
            seal := ROW(merchant_id, merchant_name, currency, time_zone,
                chargeback_fee, margin, review_cost, hash_personal,
                review_sample_share, close_call_share, close_call_line,
                version, review_line, block_line,
                id, name, scopes, is_test, allowed_addresses)::text;
            RETURN NEXT;
        END IF;
        said := set_config('secureflow.door', '', true);
    END $$
"""
# Begins the transaction of payments whose caller is presumed to be known. The first row has their
# ids, and none where the caller is not who they were; then come the states of the entities, locked.
BEGIN = """
    CREATE FUNCTION secureflow_begin(
        hash text, presumed text, patience text, keys bytea[], lock_patience text, count integer
    ) RETURNS TABLE (key bytea, state bytea, labels bytea, ids bigint[])
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
        RETURN QUERY SELECT entity.key, entity.state, entity.labels, NULL::bigint[]
            FROM secureflow_entities(who.merchant_id, who.is_test, keys, lock_patience) AS entity;
    END $$
"""
READ = "secureflow_entities(bigint, boolean, bytea[], text)"
STORE = "secureflow_store(jsonb, bytea[], bytea[], bytea[], bytea[])"


def upgrade() -> None:
    op.execute("DROP FUNCTION secureflow_caller_by_key(text, text)")
    op.execute(CALLER)
    drawn_from = sa.text("SELECT pg_get_serial_sequence('transactions', 'id')")
    op.execute(BEGIN.replace("{sequence}", op.get_bind().scalar(drawn_from)))
    op.execute(f"ALTER FUNCTION {READ} SET plan_cache_mode = force_generic_plan")
    op.execute(f"DROP FUNCTION IF EXISTS {STORE}")
    define_storing()


def downgrade() -> None:
    op.execute("DROP FUNCTION secureflow_begin(text, text, text, bytea[], text, integer)")
    op.execute("DROP FUNCTION secureflow_caller_by_key(text, text)")
    start, _, end = CALLER.partition("            seal := ")
    op.execute(start.replace(", seal text", "") + end[end.index("            RETURN NEXT;") :])
    op.execute(f"ALTER FUNCTION {READ} RESET plan_cache_mode")
