"""Whoever watches hears how far a file is, and a long file holds up nobody's events."""

import io
from typing import Any

import pytest

from secureflow.db import events, tenancy
from secureflow.errors import NotReady
from secureflow.extensions import db
from secureflow.services import uploads
from secureflow.services.predict_many import Run
from tests.conftest import Api, Tenant

ROWS = 2_500


def sent(api: Api, rows: int = ROWS) -> Any:
    content = "amount\n" + "".join(f"{n}.00\n" for n in range(1, rows + 1))
    form = {"file": (io.BytesIO(content.encode()), "orders.csv")}
    return api.client.post("/api/uploads/score", data=form, headers=api.headers)


def told(tenant: Tenant, is_test: bool = False) -> list[dict[str, Any]]:
    with tenancy.aside(tenant.merchant_id) as session:
        found = events.after(session, tenant.merchant_id, is_test, 0, 100)
        return [row.data for row in found if row.type == "job.progress"]


def test_it_is_said_how_far_a_file_is(
    api: Api, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "SAID_SECONDS", 0.0)
    seen: list[list[int]] = []
    tell = Run.tell

    def tells(run: Run, *made: Any) -> Any:
        # What was said before is in sight of others while the file's own transaction runs.
        seen.append([one["done"] for one in told(tenant)])
        return tell(run, *made)

    monkeypatch.setattr(Run, "tell", tells)
    upload_id = sent(api).get_json()["id"]
    assert seen == [[], [1_000], [1_000, 2_000]]
    said = told(tenant)
    assert [one["done"] for one in said] == [1_000, 2_000, ROWS, ROWS]
    assert [one["state"] for one in said] == ["running"] * 3 + ["done"]
    assert {(one["kind"], one["id"]) for one in said} == {("upload", upload_id)}
    assert all(ROWS <= one["total"] <= ROWS + 1 for one in said)
    assert told(tenant, is_test=True) == []


def test_a_short_file_is_said_once(api: Api, tenant: Tenant) -> None:
    assert sent(api, 3).status_code == 201
    assert [one["state"] for one in told(tenant)] == ["done"]


def test_a_file_that_breaks_off_is_said_to_have_failed(
    api: Api, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "SAID_SECONDS", 0.0)
    tell = Run.tell

    def tells(run: Run, *made: Any) -> Any:
        if told(tenant):
            raise NotReady("The models are away.")
        return tell(run, *made)

    monkeypatch.setattr(Run, "tell", tells)
    assert sent(api).status_code == 503
    assert [one["state"] for one in told(tenant)] == ["running", "failed"]


def test_a_file_in_the_middle_holds_up_nobody(
    api: Api, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[int] = []
    tell = Run.tell

    def tells(run: Run, *made: Any) -> Any:
        answers = tell(run, *made)
        with tenancy.aside(tenant.merchant_id) as other:
            events.add(other, tenant.merchant_id, False, "review.changed", {})
            other.commit()
            rows = events.after(other, tenant.merchant_id, False, 0, 100)
        heard.append(sum(row.type == "review.changed" for row in rows))
        return answers

    monkeypatch.setattr(Run, "tell", tells)
    assert sent(api).status_code == 201
    assert heard == [1, 2, 3]
    db.session.rollback()
