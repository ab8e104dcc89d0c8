"""Trees that ask lists, and rules that a shop which hides e-mails can never see fire."""

from typing import Any

import pytest

from tests.api.test_lists import make
from tests.api.test_rules import draft
from tests.conftest import Api, as_owner


def in_list(number: int, field: str = "country", name: str = "Shady") -> dict[str, Any]:
    leaf = {"field": field, "in_list": number, "list_name": name}
    return {"condition": {"all": [leaf, {"field": "amount", "op": "known"}]}, "effect": "block"}


@pytest.mark.parametrize("name", ["\x00", "another", "x" * 4_000])
def test_a_list_has_its_own_name_whatever_a_tree_calls_it(api: Api, name: str) -> None:
    number = make(api, "country", "none", "Shady")
    body = {"policy": draft(api), "name": "x"} | in_list(number, name=name)
    answer = api.post("/rules", body)
    assert answer.status_code == 201, answer.get_json()
    rule = answer.get_json()
    assert rule["condition"]["all"][0]["list_name"] == "Shady"
    again = api.post("/rules/parse", {"sentence": rule["sentence"]}).get_json()
    assert again["condition"] == rule["condition"]


def test_a_list_of_another_kind_is_refused(api: Api) -> None:
    number = make(api, "ip", "none", "Shady")
    tree = in_list(number, "card")
    for path, body in (
        ("/rules/parse", tree),
        ("/rules", {"policy": draft(api), "name": "x"} | tree),
        ("/policies/preview", {"rule": tree}),
    ):
        refused = api.post(path, body)
        assert (refused.status_code, refused.get_json()["field"]) == (422, "condition")
        message = refused.get_json()["message"]
        assert message == "condition: the list 'Shady' holds values of ip, not of card"
    assert api.post("/rules/parse", in_list(number, "ip")).status_code == 200
    assert api.post("/policies/preview", {"rule": in_list(9_999)}).status_code == 404


def test_a_tree_too_long_to_be_read_as_a_sentence_is_refused(api: Api) -> None:
    mails = [f"{number:04}{'x' * 40}@mail.example" for number in range(80)]
    condition = {"field": "email", "op": "one_of", "value": mails}
    tree = {"condition": condition, "effect": "block"}
    short = tree | {"condition": condition | {"value": mails[:50]}}
    assert api.post("/rules/parse", short).status_code == 200
    for path, body in (
        ("/rules/parse", tree),
        ("/rules", {"policy": draft(api), "name": "x"} | tree),
    ):
        refused = api.post(path, body)
        assert (refused.status_code, refused.get_json()["field"]) == (422, "condition")
        said = refused.get_json()
        assert "characters long as a sentence, and 4,000 are the most" in said["message"]
        assert "Put the values on a list" in said["fix"]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ('e-mail domain is "mail.example"', "no payment meets"),
        ('e-mail ends with ".example"', "no payment meets"),
        ('address starts with "192.0."', "no payment meets"),
        ("e-mail domain is known", "no payment meets"),
        ('e-mail is not "a@mail.example"', "every payment that has one meets"),
        ("e-mail is known and amount is over 5", None),
        ("e-mail domain is unknown and amount is over 5", None),
        ('e-mail is in list "Spammers"', None),
        ("other cards at the address in 24 hours are over 3", None),
    ],
)
def test_it_is_said_before_that_a_hidden_value_is_not_read(
    api: Api, text: str, met: str | None
) -> None:
    make(api, "email", "none", "Spammers")
    body = {"sentence": f"Block if {text}"}
    assert api.post("/rules/parse", body).get_json()["problems"] == []
    as_owner("UPDATE merchants SET hash_personal = true")
    problems = api.post("/rules/parse", body).get_json()["problems"]
    assert [one["kind"] for one in problems] == ([] if met is None else ["hidden"])
    assert met is None or f"{met} this: {text}" in problems[0]["text"]


def test_what_is_said_of_hidden_values_is_so(api: Api) -> None:
    as_owner("UPDATE merchants SET hash_personal = true")
    rules = [
        'Block if e-mail ends with ".example"',
        'Block if e-mail domain is "mail.example"',
        'Block if address starts with "192.0."',
    ]
    version = draft(api)
    for rule in rules:
        body = {"policy": version, "name": rule[:40], "sentence": rule}
        assert api.post("/rules", body).status_code == 201
    api.post(f"/policies/{version}/live", {"reason": "to see"})
    paid = {"amount": 5, "email": "a@mail.example", "ip": "192.0.2.1"}
    first = api.post("/predict", paid).get_json()
    assert first["hits"] == []
    stored = api.get(f"/transactions/{first['transaction_id']}").get_json()["email"]
    by_hash = {"sentence": f'Block if e-mail is "{stored}"'}
    assert api.post("/rules/parse", by_hash).get_json()["problems"] == []
    fields = {one["name"]: one for one in api.get("/rules/fields").get_json()["items"]}
    assert (fields["email"]["is_sent"], fields["email_domain"]["is_sent"]) == (True, False)
