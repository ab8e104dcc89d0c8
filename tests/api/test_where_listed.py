"""Where one value stands: what the dashboard says of a card or a customer before it is listed."""

from typing import Any
from urllib.parse import urlencode

from tests.api.test_lists import LATER, make, put
from tests.conftest import Api, as_owner


def standing(api: Api, kind: str, value: str) -> list[dict[str, Any]]:
    answer = api.get(f"/lists/entries?{urlencode({'kind': kind, 'value': value})}")
    assert answer.status_code == 200, answer.get_json()
    return list(answer.get_json()["items"])


def test_each_list_of_its_kind_is_told_with_the_entry(api: Api) -> None:
    stolen, watched = make(api), make(api, effect="none", name="Seen twice")
    customers = make(api, "customer", name="People")
    put(api, stolen, "tok_1", "tok_2", reason="charged back", expires_at=LATER)
    put(api, watched, "tok_1")
    put(api, customers, "tok_1")
    found = standing(api, "card", " tok_1 ")
    assert [(one["list_id"], one["effect"]) for one in found] == [
        (watched, "none"),
        (stolen, "block"),
    ]
    entry = found[1]["entry"]
    assert (entry["value"], entry["reason"], entry["expires_at"][:10]) == (
        "tok_1",
        "charged back",
        LATER[:10],
    )
    assert api.delete(f"/lists/{stolen}/entries/{entry['id']}").status_code == 204
    assert [one["name"] for one in standing(api, "card", "tok_1")] == ["Seen twice"]
    assert standing(api, "card", "tok_3") == []


def test_what_has_expired_stands_nowhere(api: Api) -> None:
    put(api, make(api), "tok_1", expires_at=LATER)
    as_owner("UPDATE list_entries SET expires_at = now() - interval '1 second'")
    assert standing(api, "card", "tok_1") == []


def test_a_value_is_looked_for_in_the_form_it_is_kept_in(api: Api) -> None:
    put(api, make(api, "email", name="Mail"), "Dana@Shop.example")
    assert len(standing(api, "email", "dana@shop.EXAMPLE")) == 1
    as_owner("UPDATE merchants SET hash_personal = true")
    put(api, make(api, "ip", name="Addresses"), "192.0.2.7")
    (found,) = standing(api, "ip", "192.0.2.7")
    assert standing(api, "ip", found["entry"]["value"]) == [found], "as payments show it"


def test_what_is_no_value_of_its_kind_is_refused(api: Api) -> None:
    refused = api.get("/lists/entries?kind=ip&value=nowhere")
    assert (refused.status_code, refused.get_json()["field"]) == (422, "value")
    assert api.get("/lists/entries?kind=ip").status_code == 422
