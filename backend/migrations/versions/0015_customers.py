"""customers in figures, what they share, notes on them and on days, and indexes by their time

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, grant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)
NOW = sa.text("now()")
COSTS = ("chargeback_fee", "margin", "review_cost")

# The latest twelve scores, and their mean in which each counts half of the one after it.
FUNCTIONS = (
    """
    CREATE FUNCTION secureflow_latest(scores float8[]) RETURNS float8[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN scores[greatest(cardinality(scores) - 11, 1):]
    """,
    """
    CREATE FUNCTION secureflow_risk(scores float8[]) RETURNS float8
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT sum(score * power(2, place)) / sum(power(2, place))
        FROM unnest(secureflow_latest(scores)) WITH ORDINALITY AS latest (score, place)
    )
    """,
)


def upgrade() -> None:
    _orders_of(by_time=True)
    for function in FUNCTIONS:
        op.execute(function)
    _customers()
    _links()
    _turns()
    _notes()
    _chart_notes()
    grant("merchants", f"UPDATE ({', '.join(COSTS)})")


def _orders_of(*, by_time: bool) -> None:
    """Have the payments of a customer and of a card found by their time, or not.

    In the place of the indexes that did not know the time: a payment writes as many entries.
    """
    for name in ("customer", "card"):
        op.drop_index(f"ix_transactions_{name}", "transactions")
        op.create_index(
            f"ix_transactions_{name}",
            "transactions",
            ["merchant_id", name, *(["occurred_at"] if by_time else [])],
            postgresql_where=sa.text(f"{name} IS NOT NULL"),
        )


def _of_merchant(table: str) -> tuple[sa.Column[int], sa.Column[bool], sa.ForeignKeyConstraint]:
    return (
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f(f"fk_{table}_merchant_id")
        ),
    )


def _customers() -> None:
    """By the bytes of the reference, so that an index finds how it begins."""
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("customers"),
        sa.Column("customer", sa.Text(collation="C"), nullable=False),
        sa.Column("orders", sa.BigInteger(), nullable=False),
        sa.Column("spent", sa.Numeric(), nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("trend", postgresql.ARRAY(sa.Float()), nullable=False),
        sa.Column("risk", sa.Float(), nullable=False),
        sa.Column("frauds", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("disputes", sa.BigInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customers")),
        sa.UniqueConstraint(
            "merchant_id",
            "is_test",
            "customer",
            name=op.f("uq_customers_merchant_id_is_test_customer"),
        ),
    )
    for column in ("risk", "last_at", "spent"):
        op.create_index(
            f"ix_customers_{column}", "customers", ["merchant_id", "is_test", column, "id"]
        )
    bind_to_merchant("customers")


def _links() -> None:
    op.create_table(
        "customer_links",
        *_of_merchant("customer_links"),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("customer", sa.Text(collation="C"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint(
            "merchant_id", "is_test", "key", "customer", name=op.f("pk_customer_links")
        ),
    )
    op.create_index(
        "ix_customer_links_customer", "customer_links", ["merchant_id", "is_test", "customer"]
    )
    bind_to_merchant("customer_links")


def _turns() -> None:
    """One row for the whole platform: it says of no merchant anything."""
    op.create_table(
        "customer_turns",
        sa.Column("id", sa.SmallInteger(), nullable=False),
        sa.Column("payments_through", sa.BigInteger(), nullable=False),
        sa.Column("payments_waiting", sa.BigInteger(), nullable=False),
        sa.Column("feedback_through", sa.BigInteger(), nullable=False),
        sa.Column("feedback_waiting", sa.BigInteger(), nullable=False),
        sa.Column("waiting_for", sa.Text(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_customer_turns_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_turns")),
    )
    grant("customer_turns", "SELECT, INSERT, UPDATE, DELETE")


def _notes() -> None:
    op.create_table(
        "customer_notes",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("customer_notes"),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_notes")),
    )
    op.create_index(
        "ix_customer_notes_customer",
        "customer_notes",
        ["merchant_id", "is_test", "customer", "id"],
    )
    bind_to_merchant("customer_notes", "SELECT, INSERT, DELETE")


def _chart_notes() -> None:
    op.create_table(
        "chart_notes",
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_of_merchant("chart_notes"),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chart_notes")),
    )
    op.create_index("ix_chart_notes_at", "chart_notes", ["merchant_id", "is_test", "at", "id"])
    bind_to_merchant("chart_notes", "SELECT, INSERT, DELETE")


def downgrade() -> None:
    for table in (
        "chart_notes",
        "customer_notes",
        "customer_turns",
        "customer_links",
        "customers",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION secureflow_risk(float8[])")
    op.execute("DROP FUNCTION secureflow_latest(float8[])")
    op.execute(f"REVOKE UPDATE ({', '.join(COSTS)}) ON merchants FROM secureflow_app")
    _orders_of(by_time=False)
