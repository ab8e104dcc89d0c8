"""every merchant behind row-level security

Revision ID: 0002
Revises: 0001
"""

from alembic import op

from secureflow.infra.migrations import APP_ROLE, bind_to_merchant, grant, unbind_from_merchant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("users", "api_keys", "transactions", "feedback", "uploads", "upload_lines")


def upgrade() -> None:
    # Roles belong to the server, not to the database: another database may have made it.
    op.execute(f"""
        DO $$
        BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
                CREATE ROLE {APP_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
            END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;  -- made at the same moment by another database's migration
        END $$
    """)
    # 'SET' is what PostgreSQL 16 tells apart: whoever made the role may grant it and not be it.
    op.execute(f"""
        DO $$
        BEGIN
            IF NOT pg_has_role(current_user, '{APP_ROLE}', 'SET') THEN
                EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
            END IF;
        EXCEPTION
            WHEN unique_violation THEN
                NULL;  -- granted at the same moment by another database's migration
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION '% may not become {APP_ROLE}, which another login made',
                    current_user USING HINT =
                    format('As a superuser: GRANT {APP_ROLE} TO %I', current_user);
        END $$
    """)
    op.execute("""
        CREATE FUNCTION secureflow_merchant() RETURNS bigint
        LANGUAGE sql STABLE PARALLEL SAFE
        RETURN nullif(current_setting('secureflow.merchant', true), '')::bigint
    """)
    op.execute("""
        CREATE FUNCTION secureflow_door() RETURNS boolean
        LANGUAGE sql STABLE PARALLEL SAFE
        RETURN coalesce(current_setting('secureflow.door', true), '') = 'open'
    """)
    for table in TABLES:
        bind_to_merchant(table)
    # A policy is never changed, and of a merchant what 0007 says.
    bind_to_merchant("policies", "SELECT, INSERT")
    bind_to_merchant("merchants", "SELECT, INSERT", column="id")
    bind_to_merchant("model_versions", "SELECT, INSERT, UPDATE")
    op.execute("CREATE POLICY base_model ON model_versions FOR SELECT USING (merchant_id IS NULL)")
    grant("alembic_version", "SELECT")


def downgrade() -> None:
    op.execute(f"REVOKE ALL ON alembic_version FROM {APP_ROLE}")
    op.execute("DROP POLICY base_model ON model_versions")
    for table in (*TABLES, "policies", "merchants", "model_versions"):
        unbind_from_merchant(table)
    # The role stays: other databases of the same server may use it.
    op.execute("DROP FUNCTION secureflow_door()")
    op.execute("DROP FUNCTION secureflow_merchant()")
