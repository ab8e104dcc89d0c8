"""Moving the lines reads an index of the payments, and none of their rows."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import preview, tenancy
from secureflow.db.preview import Window
from secureflow.db.preview_columns import BLIND
from secureflow.extensions import db
from tests.conftest import Tenant, as_owner
from tests.db.test_list_plans import PAYMENTS, tidied

STORED = 5_000
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
ROWS_READ = text("""
    SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
    WHERE relname = 'transactions'
""")


@pytest.fixture
def window(app: APIFlask, tenant: Tenant, database_url: str) -> Iterator[Window]:
    """All payments of a merchant, once the database has tidied up behind them."""
    as_owner(PAYMENTS, merchant=tenant.merchant_id, count=STORED, began=BEGAN)
    as_owner("UPDATE transactions SET circumstances = '{\"snoozed\": [7]}' WHERE score = 44")
    tidied(database_url)
    tenancy.bind(tenant.merchant_id)
    yield Window(tenant.merchant_id, False, "USD", STORED, BEGAN, datetime.now(UTC))
    db.session.rollback()
    as_owner("DELETE FROM transactions; ANALYZE transactions")


def rows_read() -> int:
    return int(db.session.execute(ROWS_READ).scalar_one())


def test_the_lines_read_no_row(window: Window) -> None:
    found = preview.numbers(window)
    assert len(found) == STORED
    # A page that somebody held while it was tidied up is looked at.
    looked_at = rows_read()
    assert looked_at <= STORED / 100
    around = preview.circumstances(window)
    assert len(around) == (found["score"] == 44).sum() > 50
    assert rows_read() - looked_at == len(around)
    assert len(preview.numbers(window, [BLIND])) == STORED
    assert rows_read() - looked_at == len(around) + STORED
