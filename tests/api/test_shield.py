"""What the shield shows: bursts now, days, a note on the chart, and that it can be called off."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import beginning, expiry
from tests.api.things import owner_of
from tests.conftest import Api, Tenant, as_owner, bearer

NOW = datetime.now(UTC).replace(microsecond=0)
FEW = 12


@pytest.fixture(autouse=True)
def known(api: Api) -> None:
    """A merchant who was here for weeks."""
    beginning.forget()
    weeks_ago = NOW - timedelta(weeks=3)
    for customer in ("c-1", "c-2"):
        pay(api, customer, weeks_ago, ip="203.0.113.7", device=f"d-{customer}")


def pay(api: Api, customer: str, at: datetime, **sent: Any) -> Any:
    body = {"amount": "20.00", "customer": customer, "occurred_at": at.isoformat(), **sent}
    return api.post("/predict", body).get_json()


def attack(api: Api, first: int = 0, count: int = FEW) -> list[bool]:
    """Return which strangers are stopped who come from one address within a minute."""
    made = [
        pay(api, f"x-{n}", NOW - timedelta(seconds=60 - n), card=f"t-{n}", ip="203.0.113.7")
        for n in range(first, first + count)
    ]
    return [any(hit["source"] == "shield" for hit in one["hits"]) for one in made]


def test_a_burst_is_shown_with_what_it_stopped(api: Api) -> None:
    found = attack(api)
    stopped = found.count(True)
    assert found == [False] * (FEW - stopped) + [True] * stopped
    assert stopped >= FEW - 8
    shield = api.get("/shield").get_json()
    assert (shield["mode"], shield["effect"]) == ("live", "block")
    (burst,) = shield["bursts"]
    assert (burst["kind"], burst["value"], burst["stopped"]) == ("ip", "203.0.113.7", stopped)
    assert burst["text"] == f"Card testing from 203.0.113.7: {stopped} stopped"
    assert burst["let_through"] == FEW - stopped
    assert len(shield["days"]) == 28
    assert sum(day["stopped"] for day in shield["days"]) == stopped
    assert {"kind": "ip", "newcomers": 7} in shield["watches"]
    assert (shield["window_seconds"], shield["lasts_seconds"]) == (600, 3600)


def test_a_burst_is_of_the_day_that_it_came(api: Api) -> None:
    noon = (NOW - timedelta(days=2)).replace(hour=12)
    for n in range(FEW):
        pay(api, f"x-{n}", noon + timedelta(seconds=n), card=f"t-{n}", ip="203.0.113.7")
    days = {day["day"]: day["caught"] for day in api.get("/shield").get_json()["days"]}
    assert days[f"{noon:%Y-%m-%d}"] == sum(days.values()) > 0


def test_who_another_burst_stopped_was_not_let_through(api: Api) -> None:
    """Card testing from an address never seen, with cards of one bank; a list blocks one of it."""
    body = {"name": "Stolen", "kind": "card", "effect": "block"}
    listed = api.post("/lists", body).get_json()["id"]
    api.post(f"/lists/{listed}/entries", {"entries": [{"value": "t-3"}]})
    shared = {"ip": "192.0.2.44", "card_bin": "412931"}
    made = [
        pay(api, f"x-{n}", NOW - timedelta(seconds=99 - n), card=f"t-{n}", **shared)
        for n in range(40)
    ]
    decisions = [one["decision"] for one in made]
    of_bank = [one for one in made if any(hit["name"] == "card_bin" for hit in one["hits"])]
    assert 0 < decisions.index("block", 4) < 10 < len(of_bank) < 20
    through = len(made) - decisions.count("block")
    stopped = [one for one in made if any(hit["source"] == "shield" for hit in one["hits"])]
    assert len(stopped) + through + 1 == len(made)
    found = {one["kind"]: one for one in api.get("/shield").get_json()["bursts"]}
    assert (found["ip"]["stopped"], found["ip"]["let_through"]) == (len(stopped), through)
    of_bin = found["card_bin"]["stopped"], found["card_bin"]["let_through"]
    assert of_bin == (len(of_bank), through)


def test_the_orders_of_a_burst_are_found_by_its_kind(api: Api) -> None:
    stopped = attack(api).count(True)
    for kind in ("ip", "any"):
        items = api.get(f"/transactions?burst={kind}").get_json()["items"]
        assert [one["decision"] for one in items] == ["block"] * stopped
    assert api.get("/transactions?burst=device").get_json()["items"] == []
    assert api.get("/transactions?burst=street").status_code == 422


def test_people_seen_before_pay_from_the_same_address(api: Api) -> None:
    attack(api)
    answer = pay(api, "c-1", NOW, ip="203.0.113.7", device="d-new")
    assert answer["decision"] != "block"
    assert answer["hits"] == []


def test_what_is_stopped_says_so_and_names_its_policy(api: Api) -> None:
    attack(api)
    answer = pay(api, "x-100", NOW, card="t-100", ip="203.0.113.7")
    (hit,) = answer["hits"]
    assert (hit["source"], hit["decides"], hit["effect"]) == ("shield", True, "block")
    assert answer["policy_version"] == 1
    assert answer["is_fraudulent"]
    assert answer["risk_factors"][0]["code"] == "shield"
    assert "from one address" in answer["risk_factors"][0]["text"]
    detail = api.get(f"/transactions/{answer['transaction_id']}").get_json()
    assert detail["hits"] == answer["hits"]
    assert detail["model_score"] == detail["score"]
    replayed = api.get(f"/transactions/{answer['transaction_id']}/replay").get_json()
    assert replayed["identical"], replayed["differences"]


def test_released_it_is_quiet_for_a_day_and_on_record(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    attack(api)
    (burst,) = api.get("/shield").get_json()["bursts"]
    headers = bearer(owner_of(tenant))
    client = app.test_client()
    for _ in range(2):
        answer = client.post(f"/api/shield/bursts/{burst['key']}/release", headers=headers)
        assert answer.status_code == 200
    assert api.get("/shield").get_json()["bursts"] == []
    assert not any(attack(api, first=100))
    events = client.get("/api/audit", headers=headers).get_json()["items"]
    assert [event["action"] for event in events].count("burst.released") == 1


def test_a_burst_that_is_none_cannot_be_released(api: Api) -> None:
    for name in ("00" * 16, "no-key", "zz" * 16):
        assert api.post(f"/shield/bursts/{name}/release", None).status_code == 404


def test_the_chart_has_a_note_of_it(api: Api) -> None:
    attack(api)
    notes = api.get("/dashboard?period=7d").get_json()
    texts = [note["text"] for note in notes["notes"] if note["kind"] == "burst"]
    assert len(texts) == 1
    assert texts[0].startswith("Card testing from 203.0.113.7: ")


def test_what_is_known_of_newcomers_goes_with_the_customer(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    for number in range(3):
        pay(api, "x-1", NOW, card=f"t-{number}", email=f"ann.{number}@mail.example", ip="192.0.2.9")
    assert {"x-1", "ann0@mail.example", "192.0.2.9"} <= values()
    body = {"password": tenant.password}
    headers = bearer(owner_of(tenant))
    answer = app.test_client().post("/api/customers/x-1/erase", json=body, headers=headers)
    assert answer.status_code == 200
    assert not {"x-1", "ann0@mail.example", "192.0.2.9"} & values()


def test_newcomers_of_long_ago_are_forgotten(api: Api) -> None:
    attack(api)
    as_owner("UPDATE bursts SET updated_at = now() - interval '29 days'")
    before = values()
    tenancy.bind(None)
    expiry.delete_expired()
    assert values() == before != set()
    as_owner("UPDATE bursts SET updated_at = now() - interval '31 days'")
    expiry.delete_expired()
    assert values() == set()


def values() -> set[str]:
    with db.engine.connect() as connection:
        connection.exec_driver_sql("SELECT set_config('secureflow.door', 'open', false)")
        return set(connection.exec_driver_sql("SELECT value FROM bursts").scalars())
