"""policies with a life of their own, the rules in them, lists, and who a rule leaves alone

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import APP_ROLE, bind_to_merchant, grant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")
LIVE = sa.text("state = 'live'")
CALLER = "secureflow_caller_by_key(text, text)"
THE_NEWEST = "\n        ORDER BY policy.version DESC LIMIT 1;"
THE_LIVE_ONE = "\n            AND policy.state = 'live';"
COLUMNS = (
    "state",
    "document",
    "risk_rule_overrides",
    "reason",
    "author_id",
    "author_name",
    "based_on",
    "shadow_since",
    "live_at",
    "ended_at",
)
# Every process has its own copy of a policy that has begun to work, so nothing in it may change.
# Only a draft does; of the rest, the state and its times. The tables' owner may mend.
KEEP = f"""
    CREATE FUNCTION secureflow_keep_policy() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state = 'draft' OR current_user <> '{APP_ROLE}' THEN
            RETURN coalesce(NEW, OLD);
        END IF;
        IF TG_OP = 'DELETE' OR NEW.state = 'draft'
            OR (OLD.version, OLD.review_line, OLD.block_line, OLD.document,
                OLD.risk_rule_overrides, OLD.based_on, OLD.author_id, OLD.author_name)
            IS DISTINCT FROM
            (NEW.version, NEW.review_line, NEW.block_line, NEW.document,
                NEW.risk_rule_overrides, NEW.based_on, NEW.author_id, NEW.author_name)
        THEN
            RAISE EXCEPTION 'policy % has been at work and never changes', OLD.version;
        END IF;
        RETURN NEW;
    END $$
"""
CHANGED_LATER = (
    "state, review_line, block_line, document, risk_rule_overrides, reason, based_on, "
    "created_at, shadow_since, live_at, ended_at"
)


def upgrade() -> None:
    _policies()
    _changes()
    _rules()
    _lists()
    _snoozes()
    _decide_by(THE_NEWEST, THE_LIVE_ONE)


def _policies() -> None:
    # The version that is being replaced makes merchants with one policy, which is to decide.
    for column in (
        sa.Column("state", sa.Text(), server_default="live", nullable=False),
        sa.Column(
            "document",
            JSON,
            server_default='{"rules": [], "shield": {"mode": "live", "effect": "block"}}',
            nullable=False,
        ),
        sa.Column("risk_rule_overrides", JSON, server_default="{}", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_name", sa.Text(), nullable=True),
        sa.Column("based_on", sa.Integer(), nullable=True),
        sa.Column("shadow_since", INSTANT, nullable=True),
        sa.Column("live_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
    ):
        op.add_column("policies", column)
    # Forced row-level security binds the tables' owner as well.
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute("""
        UPDATE policies SET live_at = policies.created_at, ended_at = seen.ends_at,
            based_on = seen.before,
            state = CASE WHEN seen.ends_at IS NULL THEN 'live' ELSE 'replaced' END
        FROM (
            SELECT id, lead(created_at) OVER own AS ends_at, lag(version) OVER own AS before
            FROM policies WINDOW own AS (PARTITION BY merchant_id ORDER BY version)
        ) AS seen
        WHERE seen.id = policies.id
    """)
    op.execute("SELECT set_config('secureflow.door', '', true)")
    op.create_check_constraint(
        op.f("ck_policies_state"),
        "policies",
        "state IN ('draft', 'shadow', 'live', 'replaced', 'rolled_back')",
    )
    op.create_index(
        "uq_policies_live", "policies", ["merchant_id"], unique=True, postgresql_where=LIVE
    )
    op.execute(KEEP)
    op.execute("""
        CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON policies
        FOR EACH ROW EXECUTE FUNCTION secureflow_keep_policy()
    """)
    grant("policies", f"UPDATE ({CHANGED_LATER}), DELETE")


def _of_merchant(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f(f"fk_{table}_merchant_id")
        ),
    )


def _changes() -> None:
    """Rows are added only. What was replaced until now is told from the versions."""
    op.create_table(
        "policy_changes",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("policy_changes"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("at", INSTANT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_changes")),
    )
    op.create_index("ix_policy_changes_at", "policy_changes", ["merchant_id", "at", "id"])
    bind_to_merchant("policy_changes", "SELECT, INSERT")
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute("""
        INSERT INTO policy_changes (merchant_id, version, kind, before, summary, reason, at)
        SELECT merchant_id, version, 'live', based_on,
            format('lines moved to %s and %s', review_line, block_line), '', created_at
        FROM policies WHERE version > 1 ORDER BY id
    """)
    op.execute("SELECT set_config('secureflow.door', '', true)")


def _rules() -> None:
    """Who a rule is, whatever versions of it the policies have."""
    op.create_table(
        "rules",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("rules"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("ready", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.Column("deleted_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rules")),
    )
    op.create_index("ix_rules_merchant_id", "rules", ["merchant_id", "id"])
    op.create_index(
        "uq_rules_ready",
        "rules",
        ["merchant_id", "ready"],
        unique=True,
        postgresql_where=sa.text("ready IS NOT NULL"),
    )
    bind_to_merchant("rules", "SELECT, INSERT, UPDATE")


def _lists() -> None:
    op.create_table(
        "lists",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("lists"),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.CheckConstraint("effect IN ('block', 'allow', 'none')", name=op.f("ck_lists_effect")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists")),
        sa.UniqueConstraint("merchant_id", "name", name=op.f("uq_lists_merchant_id_name")),
    )
    bind_to_merchant("lists")
    op.create_table(
        "list_entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        *_of_merchant("list_entries"),
        sa.Column("list_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["list_id"], ["lists.id"], name=op.f("fk_list_entries_list_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("merchant_id", "key", "list_id", name=op.f("pk_list_entries")),
    )
    op.create_index("uq_list_entries_id", "list_entries", ["list_id", "id"], unique=True)
    op.create_index(
        "ix_list_entries_expires_at",
        "list_entries",
        ["expires_at"],
        postgresql_where=sa.text("expires_at IS NOT NULL"),
    )
    bind_to_merchant("list_entries")


def _snoozes() -> None:
    op.create_table(
        "rule_snoozes",
        sa.Column("id", sa.BigInteger(), autoincrement=True, nullable=False),
        *_of_merchant("rule_snoozes"),
        sa.Column("rule_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["rule_id"], ["rules.id"], name=op.f("fk_rule_snoozes_rule_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_snoozes")),
        sa.UniqueConstraint(
            "merchant_id", "key", "rule_id", name=op.f("uq_rule_snoozes_merchant_id_key_rule_id")
        ),
    )
    op.create_index("ix_rule_snoozes_rule_id", "rule_snoozes", ["rule_id"])
    op.create_index("ix_rule_snoozes_until", "rule_snoozes", ["until"])
    bind_to_merchant("rule_snoozes")


def _decide_by(before: str, now: str) -> None:
    """Change how the caller of a key gets a policy; all else of the function stays as it is."""
    made = sa.text("SELECT pg_get_functiondef(CAST(:name AS regprocedure))")
    text = op.get_bind().scalar(made, {"name": CALLER}) or ""
    if before not in text:
        raise RuntimeError(f"{CALLER} does not choose a policy as this migration knows it")
    op.execute(text.replace(before, now))


def downgrade() -> None:
    _decide_by(THE_LIVE_ONE, THE_NEWEST)
    for table in ("rule_snoozes", "list_entries", "lists", "rules", "policy_changes"):
        op.drop_table(table)
    op.execute("DROP TRIGGER keep ON policies")
    op.execute("DROP FUNCTION secureflow_keep_policy()")
    op.drop_index("uq_policies_live", "policies")
    # The newest is to decide again, so what is live becomes that; what never decided goes.
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute("DELETE FROM policies WHERE state IN ('draft', 'shadow') AND live_at IS NULL")
    op.execute("""
        INSERT INTO policies (merchant_id, version, review_line, block_line)
        SELECT merchant_id, newest, review_line, block_line FROM (
            SELECT *, 1 + max(version) OVER (PARTITION BY merchant_id) AS newest FROM policies
        ) AS numbered WHERE state = 'live' AND version < newest - 1
    """)
    op.execute("SELECT set_config('secureflow.door', '', true)")
    op.execute(f"REVOKE UPDATE ({CHANGED_LATER}), DELETE ON policies FROM {APP_ROLE}")
    op.drop_constraint("ck_policies_state", "policies")
    for name in reversed(COLUMNS):
        op.drop_column("policies", name)
