"""Lists of a shop that hides e-mails and addresses: what it is shown is what it may send back."""

from typing import Any

import pytest

from tests.api.test_lists import decided, make, put, send, standing
from tests.api.test_rules import SOON, add, draft
from tests.conftest import Api, as_owner

PAID: dict[str, dict[str, Any]] = {"email": {"email": "a@b.example"}, "ip": {"ip": "192.0.2.7"}}


@pytest.fixture(autouse=True)
def hiding(api: Api) -> None:
    as_owner("UPDATE merchants SET hash_personal = true")


@pytest.mark.parametrize("kind", PAID)
def test_the_value_of_a_payment_is_put_on_a_list_as_it_is_shown(api: Api, kind: str) -> None:
    first = api.post("/predict", {"amount": 5} | PAID[kind]).get_json()["transaction_id"]
    shown = api.get(f"/transactions/{first}").get_json()[kind]
    assert shown.startswith("hmac:")
    number = make(api, kind)
    assert put(api, number, f" {shown} ") == {"added": 1, "changed": 0}
    assert put(api, number, PAID[kind][kind]) == {"added": 0, "changed": 1}
    assert standing(api, number) == [shown]
    assert standing(api, number, f"?text={shown}") == [shown]
    assert decided(api, **PAID[kind]) == "block"
    rule = add(api, draft(api))
    snooze = {"kind": kind, "value": shown, "until": SOON}
    made = api.post(f"/rules/{rule['id']}/snoozes", snooze)
    assert (made.status_code, made.get_json()["value"]) == (201, shown)


def test_what_was_exported_is_imported_again_and_finds_the_same(api: Api) -> None:
    number = make(api, "email")
    put(api, number, "a@b.example", "c@b.example")
    content = api.get(f"/lists/{number}/entries.csv").get_data()
    assert b"a@b.example" not in content
    copy = make(api, "email", "none", "Copy")
    done = send(api, copy, content).get_json()
    assert (done["added"], done["bad"]) == (2, 0)
    assert standing(api, copy) == standing(api, number)


@pytest.mark.parametrize("value", ["hmac:", "hmac:abc", "hmac:" + "g" * 64, "a" * 64])
def test_what_only_looks_hidden_is_refused(api: Api, value: str) -> None:
    number = make(api, "email")
    answer = api.post(f"/lists/{number}/entries", {"entries": [{"value": value}]})
    assert answer.status_code == 422


def test_a_shop_that_does_not_hide_has_no_hidden_values(api: Api) -> None:
    as_owner("UPDATE merchants SET hash_personal = false")
    number = make(api, "ip")
    hidden = {"entries": [{"value": "hmac:" + "a" * 64}]}
    assert api.post(f"/lists/{number}/entries", hidden).status_code == 422
