"""/api/models: what a member sees, and what an admin does, through the API alone."""

from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import accounts, model_runs, tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.extensions import db
from secureflow.services import drift, model_quality
from secureflow.services import model_runs as runs
from secureflow.services.models import Models
from tests.conftest import Api, Tenant, bearer
from tests.services.stored import NOW
from tests.services.test_promotion import better, fill
from tests.services.versions import another, own


@pytest.fixture
def owner(app: APIFlask, tenant: Tenant) -> Api:
    """The tenant's owner, signed in."""
    found = accounts.user_by_email(tenant.email)
    assert found is not None
    return Api(app.test_client(), bearer(found.id))


@pytest.fixture
def version(models: Models, tenant: Tenant, bundle_bytes: bytes) -> str:
    """A model of the tenant's own, trained until a month ago."""
    row: ModelVersionRow = own(models.files, tenant.merchant_id, another(bundle_bytes, 2023))
    row.data_until = NOW - timedelta(days=28)
    db.session.commit()
    return row.version


def put(owner: Api, version: str, share: Any) -> Any:
    path = f"/api/models/challengers/{version}"
    return owner.client.put(path, json={"share": share}, headers=owner.headers)


def test_a_merchant_begins_with_the_base_model(owner: Api, models: Models) -> None:
    answer = owner.get("/models").get_json()
    assert answer["follows_base"]
    assert answer["champion"]["is_base"]
    assert answer["champion"]["version"] in [one["version"] for one in answer["versions"]]
    assert (answer["challengers"], answer["runs"], answer["changes"]) == ([], [], [])
    assert answer["labels"]["needed_for_probability"] == 200
    assert answer["labels"]["needed_fraud_for_probability"] == 20
    assert answer["can_roll_back_to"] is None


def test_all_is_known_of_a_model(owner: Api, version: str) -> None:
    answer = owner.get(f"/models/{version}").get_json()
    assert not answer["is_base"]
    assert len(answer["sha256"]) == 64
    assert answer["features"] == sorted(
        answer["features"], key=lambda one: one["importance"], reverse=True
    )
    assert {one["name"] for one in answer["features"]} <= set(answer["feature_names"])
    assert answer["parameters"]["trees"] == 20
    assert "scikit-learn" in answer["versions"]
    assert answer["labels"].keys() >= {"fraud", "legitimate"}


def test_a_challenger_comes_changes_its_share_and_goes(owner: Api, version: str) -> None:
    assert put(owner, version, 0).get_json()["share"] == 0
    assert put(owner, version, 0.25).status_code == 200
    (arm,) = owner.get("/models").get_json()["challengers"]
    assert (arm["model"]["version"], arm["share"], arm["created_by"]) == (version, 0.25, "Dana Lee")
    path = f"/api/models/challengers/{version}"
    assert owner.client.delete(path, headers=owner.headers).status_code == 204
    assert owner.client.delete(path, headers=owner.headers).status_code == 404
    kinds = [one["kind"] for one in owner.get("/models").get_json()["changes"]]
    assert kinds == ["withdrawn", "challenged", "challenged"]


@pytest.mark.parametrize("share", [-0.1, 1.1, "0.5", None])
def test_a_share_lies_between_nobody_and_everybody(owner: Api, version: str, share: Any) -> None:
    answer = put(owner, version, share)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "share")


def test_promotion_waits_for_the_gate_and_can_be_taken_back(
    owner: Api, models: Models, tenant: Tenant, version: str
) -> None:
    body = {"reason": "finds more"}
    assert owner.post(f"/models/{version}/promote", body).status_code == 404
    put(owner, version, 0)
    refused = owner.post(f"/models/{version}/promote", body)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "gate_failed")
    fill(models, tenant.merchant_id, version, better)
    compared = owner.get(f"/models/comparison?challenger={version}").get_json()
    assert compared["gate"]["passed"]
    assert float(compared["difference"]["low"]) > 0
    assert float(compared["champion"]["cost"]) > float(compared["challenger"]["cost"])
    assert compared["payments"] * (1 - compared["agree"]) > len(compared["differ"]) == 100
    assert {one["who_was_right"] for one in compared["differ"]} <= {"champion", "challenger"}
    promoted = owner.post(f"/models/{version}/promote", body)
    assert promoted.get_json()["is_champion"]
    answer = owner.get("/models").get_json()
    assert (answer["champion"]["version"], answer["can_roll_back_to"]) == (version, "base")
    assert answer["challengers"] == []
    back = owner.post("/models/rollback", {"reason": "too many false alarms"}).get_json()
    assert back["is_base"]
    assert owner.get("/models").get_json()["follows_base"]
    assert owner.post("/models/rollback", body).get_json()["code"] == "conflict"


def test_a_training_is_asked_for_and_watched(owner: Api, models: Models, tenant: Tenant) -> None:
    asked = owner.post("/models/train", {"reason": "first chargebacks"})
    run = asked.get_json()
    assert (asked.status_code, run["state"], run["created_by"]) == (202, "queued", "Dana Lee")
    assert owner.post("/models/train", {"reason": "again"}).get_json()["code"] == "conflict"
    tenancy.bind(tenant.merchant_id)
    row = model_runs.by_id(tenant.merchant_id, run["id"])
    assert row is not None
    row.state, row.attempt, row.started_at = "running", 1, NOW - timedelta(seconds=60)
    db.session.commit()
    runs.Watched(tenant.merchant_id, run["id"], 1)("learned_layer", 1, 3)
    seen = owner.get(f"/models/runs/{run['id']}").get_json()
    assert (seen["step"], seen["done"], seen["total"]) == ("learned_layer", 1, 3)
    assert seen["eta_seconds"] >= 120


def test_reports_are_empty_before_they_are_made_and_shown_after(
    owner: Api, models: Models, tenant: Tenant, version: str
) -> None:
    empty = owner.get("/models/drift").get_json()
    assert (empty["made_at"], empty["features"]) == (None, [])
    assert owner.get("/models/quality").get_json() == {"version": None, "points": []}
    put(owner, version, 0)
    fill(models, tenant.merchant_id, version, better)
    drift.measure(models, NOW)
    model_quality.measure(NOW)
    points = owner.get("/models/quality").get_json()["points"]
    assert sum(point["labels"] for point in points) == 240
    assert all(point["average_precision"]["labels"] == point["labels"] for point in points[1:-1])
    assert owner.get("/models/quality?version=nothing").status_code == 404
    assert owner.get(f"/models/quality?version={version}").get_json()["points"] == []


def test_a_key_may_read_no_models(api: Api) -> None:
    assert api.get("/models").status_code == 403


def test_a_challenger_judges_its_customers_and_always_the_same(
    owner: Api, api: Api, models: Models, tenant: Tenant, version: str
) -> None:
    put(owner, version, 0.5)
    models.refresh()
    rows = [{"amount": 5, "customer": f"cus-{n % 40}"} for n in range(200)]
    given = api.post("/predict-batch", {"transactions": rows}).get_json()["predictions"]
    by_customer: dict[str, set[str]] = {}
    for row, one in zip(rows, given, strict=True):
        by_customer.setdefault(str(row["customer"]), set()).add(one["model_version"])
    assert all(len(versions) == 1 for versions in by_customer.values())
    challenged = [customer for customer, versions in by_customer.items() if version in versions]
    assert 8 < len(challenged) < 32
    single = api.post("/predict", {"amount": 7, "customer": challenged[0]}).get_json()
    assert single["model_version"] == version
    assert api.get(f"/transactions/{single['transaction_id']}/replay").get_json()["identical"]
