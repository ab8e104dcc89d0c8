"""Once an hour the end of every chain goes to the log, signed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import audit as table
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.infra.logs import JsonLines, log
from secureflow.services import audit
from secureflow.services.audit_check import read_heads
from tests.conftest import Tenant, as_owner, make_tenant


@pytest.fixture
def lines(app: APIFlask, caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What is logged, whatever level the tests run at."""
    before = log.level
    log.setLevel("INFO")
    log.addHandler(caplog.handler)
    yield caplog
    log.removeHandler(caplog.handler)
    log.setLevel(before)


def said(caught: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    found = [json.loads(JsonLines().format(line)) for line in caught.records]
    return [line for line in found if line["event"].startswith("audit_")]


def test_each_chain_has_a_line_that_is_read_again(
    app: APIFlask, tenant: Tenant, lines: pytest.LogCaptureFixture
) -> None:
    other = make_tenant("Contoso")
    audit.sign_heads()
    written = said(lines)
    assert {line["merchant"] for line in written} == {tenant.merchant_id, other.merchant_id}
    heads = read_heads(json.dumps(line) for line in written)
    assert all(head.is_genuine() for head in heads)
    tenancy.bind(tenant.merchant_id)
    last = table.last(tenant.merchant_id)
    (mine,) = [head for head in heads if head.merchant == tenant.merchant_id]
    assert last is not None
    assert (mine.count, mine.hash) == (last.position, last.hash)


def test_a_chain_that_did_not_move_is_kept_once(app: APIFlask, tenant: Tenant) -> None:
    for turn in range(2):
        audit.sign_heads()
        audit.sign_heads()
        tenancy.bind(tenant.merchant_id)
        assert len(table.heads(tenant.merchant_id)) == turn + 1
        audit.record("thing.done", "thing:1")
        db.session.commit()


def test_a_chain_that_lost_rows_is_an_error_line(
    app: APIFlask, tenant: Tenant, lines: pytest.LogCaptureFixture
) -> None:
    audit.sign_heads()
    as_owner("DELETE FROM audit_events")
    lines.clear()
    audit.sign_heads()
    (line,) = said(lines)
    assert (line["event"], line["level"]) == ("audit_broken", "error")
    assert line["merchant"] == tenant.merchant_id
