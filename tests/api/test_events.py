"""GET /api/events/recent: what happened since, for who asks instead of watching."""

from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.db.accounts import user_by_email
from secureflow.extensions import db
from secureflow.services import events, first, keys, registry
from secureflow.services.keys import Wanted
from tests.conftest import Api, Tenant, bearer, make_tenant

RECENT = "/events/recent"


def person(app: APIFlask, tenant: Tenant, mode: str = "live") -> Api:
    owner = user_by_email(tenant.email)
    assert owner is not None
    return Api(app.test_client(), bearer(owner.id) | {"SecureFlow-Mode": mode})


def trying_key(app: APIFlask, tenant: Tenant) -> Api:
    made = keys.create(tenant.merchant_id, Wanted("trying", ("score",), is_test=True))
    return Api(app.test_client(), {"X-API-Key": made.secret})


def happen(tenant: Tenant, number: int) -> None:
    tenancy.bind(tenant.merchant_id)
    events.publish(tenant.merchant_id, False, "review.changed", {"number": number})
    db.session.commit()


def recent(who: Api, after: str | None = None) -> Any:
    answer = who.get(RECENT if after is None else f"{RECENT}?after={after}")
    assert answer.status_code == 200
    return answer.get_json()


def test_what_happened_since_is_told_once(app: APIFlask, tenant: Tenant) -> None:
    who = person(app, tenant)
    happen(tenant, 1)
    start = recent(who)
    assert (start["items"], start["is_complete"]) == ([], True)
    happen(tenant, 2)
    happen(tenant, 3)
    told = recent(who, start["next"])
    assert [event["data"]["number"] for event in told["items"]] == [2, 3]
    assert recent(who, told["items"][0]["id"])["items"] == told["items"][1:]
    assert recent(who, told["next"])["items"] == []


def test_who_was_away_for_too_long_reads_everything_anew(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person(app, tenant)
    place, seconds = recent(who)["next"].split("-")
    day_before = f"{place}-{int(seconds) - 86_401}"
    assert recent(who, day_before)["is_complete"] is False
    put_back = f"{int(place) + 1_000_000}-{seconds}"
    assert recent(who, put_back)["is_complete"] is False
    monkeypatch.setattr(events, "MOST_MISSED", 2)
    for number in range(3):
        happen(tenant, number)
    missed = recent(who, f"{place}-{seconds}")
    assert (missed["items"], missed["is_complete"]) == ([], False)
    assert recent(who, missed["next"]) == missed | {"is_complete": True, "next": missed["next"]}


@pytest.mark.parametrize("cursor", ["1", "a-b", "1-2-3-4", f"{'9' * 19}-1"])
def test_what_is_no_cursor_is_refused(app: APIFlask, tenant: Tenant, cursor: str) -> None:
    who = person(app, tenant)
    answer = who.get(f"{RECENT}?after={cursor}")
    assert (answer.status_code, answer.get_json()["field"]) == (422, "after")
    headers = who.headers | {"Last-Event-ID": cursor}
    refused = app.test_client().get("/api/events", headers=headers)
    assert (refused.status_code, refused.get_json()["field"]) == (422, "Last-Event-ID")


def test_a_cursor_of_an_earlier_release_is_told_to_read_everything_anew(
    app: APIFlask, tenant: Tenant
) -> None:
    who = person(app, tenant)
    happen(tenant, 1)
    place, seconds = recent(who)["next"].split("-")
    answer = recent(who, f"744-{place}-{seconds}")
    assert (answer["items"], answer["is_complete"]) == ([], False)
    happen(tenant, 2)
    assert [event["data"]["number"] for event in recent(who, answer["next"])["items"]] == [2]


def test_nobody_hears_of_another_merchant(app: APIFlask, tenant: Tenant) -> None:
    other = make_tenant("Other")
    start = recent(person(app, other))["next"]
    happen(tenant, 1)
    assert recent(person(app, other), start)["items"] == []


def firsts(who: Api, start: str) -> list[Any]:
    """Return what was told of first payments; any may be chosen for a look, which is told too."""
    told = recent(who, start)["items"]
    return [event["data"] for event in told if event["type"] == "transaction.first"]


def test_the_first_payment_of_each_mode_is_told(app: APIFlask, tenant: Tenant, api: Api) -> None:
    live, test = person(app, tenant), person(app, tenant, "test")
    starts = recent(live)["next"], recent(test)["next"]
    paid = api.post("/predict", {"amount": 5}).get_json()["transaction_id"]
    api.post("/predict", {"amount": 6})
    assert firsts(live, starts[0]) == [{"transaction_id": paid}]
    assert firsts(test, starts[1]) == []
    rows = {"transactions": [{"amount": 5}, {"amount": 6}]}
    found = trying_key(app, tenant).post("/predict-batch", rows).get_json()["predictions"]
    assert firsts(test, starts[1]) == [{"transaction_id": found[0]["transaction_id"]}]
    assert not first.is_awaited(tenant.merchant_id, True)


def test_what_is_wrong_with_a_first_try_is_told(app: APIFlask, tenant: Tenant) -> None:
    who, trying = person(app, tenant, "test"), trying_key(app, tenant)
    start = recent(who)["next"]
    for _ in range(2):
        assert trying.post("/predict", {"hour": 3}).status_code == 422
    assert trying.raw("/predict", b"{").status_code == 400
    told = recent(who, start)["items"]
    assert [event["type"] for event in told] == ["transaction.refused"] * 2
    assert told[0]["data"]["field"] == "amount"
    assert "amount" in told[0]["data"]["message"]
    assert told[1]["data"]["code"] == "malformed_body"
    trying.post("/predict", {"amount": 5})
    trying.post("/predict", {"amount": 5, "hour": 99})
    after = [event["type"] for event in recent(who, told[-1]["id"])["items"]]
    assert after == ["transaction.first"]


def test_a_live_mistake_is_told_to_nobody(app: APIFlask, tenant: Tenant, api: Api) -> None:
    who = person(app, tenant)
    start = recent(who)["next"]
    assert api.post("/predict", {"hour": 3}).status_code == 422
    assert recent(who, start)["items"] == []


def test_a_change_of_models_is_told_in_both_modes(app: APIFlask, tenant: Tenant) -> None:
    people = [person(app, tenant, mode) for mode in ("live", "test")]
    starts = [recent(who)["next"] for who in people]
    tenancy.bind(tenant.merchant_id)
    registry.change(tenant.merchant_id, "withdrawn", "learned-1", None, "to see it told")
    db.session.commit()
    for who, start in zip(people, starts, strict=True):
        (event,) = recent(who, start)["items"]
        assert event["data"] == {"kind": "withdrawn", "version": "learned-1"}


def test_a_key_does_not_watch(app: APIFlask, api: Api) -> None:
    assert api.get(RECENT).status_code == 403
    assert api.get("/events").status_code == 403


def test_a_session_says_from_where_on_its_person_must_listen(app: APIFlask, tenant: Tenant) -> None:
    happen(tenant, 1)
    signed_in = app.test_client().post(
        "/api/auth/login", json={"email": tenant.email, "password": tenant.password}
    )
    happen(tenant, 2)
    told = recent(person(app, tenant), signed_in.get_json()["events"])
    assert [event["data"]["number"] for event in told["items"]] == [2]
