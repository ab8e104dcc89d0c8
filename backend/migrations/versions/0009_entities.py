"""states of entities, what is usual, and what is stored of a payment to learn from it

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, define_storing

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INSTANT = postgresql.TIMESTAMP(timezone=True)

# Functions keep the plans of their statements for as long as a connection lives, and planning is
# most of what a short statement costs. Whoever counts payments holds the first lock together with
# the others; whoever replaces all states of a merchant holds it alone (db/entities.py).
# The patience stays to the end of the transaction, which holds these entities while it waits for
# anything else, such as an external id that somebody is storing.
READ = """
    CREATE FUNCTION secureflow_entities(
        merchant bigint, test boolean, keys bytea[], patience text
    ) RETURNS TABLE (key bytea, state bytea, labels bytea) LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM set_config('lock_timeout', patience, true);
        PERFORM pg_advisory_xact_lock_shared((1 << 30) + test::int, (merchant % (1 << 31))::int);
        RETURN QUERY
            SELECT entity.key, entity.state, entity.labels FROM entities AS entity
            WHERE entity.merchant_id = merchant AND entity.is_test = test
                AND entity.key = ANY(keys)
            ORDER BY entity.key FOR NO KEY UPDATE;
    END $$
"""


def upgrade() -> None:
    _entities()
    _usuals()
    _transactions()
    op.execute(READ)
    define_storing()


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.Column("labels", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_entities_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "is_test", "key", name=op.f("pk_entities")),
    )
    # Each payment rewrites the rows of its entities: with room left on the page, and no index on
    # what changes, the new version stays beside the old one and no index grows.
    op.execute("""
        ALTER TABLE entities SET (
            fillfactor = 60, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.05
        )
    """)
    # States are numbers in binary: trying to compress them costs more than it saves.
    op.execute("ALTER TABLE entities ALTER COLUMN state SET STORAGE EXTERNAL")
    op.execute("ALTER TABLE entities ALTER COLUMN labels SET STORAGE EXTERNAL")
    bind_to_merchant("entities")


def _usuals() -> None:
    op.create_table(
        "usuals",
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("payments", sa.BigInteger(), nullable=False),
        sa.Column("through_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_usuals_merchant_id")
        ),
        sa.PrimaryKeyConstraint("merchant_id", "is_test", name=op.f("pk_usuals")),
    )
    bind_to_merchant("usuals")


def _transactions() -> None:
    op.add_column("transactions", sa.Column("item", sa.Text(), nullable=True))
    op.add_column("transactions", sa.Column("quantity", sa.Numeric(), nullable=True))
    op.add_column("transactions", sa.Column("inputs", postgresql.ARRAY(sa.Float()), nullable=True))
    op.add_column("transactions", sa.Column("selected", sa.Text(), nullable=True))
    op.add_column(
        "transactions",
        sa.Column("inclusion", sa.Float(), server_default=sa.text("1"), nullable=False),
    )
    op.add_column("transactions", sa.Column("arm", sa.Text(), nullable=True))
    # Whether the entities remember the payment. What was stored before, by the release before
    # during a deployment, or while states could not be read, is counted later by a job.
    op.add_column(
        "transactions",
        sa.Column("counted", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_index(
        "ix_transactions_uncounted",
        "transactions",
        ["merchant_id", "is_test", "id"],
        postgresql_where=sa.text("NOT counted"),
    )
    # Payments stored before keep what they were judged by; later ones have inputs instead.
    op.alter_column("transactions", "features", nullable=True)


def downgrade() -> None:
    op.execute("DROP FUNCTION secureflow_store")
    op.execute("DROP FUNCTION secureflow_entities(bigint, boolean, bytea[], text)")
    op.execute("UPDATE transactions SET features = '{}' WHERE features IS NULL")
    op.alter_column("transactions", "features", nullable=False)
    op.drop_index("ix_transactions_uncounted", "transactions")
    for name in ("counted", "arm", "inclusion", "selected", "inputs", "quantity", "item"):
        op.drop_column("transactions", name)
    op.drop_table("usuals")
    op.drop_table("entities")
