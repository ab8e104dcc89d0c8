"""What is looked through for rules and lists is read no more often, or further, than it must."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from secureflow.extensions import db
from secureflow.rules.rule import Rule, from_json
from tests.api.test_lists import make, put
from tests.api.test_rules import add, draft, publish
from tests.conftest import Api

OLD, DRAFTS = 4, 2


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements of the database while this lasts, with what they are given."""
    found: list[tuple[str, Any]] = []

    def keep(*args: Any) -> None:
        found.append((args[2], args[3]))

    event.listen(db.engine, "before_cursor_execute", keep)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", keep)


def test_policies_that_cannot_change_are_read_once(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule is read once, in however many policies and drafts it stands."""
    number = make(api, "country", "none", "Shady")
    version = draft(api)
    rule = add(api, version, 'Review if country is in list "Shady"')
    publish(api, version)
    for line in range(OLD):
        publish(api, draft(api, review_line=40 + line))
    for _ in range(DRAFTS):
        draft(api)
    read: list[Any] = []

    def counted(stored: Mapping[str, Any]) -> Rule:
        read.append(stored)
        return from_json(stored)

    monkeypatch.setattr("secureflow.services.policies.from_json", counted)
    paths = ("/rules", f"/rules/{rule['id']}", "/lists", f"/lists/{number}")
    for path in (*paths, *paths, f"/rules/{rule['id']}/quality"):
        assert api.get(path).status_code == 200
    assert len(read) <= 1
    states = [one["state"] for one in api.get(f"/rules/{rule['id']}").get_json()["versions"]]
    assert states == [*["draft"] * DRAFTS, "live", *["replaced"] * OLD]


def test_a_draft_is_shown_as_it_is_after_each_change(api: Api) -> None:
    version = draft(api)
    rule = add(api, version)
    for priority in (3, 4):
        sentence = "Block if amount is over 600"
        body = {"policy": version, "name": "x", "sentence": sentence, "priority": priority}
        assert api.put(f"/rules/{rule['id']}", body).status_code == 200
        assert api.get("/rules").get_json()["items"][0]["priority"] == priority


def test_what_stands_on_other_lists_is_not_counted(api: Api) -> None:
    number, other = make(api), make(api, name="Other")
    put(api, number, "tok_1")
    put(api, other, "tok_1", "tok_2")
    with statements() as found:
        assert api.get(f"/lists/{number}").get_json()["entries"] == 1
    counted = [(sql, given) for sql, given in found if "count(" in sql and "list_entries" in sql]
    assert len(counted) == 1
    assert "list_entries.list_id =" in counted[0][0]
    assert number in counted[0][1].values()
