"""What the version before reads is there while both run, and after its image came back."""

import re
from pathlib import Path
from runpy import run_path

from apiflask import APIFlask
from sqlalchemy import select, text

from secureflow.db import events, tenancy
from secureflow.db.bursts import BurstRow
from secureflow.extensions import db
from secureflow.infra.migrations import MIGRATIONS
from secureflow.services import burst_figures
from tests.api.things import going_on
from tests.conftest import Tenant, as_owner

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
ITS_EVENTS = """
    SELECT type FROM events
    WHERE merchant_id = :merchant AND (xid, id) > (CAST('0' AS xid8), 0) ORDER BY xid, id
"""
ITS_POLICY = """
    SELECT review_line FROM policies WHERE merchant_id = :merchant ORDER BY version DESC LIMIT 1
"""
POLICIES = """
    SELECT version, state, review_line, based_on FROM policies
    WHERE merchant_id = :merchant ORDER BY version
"""
CHANGES = "SELECT version, before, kind FROM policy_changes WHERE merchant_id = :merchant"


ITS_NEWS = """
    SELECT secureflow_newcomers(:merchant, false, jsonb_build_array(jsonb_build_object(
        'key', repeat('0a', 16), 'kind', 'ip', 'value', '203.0.113.7',
        'times', jsonb_build_array(1.0, 2.0), 'usual', 0, 'usual_at', 0, 'since', 2.0,
        'until', 3602.0, 'before', 6, 'stopped', 1, 'passed', 0)))
"""
ITS_BURST = "SELECT before, stopped, passed FROM bursts WHERE merchant_id = :merchant"


def found(statement: str, merchant_id: int) -> list[tuple[object, ...]]:
    with db.engine.connect() as connection:
        connection.execute(text("SELECT set_config('secureflow.door', 'open', true)"))
        rows = connection.execute(text(statement), {"merchant": merchant_id})
        return [tuple(row) for row in rows]


def test_it_still_reads_events_in_its_order(app: APIFlask, tenant: Tenant) -> None:
    tenancy.bind(tenant.merchant_id)
    for kind in ("review.opened", "review.closed"):
        events.add(db.session(), tenant.merchant_id, False, kind, {})
        db.session.commit()
    assert found(ITS_EVENTS, tenant.merchant_id) == [("review.opened",), ("review.closed",)]


def test_it_still_tells_of_newcomers_and_reads_bursts(app: APIFlask, tenant: Tenant) -> None:
    for _ in range(2):
        as_owner(ITS_NEWS, merchant=tenant.merchant_id)
    assert found(ITS_BURST, tenant.merchant_id) == [(0, 2, 0)]
    opened = "SELECT type FROM events WHERE merchant_id = :merchant"
    assert found(opened, tenant.merchant_id) == [("shield.burst",)] * 2


def test_a_burst_under_way_still_says_whom_it_let_through(app: APIFlask, tenant: Tenant) -> None:
    going_on(tenant)
    as_owner("UPDATE bursts SET before = 6")
    (path,) = (MIGRATIONS / "versions").glob("0027_*.py")
    as_owner(run_path(str(path))["UNDER_WAY"])
    tenancy.bind(tenant.merchant_id)
    (burst,) = burst_figures.told(db.session.scalars(select(BurstRow)).all())
    assert burst.let_through == 6


def test_what_the_guide_says_has_it_take_the_live_policy(app: APIFlask, tenant: Tenant) -> None:
    as_owner(
        """
        INSERT INTO policies (merchant_id, version, state, review_line, block_line, based_on)
        VALUES (:merchant, 2, 'rolled_back', 1, 2, 1), (:merchant, 3, 'draft', 3, 4, 1)
        """,
        merchant=tenant.merchant_id,
    )
    ((_, _, live, _), *_) = found(POLICIES, tenant.merchant_id)
    assert found(ITS_POLICY, tenant.merchant_id) == [(3,)]
    (said,) = re.findall(r"```sql\nBEGIN;\n(.*?)COMMIT;\n```", GUIDE.read_text(), re.DOTALL)
    for _ in range(2):
        as_owner(said)
        assert found(ITS_POLICY, tenant.merchant_id) == [(live,)]
    assert found(POLICIES, tenant.merchant_id) == [
        (1, "replaced", live, None),
        (2, "rolled_back", 1, 1),
        (3, "draft", 3, 1),
        (4, "live", live, 1),
    ]
    assert found(CHANGES, tenant.merchant_id) == [(4, 1, "live")]
