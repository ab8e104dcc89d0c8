"""reviews: what waits for a person, who has it, what they said, and until when it can be taken back

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, define_storing, grant

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
JSON = postgresql.JSONB(astext_type=sa.Text())
NOW = sa.text("now()")
SETTINGS = ("review_due_minutes", "review_default", "second_opinion_share", "daily_goal")

# Both ways of storing payments open reviews by this, so they cannot differ. An authorisation that
# ends is what the money hangs on; five minutes are left to act on the decision.
OPEN = """
    CREATE FUNCTION secureflow_open_reviews(merchant bigint, ids bigint[])
    RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        many bigint;
        test boolean;
        said jsonb;
    BEGIN
        WITH opened AS (
            INSERT INTO reviews (merchant_id, is_test, transaction_id, kind, state, opened_at,
                due_at, default_action, loss, loss_by, score)
            SELECT payment.merchant_id, payment.is_test, payment.id, payment.kind, 'open',
                payment.created_at,
                CASE WHEN payment.kind = 'held' THEN coalesce(
                    payment.authorisation_expires_at - interval '5 minutes',
                    payment.created_at + owner.review_due_minutes * interval '1 minute') END,
                CASE WHEN payment.kind = 'held' THEN nullif(owner.review_default, 'keep') END,
                round(payment.amount
                    * coalesce(payment.probability, payment.score / 100)::numeric, 4),
                CASE WHEN payment.probability IS NULL THEN 'score' ELSE 'probability' END,
                payment.score
            FROM (
                SELECT *, CASE WHEN decision = 'review' THEN 'held'
                    WHEN selected = 'close_call' THEN 'close_call' ELSE 'spot_check' END AS kind
                FROM transactions
                WHERE merchant_id = merchant AND id = ANY(ids)
                    AND (decision = 'review' OR selected IS NOT NULL)
            ) AS payment JOIN merchants AS owner ON owner.id = payment.merchant_id
            ORDER BY payment.id
            ON CONFLICT DO NOTHING RETURNING id, transaction_id, kind, is_test
        )
        SELECT count(*), bool_or(is_test), CASE WHEN count(*) > 1
            THEN jsonb_build_object('count', count(*))
            ELSE jsonb_build_object('review_id', min(id), 'transaction_id', min(transaction_id),
                'kind', min(kind)) END
        INTO many, test, said FROM opened;
        IF many > 0 THEN
            PERFORM secureflow_publish(merchant, test, 'review.opened', said);
        END IF;
    END $$
"""

# What was stored before: what somebody has said of is done, the rest waits from now on.
STORED = """
    INSERT INTO reviews (merchant_id, is_test, transaction_id, kind, state, opened_at,
        due_at, default_action, loss, loss_by, score,
        resolution, source, resolved_by_name, resolved_at, undo_until, settled_at)
    SELECT payment.merchant_id, payment.is_test, payment.id,
        CASE WHEN decision = 'review' THEN 'held'
            WHEN selected = 'close_call' THEN 'close_call' ELSE 'spot_check' END,
        CASE WHEN said.label IS NULL THEN 'open' ELSE 'resolved' END, payment.created_at,
        CASE WHEN decision = 'review' THEN
            coalesce(authorisation_expires_at - interval '5 minutes', now() + interval '1 day')
        END,
        CASE WHEN decision = 'review' THEN 'decline' END,
        round(amount * coalesce(probability, score / 100)::numeric, 4),
        CASE WHEN probability IS NULL THEN 'score' ELSE 'probability' END, score,
        CASE said.label WHEN 'fraud' THEN 'decline' WHEN 'legitimate' THEN 'approve' END,
        said.source, said.created_by, said.created_at, said.created_at, said.created_at
    FROM transactions AS payment LEFT JOIN LATERAL (
        SELECT label, source, created_by, created_at FROM feedback
        WHERE transaction_id = payment.id ORDER BY id LIMIT 1
    ) AS said ON true
    WHERE decision = 'review' OR selected IS NOT NULL
"""


def upgrade() -> None:
    _settings()
    _reviews()
    _acts()
    _notes()
    _viewers()
    _views()
    op.execute(OPEN)
    # Forced row-level security binds the tables' owner as well.
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute(STORED)
    op.execute("SELECT set_config('secureflow.door', '', true)")
    define_storing()


def _settings() -> None:
    for name, kind, default in (
        ("review_due_minutes", sa.Integer(), "1440"),
        ("review_default", sa.Text(), "decline"),
        ("second_opinion_share", sa.Float(), "0.02"),
        ("daily_goal", sa.Integer(), "30"),
    ):
        op.add_column("merchants", sa.Column(name, kind, server_default=default, nullable=False))
    grant("merchants", f"UPDATE ({', '.join(SETTINGS)})")


def _of_merchant(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f(f"fk_{table}_merchant_id")
        ),
    )


def _of_review(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("review_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"], ["reviews.id"], name=op.f(f"fk_{table}_review_id"), ondelete="CASCADE"
        ),
    )


def _reviews() -> None:
    queue = (
        "CASE kind WHEN 'spot_check' THEN 'spot_checks' WHEN 'close_call' THEN 'close_calls' "
        "ELSE 'open' END"
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("reviews"),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("queue", sa.Text(), sa.Computed(queue, persisted=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("default_action", sa.Text(), nullable=True),
        sa.Column("loss", sa.Numeric(), nullable=False),
        sa.Column("loss_by", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("claimed_until", INSTANT, nullable=True),
        sa.Column("snoozed_until", INSTANT, nullable=True),
        sa.Column("asked", sa.BigInteger(), nullable=True),
        sa.Column("not_for", sa.BigInteger(), nullable=True),
        sa.Column("first_said", sa.Text(), nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("resolution_id", sa.BigInteger(), nullable=True),
        sa.Column("resolution", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("resolved_by", sa.BigInteger(), nullable=True),
        sa.Column("resolved_by_name", sa.Text(), nullable=True),
        sa.Column("resolved_at", INSTANT, nullable=True),
        sa.Column("undo_until", INSTANT, nullable=True),
        sa.Column("settled_at", INSTANT, nullable=True),
        sa.Column("batch_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(state = 'resolved') = (resolution IS NOT NULL)", name=op.f("ck_reviews_resolved")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_reviews_transaction_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
        sa.UniqueConstraint("transaction_id", "kind", name=op.f("uq_reviews_transaction_id_kind")),
    )
    of_queue = ["merchant_id", "is_test", "queue"]
    is_open = sa.text("state = 'open'")
    for name, column in (
        ("loss", "loss"),
        ("due", "due_at"),
        ("score", "score"),
        ("opened", "opened_at"),
    ):
        op.create_index(
            f"ix_reviews_{name}", "reviews", [*of_queue, column, "id"], postgresql_where=is_open
        )
    for name, columns, where in (
        ("snoozed", ["merchant_id", "is_test", "snoozed_until"], "state = 'snoozed'"),
        ("claimed_by", ["merchant_id", "claimed_by"], "state = 'open' AND claimed_by IS NOT NULL"),
        ("asked", ["merchant_id", "asked"], "state = 'open' AND asked IS NOT NULL"),
        ("resolved", ["merchant_id", "is_test", "resolved_at", "id"], "state = 'resolved'"),
        ("batch_id", ["batch_id"], "batch_id IS NOT NULL"),
        ("unsettled", ["undo_until"], "state = 'resolved' AND settled_at IS NULL"),
        ("default", ["due_at"], "state <> 'resolved' AND default_action IS NOT NULL"),
    ):
        op.create_index(f"ix_reviews_{name}", "reviews", columns, postgresql_where=sa.text(where))
    bind_to_merchant("reviews")


def _acts() -> None:
    """Rows are added only, and have nobody's words: those are notes, which can be erased."""
    op.create_table(
        "review_acts",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("review_acts"),
        *_of_review("review_acts"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=True),
        sa.Column("details", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_acts")),
    )
    op.create_index("ix_review_acts_review_id", "review_acts", ["review_id", "id"])
    bind_to_merchant("review_acts", "SELECT, INSERT")


def _notes() -> None:
    op.create_table(
        "review_notes",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("review_notes"),
        *_of_review("review_notes"),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("mentions", JSON, nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=True),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_notes")),
    )
    op.create_index("ix_review_notes_review_id", "review_notes", ["review_id", "id"])
    bind_to_merchant("review_notes", "SELECT, INSERT, UPDATE")


def _viewers() -> None:
    op.create_table(
        "review_viewers",
        *_of_review("review_viewers"),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        *_of_merchant("review_viewers"),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("review_id", "user_id", name=op.f("pk_review_viewers")),
    )
    bind_to_merchant("review_viewers")


def _views() -> None:
    op.create_table(
        "saved_views",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("saved_views"),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_saved_views_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_views")),
        sa.UniqueConstraint("user_id", "name", name=op.f("uq_saved_views_user_id_name")),
    )
    op.create_index("ix_saved_views_merchant_id", "saved_views", ["merchant_id", "id"])
    bind_to_merchant("saved_views")


def downgrade() -> None:
    for table in ("saved_views", "review_viewers", "review_notes", "review_acts", "reviews"):
        op.drop_table(table)
    op.execute("DROP FUNCTION secureflow_open_reviews(bigint, bigint[])")
    for name in reversed(SETTINGS):
        op.drop_column("merchants", name)
