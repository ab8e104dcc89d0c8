"""the places of customers that each challenger judges, so that no other's are moved

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Until now challengers had their parts of the range one after the other, in the order in which
# they came: they keep what they had, to a millionth.
AS_BEFORE = """
    UPDATE model_arms
    SET places = array[round(1e6 * (until - share)), round(1e6 * until)]::integer[]
    FROM (
        SELECT id, sum(share) OVER (PARTITION BY merchant_id ORDER BY id) AS until FROM model_arms
    ) AS part
    WHERE part.id = model_arms.id AND share > 0
"""


def upgrade() -> None:
    """Give every challenger the places it has had."""
    places = sa.Column(
        "places", postgresql.ARRAY(sa.Integer()), server_default="{}", nullable=False
    )
    op.add_column("model_arms", places)
    # Forced row-level security binds the tables' owner as well.
    op.execute("SELECT set_config('secureflow.door', 'open', true)")
    op.execute(AS_BEFORE)
    op.execute("SELECT set_config('secureflow.door', '', true)")
    op.alter_column("model_arms", "places", server_default=None)


def downgrade() -> None:
    """Forget them."""
    op.drop_column("model_arms", "places")
