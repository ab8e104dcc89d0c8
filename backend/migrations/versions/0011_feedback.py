"""labels in bulk and by file, which approved payments a person sees, and a quick look-up of keys

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from secureflow.infra.migrations import bind_to_merchant, grant

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

JSON = postgresql.JSONB(astext_type=sa.Text())
SHARES = ("review_sample_share", "close_call_share")

# A function keeps the plan of its query for as long as a connection lives: this one runs in front
# of every payment, and planning its joins took five times as long as running them. It opens the
# door for itself alone, binds the transaction to the merchant it finds, and closes the door again.
CALLER = """
    CREATE FUNCTION secureflow_caller_by_key(hash text, patience text) RETURNS TABLE (
        merchant_id bigint, merchant_name text, currency text, time_zone text,
        chargeback_fee numeric, margin numeric, review_cost numeric, hash_personal boolean,
        review_sample_share float8, close_call_share float8, close_call_line float8,
        version integer, review_line float8, block_line float8,
        id bigint, name text, scopes text[], is_test boolean, allowed_addresses text[],
        last_used_at timestamptz
    ) LANGUAGE plpgsql AS $$
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
            RETURN NEXT;
        END IF;
        said := set_config('secureflow.door', '', true);
    END $$
"""


def upgrade() -> None:
    for name in SHARES:
        op.add_column(
            "merchants", sa.Column(name, sa.Float(), server_default="0.005", nullable=False)
        )
    op.add_column("merchants", sa.Column("close_call_line", sa.Float(), nullable=True))
    grant("merchants", f"UPDATE ({', '.join((*SHARES, 'close_call_line'))})")
    _files()
    op.execute(CALLER)


def _files() -> None:
    op.create_table(
        "feedback_files",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("merchant_id", sa.BigInteger(), nullable=False),
        sa.Column("is_test", sa.Boolean(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("columns", JSON, nullable=False),
        sa.Column("ignored_columns", JSON, nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["merchant_id"], ["merchants.id"], name=op.f("fk_feedback_files_merchant_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_files")),
        sa.UniqueConstraint(
            "merchant_id",
            "is_test",
            "content_hash",
            name=op.f("uq_feedback_files_merchant_id_is_test_content_hash"),
        ),
    )
    bind_to_merchant("feedback_files")
    op.add_column("feedback", sa.Column("file_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_feedback_file_id"),
        "feedback",
        "feedback_files",
        ["file_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(
        "ix_feedback_file_id",
        "feedback",
        ["file_id"],
        postgresql_where=sa.text("file_id IS NOT NULL"),
    )
    # Chargebacks name a card and an amount where they name no payment.
    op.create_index(
        "ix_transactions_card",
        "transactions",
        ["merchant_id", "card"],
        postgresql_where=sa.text("card IS NOT NULL"),
    )
    op.create_index(
        "ix_transactions_selected",
        "transactions",
        ["merchant_id", "is_test", "occurred_at", "id"],
        postgresql_where=sa.text("selected IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_transactions_selected", "transactions")
    op.drop_index("ix_transactions_card", "transactions")
    op.drop_index("ix_feedback_file_id", "feedback")
    op.drop_constraint(op.f("fk_feedback_file_id"), "feedback", type_="foreignkey")
    op.drop_column("feedback", "file_id")
    op.drop_table("feedback_files")
    op.execute("DROP FUNCTION secureflow_caller_by_key(text, text)")
    for name in ("close_call_line", *SHARES):
        op.drop_column("merchants", name)
