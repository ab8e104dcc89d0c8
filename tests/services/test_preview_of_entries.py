"""What values would have done on a list: as the preview says after they are really put there."""

from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.rules.fields import BY_LIST_KIND
from tests.api.test_lists import make, put
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services import previewed
from tests.services.test_preview import preview

VALUES = {
    "customer": ("c1", "kept"),
    "card": ("card3", "card5"),
    "device": ("d2", "d4"),
    "ip": ("192.0.2.3", "2001:0db8::0001"),
    "email": ("X1@mail0.example", "x2@mail1.example"),
    "domain": ("MAIL1.example", "nowhere.example"),
    "country": ("ng", "US"),
    "terminal": ("t1", "t3"),
    "card_bin": ("411111", "42222222"),
}


def sent(count: int = 90) -> list[dict[str, Any]]:
    """Payments with something of every kind that a list may hold."""
    return [
        payment
        | {
            "ip": f"192.0.2.{n % 6}" if n % 5 else "2001:db8::1",
            "terminal": f"t{n % 4}",
            "card_bin": "41111199" if n % 3 else "42222222",
        }
        for n, payment in enumerate(previewed.payments(count))
    ]


def judged(api: Api, payments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = api.post("/predict-batch", {"transactions": payments})
    assert answer.status_code == 200
    return list(answer.get_json()["predictions"])


def taken_off(api: Api, number: int, value: str) -> None:
    items = api.get(f"/lists/{number}/entries").get_json()["items"]
    (entry,) = [one for one in items if value in (one["value"], one["reason"])]
    assert api.delete(f"/lists/{number}/entries/{entry['id']}").status_code == 204


def codes(found: dict[str, Any]) -> list[str]:
    return [note["code"] for note in found["notes"]]


@pytest.mark.parametrize("effect", ["block", "allow", "none"])
@pytest.mark.parametrize("is_hidden", [False, True])
def test_entries_do_what_they_do_once_they_are_added(
    api: Api, tenant: Tenant, effect: str, is_hidden: bool
) -> None:
    as_owner("UPDATE merchants SET hash_personal = :on", on=is_hidden)
    lists = {kind: make(api, kind, effect, f"By {kind}") for kind in VALUES}
    live_rules(api, tenant, lists if effect == "none" else {})
    judged(api, sent())
    differing = set()
    for kind, (first, second) in VALUES.items():
        number = lists[kind]
        put(api, number, first, reason=first)
        tried = {"list_id": number, "effect": effect}
        before = preview(api, list=tried)
        found = preview(api, entries={"list_id": number, "add": [second], "remove": [first]})
        put(api, number, second)
        taken_off(api, number, first)
        after = preview(api, list=tried)
        assert (found["now"], found["new"]) == (before["new"], after["new"]), kind
        assert (found["buckets"], found["unknown"]) == (after["buckets"], after["unknown"])
        assert "entries_of_today" in codes(found)
        if found["rows"]["changed"]:
            differing.add(kind)
        taken_off_all(api, number)
    hidden = {"domain"} if is_hidden else set()
    assert differing == VALUES.keys() - hidden, "a kind that changes nothing proves nothing"


def taken_off_all(api: Api, number: int) -> None:
    for one in api.get(f"/lists/{number}/entries").get_json()["items"]:
        assert api.delete(f"/lists/{number}/entries/{one['id']}").status_code == 204


def live_rules(api: Api, tenant: Tenant, lists: dict[str, int]) -> None:
    """Let rules be live that ask each list for the field of its kind."""
    version = api.post("/policies", {"reason": "ask the lists"}).get_json()["version"]
    for kind in lists:
        sentence = f'Block if {BY_LIST_KIND[kind].phrase} is in list "By {kind}"'
        body = {"policy": version, "name": kind, "sentence": sentence}
        answer = api.post("/rules", body)
        assert answer.status_code == 201, answer.get_json()
    for n, sentence in enumerate(previewed.SENTENCES):
        body = {"policy": version, "name": f"rule {n}", "sentence": sentence}
        assert api.post("/rules", body).status_code == 201
    assert api.post(f"/policies/{version}/live", {"reason": "go now"}).status_code == 200


def test_it_is_what_would_really_have_been_decided(app: APIFlask, api: Api) -> None:
    payments = sent()
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    blocked = make(other, "card", "block", "Stolen")
    put(other, blocked, "card3", "card5")
    really = judged(other, payments)
    judged(api, payments)
    found = preview(api, entries={"kind": "card", "effect": "block", "add": ["card3", "card5"]})
    said = {row["external_id"]: row["new"] for row in found["rows"]["sample"]}
    assert found["rows"]["newly_blocked"] == len(said) > 10
    was = {sent["external_id"]: one["decision"] for sent, one in zip(payments, really, strict=True)}
    assert {name: was[name] for name in said} == said
    counts = {name: list(was.values()).count(name) for name in ("approve", "review", "block")}
    assert list(counts.values()) == [found["new"][n] for n in ("approved", "reviewed", "blocked")]
    amounts = [float(one["amount"]) for one in payments if one["card"] in ("card3", "card5")]
    assert 0 < float(found["rows"]["amount"]) <= sum(amounts)


def test_what_stands_there_already_changes_nothing(api: Api) -> None:
    number = make(api)
    put(api, number, "card3")
    judged(api, sent(30))
    assert preview(api, entries={"list_id": number, "add": ["card3"]})["rows"]["changed"] == 0
    assert preview(api, entries={"list_id": number, "remove": ["card9"]})["rows"]["changed"] == 0
    freed = preview(api, entries={"list_id": number, "remove": ["card3"]})["rows"]
    assert freed["changed"] == freed["newly_approved"] + freed["newly_reviewed"] > 0
    assert api.get(f"/lists/{number}").get_json()["entries"] == 1, "nothing was taken off"


def test_a_list_that_no_live_rule_reads_says_so(api: Api, tenant: Tenant) -> None:
    number = make(api, effect="none")
    entries = {"list_id": number, "add": ["card3"]}
    judged(api, sent(20))
    found = preview(api, entries=entries)
    assert "list_unread" in codes(found)
    assert found["rows"]["changed"] == 0
    sentence = 'Block if card is in list "Stolen"'
    # A rule that is tried with them reads it, and so does one that is live.
    assert "list_unread" not in codes(preview(api, entries=entries, rule={"sentence": sentence}))
    version = api.post("/policies", {"reason": "ask it"}).get_json()["version"]
    body = {"policy": version, "name": "Stolen", "sentence": sentence}
    assert api.post("/rules", body).status_code == 201
    assert "list_unread" in codes(preview(api, entries=entries)), "a draft decides nothing"
    assert "list_unread" not in codes(preview(api, entries=entries, policy=version))
    assert api.post(f"/policies/{version}/live", {"reason": "go now"}).status_code == 200
    found = preview(api, entries=entries)
    assert "list_unread" not in codes(found)
    assert found["rows"]["newly_blocked"] > 0


def test_domains_of_hidden_e_mails_cannot_be_told(api: Api) -> None:
    as_owner("UPDATE merchants SET hash_personal = true")
    judged(api, sent(10))
    entries = {"kind": "domain", "effect": "block", "add": ["mail1.example"]}
    assert "domains_hidden" in codes(preview(api, entries=entries))
    entries = {"kind": "email", "effect": "block", "add": ["x1@mail1.example"]}
    found = preview(api, entries=entries)
    assert "domains_hidden" not in codes(found)
    assert found["rows"]["newly_blocked"] > 0


def test_what_cannot_be_tried_is_refused_by_its_field(app: APIFlask, api: Api) -> None:
    number = make(api, "country")
    theirs = make(Api(app.test_client(), make_tenant("Contoso").headers))
    many = [f"{n}" for n in range(1_001)]
    for entries, status, field in (
        ({"list_id": number, "add": ["GB", "Germany"]}, 422, "entries.add[1]"),
        ({"list_id": number, "remove": ["Germany"]}, 422, "entries.remove[0]"),
        ({"list_id": number, "add": ["GB"], "remove": ["FR", "gb"]}, 422, "entries.remove[1]"),
        ({"list_id": number}, 422, "entries"),
        ({"list_id": number, "kind": "country", "add": ["GB"]}, 422, "entries"),
        ({"kind": "country", "add": ["GB"]}, 422, "entries"),
        ({"list_id": theirs, "add": ["tok_1"]}, 404, "entries.list_id"),
        ({"list_id": 2**40, "add": ["tok_1"]}, 404, "entries.list_id"),
        ({"kind": "card", "effect": "block", "add": many}, 422, "entries"),
    ):
        answer = api.post("/policies/preview", {"entries": entries})
        found = answer.get_json()
        assert (answer.status_code, found["field"]) == (status, field), found
    assert "these are 1,001 values; 1,000 are the most" in found["message"]
