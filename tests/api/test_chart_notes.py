"""Notes on the overview's chart: pinned by people, and found by the service."""

from datetime import UTC, datetime, timedelta

from apiflask import APIFlask

from tests.conftest import Api, Tenant, as_owner, make_tenant

NOW = datetime.now(UTC).replace(microsecond=0)
TODAY = NOW.isoformat()


def test_a_note_is_pinned_shown_and_deleted(api: Api) -> None:
    made = api.post("/chart-notes", {"at": TODAY, "text": "Autumn sale"})
    assert made.status_code == 201
    assert made.get_json() | {"id": 0} == {
        "id": 0,
        "at": TODAY.replace("+00:00", "Z"),
        "kind": "manual",
        "text": "Autumn sale",
        "by": "checkout",
    }
    long_ago = (NOW - timedelta(days=200)).isoformat()
    api.post("/chart-notes", {"at": long_ago, "text": "Opened"})
    assert [note["text"] for note in api.get("/chart-notes").get_json()["items"]] == [
        "Autumn sale",
        "Opened",
    ]
    assert [note["text"] for note in api.get("/dashboard").get_json()["notes"]] == ["Autumn sale"]
    path = f"/api/chart-notes/{made.get_json()['id']}"
    assert api.client.delete(path, headers=api.headers).status_code == 204
    assert api.client.delete(path, headers=api.headers).status_code == 404
    actions = [event["action"] for event in api.get("/audit").get_json()["items"]]
    assert actions[:3] == ["chart_note.deleted", "chart_note.added", "chart_note.added"]


def test_what_is_not_to_be_pinned_is_refused(api: Api) -> None:
    ahead = (NOW + timedelta(hours=1)).isoformat()
    assert api.post("/chart-notes", {"at": ahead, "text": "x"}).get_json()["field"] == "at"
    blank = api.post("/chart-notes", {"at": TODAY, "text": " "})
    assert (blank.status_code, blank.get_json()["field"]) == (422, "text")
    long = api.post("/chart-notes", {"at": TODAY, "text": "x" * 121})
    assert long.get_json()["field"] == "text"


def test_models_and_policies_are_found(api: Api, tenant: Tenant) -> None:
    as_owner(
        "INSERT INTO model_changes (merchant_id, kind, version, reason, created_by) "
        "VALUES (:id, 'promoted', 'learned-7', 'better', 'Dana Lee')",
        id=tenant.merchant_id,
    )
    as_owner(
        "INSERT INTO policy_changes (merchant_id, version, kind, before, summary, reason, by_name) "
        "VALUES (:id, 2, 'live', 1, 'lines moved to 50 and 88.5', 'too many', 'Dana Lee')",
        id=tenant.merchant_id,
    )
    notes = api.get("/dashboard").get_json()["notes"]
    assert [(note["kind"], note["text"], note["by"], note["id"]) for note in notes] == [
        ("model", "learned-7 went live", "Dana Lee", None),
        ("policy", "Policy 2 went live: lines moved to 50 and 88.5", "Dana Lee", None),
    ]


def test_nobody_else_sees_or_deletes_them(app: APIFlask, api: Api) -> None:
    number = api.post("/chart-notes", {"at": TODAY, "text": "Sale"}).get_json()["id"]
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.get("/chart-notes").get_json()["items"] == []
    assert (
        other.client.delete(f"/api/chart-notes/{number}", headers=other.headers).status_code == 404
    )
