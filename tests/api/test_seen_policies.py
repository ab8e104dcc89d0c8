"""What goes live is what was looked at: a draft that was changed since is refused."""

from typing import Any

import pytest
from apiflask import APIFlask

from tests.api.people import Person
from tests.conftest import Api, Tenant

WHY = {"reason": "too many good orders declined"}


def drafted(api: Api) -> dict[str, Any]:
    policy: dict[str, Any] = api.post("/policies", WHY).get_json()
    return policy


def by_line(api: Api, version: int) -> None:
    assert api.patch(f"/policies/{version}", {"block_line": 60}).status_code == 200


def by_rule(api: Api, version: int) -> None:
    rule = {"policy": version, "name": "Dear", "sentence": "Block if amount is over 900"}
    assert api.post("/rules", rule).status_code == 201


@pytest.mark.parametrize("act", ["shadow", "live"])
@pytest.mark.parametrize("change", [by_line, by_rule])
def test_a_draft_that_was_changed_since_stays_a_draft(api: Api, act: str, change: Any) -> None:
    draft = drafted(api)
    version, seen = draft["version"], draft["revision"]
    change(api, version)
    refused = api.post(f"/policies/{version}/{act}?seen={seen}", WHY if act == "live" else {})
    body = refused.get_json()
    assert (refused.status_code, body["code"], body["field"]) == (409, "outdated", "seen")
    assert body["message"] == f"checkout changed policy {version} since you looked at it."
    assert body["by"]["name"] == "checkout"
    assert body["at"]
    now = api.get(f"/policies/{version}").get_json()
    assert now["state"] == "draft"
    answer = api.post(f"/policies/{version}/{act}?seen={now['revision']}", WHY)
    assert answer.get_json()["state"] == act


def test_what_was_seen_stays_so_from_the_draft_to_the_shadow_and_live(api: Api) -> None:
    draft = drafted(api)
    assert api.patch(f"/policies/{draft['version']}", {"reason": "better said"}).status_code == 200
    for act, body in (("shadow", {}), ("live", WHY), ("live", WHY)):
        answer = api.post(f"/policies/{draft['version']}/{act}?seen={draft['revision']}", body)
        assert answer.get_json()["revision"] == draft["revision"]


def test_somebody_who_put_another_revision_live_is_told_too(api: Api) -> None:
    """Otherwise the second of two people would believe that what he saw is live."""
    draft = drafted(api)
    by_line(api, draft["version"])
    path = f"/policies/{draft['version']}/live"
    assert api.post(path, WHY).status_code == 200
    assert api.post(f"{path}?seen={draft['revision']}", WHY).status_code == 409
    assert api.post(f"{path}?seen=newest", WHY).get_json()["field"] == "seen"


def test_who_was_quicker_is_named_with_their_id(api: Api, app: APIFlask, tenant: Tenant) -> None:
    dana = Person.of(app, tenant)
    first, second = drafted(api), drafted(api)["version"]
    assert dana.post(f"/policies/{first['version']}/live", WHY).status_code == 200
    refused = api.post(f"/policies/{second}/live", WHY).get_json()
    assert (refused["code"], refused["by"]) == ("outdated", {"id": dana.id, "name": "Dana Lee"})
    assert dana.post(f"/policies/{first['version']}/rollback", WHY).status_code == 200
    assert api.post(f"/policies/{second}/live", WHY).status_code == 200
    refused = api.post(f"/policies/{drafted(api)['version']}/live", {"reason": "  a "}).get_json()
    assert refused["field"] == "reason"


def test_a_rule_that_went_with_its_draft_is_nowhere(api: Api) -> None:
    version = drafted(api)["version"]
    rule = {"policy": version, "name": "Dear", "sentence": "Block if amount is over 900"}
    number = api.post("/rules", rule).get_json()["id"]
    paths = (f"/rules/{number}", f"/rules/{number}/quality")
    assert [api.get(path).status_code for path in paths] == [200, 200]
    assert api.delete(f"/policies/{version}").status_code == 204
    assert [api.get(path).status_code for path in paths] == [404, 404]
