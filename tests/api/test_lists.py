"""Lists: what stands on them, what being on one does, and files that fill them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.extensions import db
from secureflow.services import lists as service
from tests.conftest import Api, Tenant, as_owner

LATER = (datetime.now(UTC) + timedelta(days=30)).isoformat()


def make(api: Api, kind: str = "card", effect: str = "block", name: str = "Stolen") -> int:
    answer = api.post("/lists", {"name": name, "kind": kind, "effect": effect})
    assert answer.status_code == 201, answer.get_json()
    return int(answer.get_json()["id"])


def put(api: Api, number: int, *values: str, **fields: Any) -> dict[str, Any]:
    entries = [{"value": value} | fields for value in values]
    answer = api.post(f"/lists/{number}/entries", {"entries": entries})
    assert answer.status_code == 201, answer.get_json()
    return dict(answer.get_json())


def standing(api: Api, number: int, query: str = "") -> list[str]:
    items = api.get(f"/lists/{number}/entries{query}").get_json()["items"]
    return [item["value"] for item in items]


def send(api: Api, number: int, content: bytes) -> Any:
    named = b'--x\r\nContent-Disposition: form-data; name="file"; filename="cards.csv"\r\n\r\n'
    body = named + content + b"\r\n--x--\r\n"
    return api.raw(f"/lists/{number}/entries/file", body, "multipart/form-data; boundary=x")


ENDS = b"value,expires\ntok_1,2030-01-01T00:00:00Z\n"
"""An end nobody would read: the values would be listed for good."""


def decided(api: Api, **fields: Any) -> str:
    answer = api.post("/predict", {"amount": 5} | fields)
    assert answer.status_code == 200, answer.get_json()
    return str(answer.get_json()["decision"])


def test_a_payment_names_the_lists_it_was_on_also_those_that_do_nothing(api: Api) -> None:
    number = make(api, "domain", "none", "Throwaway mail")
    put(api, number, "trashmail.example")
    answer = api.post("/predict", {"amount": 5, "email": "x@trashmail.example"}).get_json()
    detail = api.get(f"/transactions/{answer['transaction_id']}").get_json()
    assert detail["hits"] == []
    assert detail["on_lists"] == [{"list_id": number, "name": "Throwaway mail", "effect": "none"}]


@pytest.mark.parametrize(
    ("kind", "written", "paid_with"),
    [
        ("customer", "c-1", {"customer": "c-1"}),
        ("card", "tok_1", {"card": "tok_1"}),
        ("device", "d-1", {"device": "d-1"}),
        ("terminal", "t-1", {"terminal": "t-1"}),
        ("ip", "2001:0db8::0001", {"ip": "2001:db8::1"}),
        ("email", "Dana@Shop.example ", {"email": "dana@shop.example"}),
        ("domain", "Shop.example", {"email": "dana@shop.example"}),
        ("country", "gb", {"country": "GB"}),
        ("card_bin", "411111", {"card_bin": "41111199"}),
    ],
)
@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_payment_is_found_by_each_kind(
    api: Api, kind: str, written: str, paid_with: dict[str, str], is_hidden: bool
) -> None:
    as_owner("UPDATE merchants SET hash_personal = :on", on=is_hidden)
    number = make(api, kind)
    assert decided(api, **paid_with) != "block"
    put(api, number, written)
    assert decided(api, **paid_with) == "block"
    (value,) = standing(api, number)
    assert value.startswith("hmac:") == (is_hidden and kind in ("ip", "email"))
    assert standing(api, number, f"?text={written.strip()}") == [value]
    assert standing(api, number, "?text=nothing") == []


def test_what_being_on_it_does_may_change(api: Api) -> None:
    number = make(api, effect="block")
    put(api, number, "tok_1")
    assert decided(api, card="tok_1") == "block"
    changed = api.patch(f"/lists/{number}", {"effect": "allow", "name": "Good cards"}).get_json()
    assert (changed["effect"], changed["name"], changed["entries"]) == ("allow", "Good cards", 1)
    assert decided(api, card="tok_1") == "approve"
    entry = api.get(f"/lists/{number}/entries").get_json()["items"][0]["id"]
    assert api.delete(f"/lists/{number}/entries/{entry}").status_code == 204
    assert api.delete(f"/lists/{number}/entries/{entry}").status_code == 404
    assert api.delete(f"/lists/{number}").status_code == 204
    assert api.get(f"/lists/{number}").status_code == 404


def test_an_entry_that_has_expired_does_nothing(api: Api) -> None:
    number = make(api)
    put(api, number, "tok_1", expires_at=LATER, reason="for a month")
    assert decided(api, card="tok_1") == "block"
    as_owner("UPDATE list_entries SET expires_at = now() - interval '1 second'")
    assert decided(api, card="tok_1") != "block"
    assert standing(api, number) == []
    assert api.get(f"/lists/{number}").get_json()["entries"] == 0
    assert put(api, number, "tok_1") == {"added": 1, "changed": 0}
    assert standing(api, number) == ["tok_1"]


def test_all_values_are_taken_or_none(api: Api) -> None:
    number = make(api, "ip")
    entries = [{"value": "192.0.2.1"}, {"value": "nowhere"}]
    refused = api.post(f"/lists/{number}/entries", {"entries": entries})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "entries[1].value")
    past = [{"value": "192.0.2.1", "expires_at": "2026-01-01"}]
    refused = api.post(f"/lists/{number}/entries", {"entries": past})
    assert refused.get_json()["field"] == "entries[0].expires_at"
    assert standing(api, number) == []
    assert put(api, number, "192.0.2.1", "192.0.2.1") == {"added": 1, "changed": 0}


def test_a_name_is_given_once(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    number = make(api)
    again = api.post("/lists", {"name": "Stolen", "kind": "ip", "effect": "none"})
    assert (again.status_code, again.get_json()["field"]) == (409, "name")
    other = make(api, name="Other")
    taken = api.patch(f"/lists/{other}", {"name": "Stolen"})
    assert taken.status_code == 409
    assert api.patch(f"/lists/{number}", {"name": "Stolen"}).status_code == 200
    monkeypatch.setattr(service, "MOST_LISTS", 2)
    assert api.post("/lists", {"name": "x", "kind": "ip", "effect": "none"}).status_code == 409


def test_a_file_fills_a_list_and_bad_lines_are_told(api: Api, tenant: Tenant) -> None:
    number = make(api, "country")
    put(api, number, "FR", reason="before")
    content = (
        f"Reason,VALUE,expires_at\nwar,gb,\n,FR,{LATER}\n,Germany,\n,US,yesterday\n"
        ",GB,\n,IT,2026-01-01\n,ES,\n'=cmd,PT,\n"
    ).encode()
    done = send(api, number, content).get_json()
    counts = {name: done[name] for name in ("rows", "added", "changed", "repeated", "bad")}
    assert counts == {"rows": 8, "added": 3, "changed": 1, "repeated": 1, "bad": 3}
    assert [line["line"] for line in done["lines"]] == [4, 5, 7]
    assert "two letters" in done["lines"][0]["problem"]
    assert standing(api, number) == ["PT", "ES", "GB", "FR"]
    tenancy.bind(tenant.merchant_id)
    row = db.session.query(AuditEventRow).filter_by(action="list.imported").one()
    assert row.after == {"rows": 8, "added": 3, "changed": 1, "bad": 3}


def test_what_was_exported_is_imported_again(api: Api) -> None:
    first, second = make(api, "customer"), make(api, "customer", name="Copy")
    put(api, first, "=1+1", "c-2", reason='said "no", twice', expires_at=LATER)
    answer = api.get(f"/lists/{first}/entries.csv")
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0] == "value,reason,expires_at,created_by,created_at"
    assert lines[1].startswith("'=1+1,"), "a spreadsheet runs nothing"
    assert send(api, second, answer.get_data()).get_json()["added"] == 2
    assert sorted(standing(api, second)) == ["=1+1", "c-2"]
    item = api.get(f"/lists/{second}/entries").get_json()["items"][0]
    assert (item["reason"], item["expires_at"][:10]) == ('said "no", twice', LATER[:10])


@pytest.mark.parametrize("content", [b"card\ntok_1\n", b"", b"value\n\xff\n", ENDS])
def test_a_file_that_is_no_list_changes_nothing(api: Api, content: bytes) -> None:
    number = make(api)
    assert send(api, number, content).status_code == 422
    assert standing(api, number) == []


def test_a_hundred_thousand_are_imported_while_payments_look(api: Api) -> None:
    """One transaction, so that a payment meanwhile finds all of them or none."""
    number = make(api)
    rows = (b"tok_%d,%d times\n" % (n % 100_000, n // 100_000) for n in range(100_500))
    done = send(api, number, b"value,reason\n" + b"".join(rows)).get_json()
    assert (done["added"], done["repeated"], done["changed"]) == (100_000, 500, 0)
    assert decided(api, card="tok_99999") == "block"
    assert api.get("/lists").get_json()["items"][0]["entries"] == 100_000
    assert standing(api, number, "?text=1%20times&limit=1") == ["tok_499"], "the last line counts"


def test_payments_see_the_list_as_it_was_until_it_is_whole(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secureflow.services.list_files.LINES_AT_ONCE", 1)
    monkeypatch.setattr(service, "MOST_ENTRIES", 2)
    number = make(api)
    seen: list[str] = []
    plain: Callable[..., None] = service.need_room

    def look(*args: Any) -> None:
        seen.append(decided(api, card="tok_1", external_id=f"p-{len(seen)}"))
        plain(*args)

    monkeypatch.setattr("secureflow.services.list_files.need_room", look)
    refused = send(api, number, b"value\ntok_1\ntok_2\ntok_3\n")
    assert refused.status_code == 409
    assert "2 entries are the most" in refused.get_json()["message"]
    assert (len(seen), set(seen) & {"block"}) == (3, set())
    assert standing(api, number) == []


def test_a_page_of_entries_ends_where_the_next_begins(api: Api) -> None:
    number = make(api)
    put(api, number, *(f"tok_{n}" for n in range(5)))
    seen, cursor = [], ""
    while cursor is not None:
        path = f"/lists/{number}/entries?limit=2{cursor and f'&cursor={cursor}'}"
        page = api.get(path).get_json()
        seen += [item["value"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == [f"tok_{n}" for n in (4, 3, 2, 1, 0)]
