"""Live and ready, and what the logs hold."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.app import create_app
from secureflow.extensions import db
from secureflow.infra.logs import JsonLines
from secureflow.services import health
from tests.conftest import Api, as_owner


def test_live_touches_nothing(settings: dict[str, str]) -> None:
    away = settings | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    response = create_app(away).test_client().get("/api/health")
    assert (response.status_code, response.get_json()["status"]) == (200, "ok")


def test_ready_when_everything_is_there(app: APIFlask) -> None:
    response = app.test_client().get("/api/health/ready")
    assert response.status_code == 200
    assert [(c["name"], c["ok"]) for c in response.get_json()["checks"]] == [
        ("database", True),
        ("migrations", True),
        ("isolation", True),
        ("model", True),
    ]


def test_anybody_hears_what_to_do_and_only_operators_of_versions(app: APIFlask) -> None:
    said = app.test_client().get("/api/health/ready").get_data(as_text=True)
    checks = health.checks(app.extensions["secureflow_models"].files)
    revision, model = checks[1].detail.split()[-1], checks[3].detail.split(",")[0]
    assert revision.isdigit()
    for kept in (revision, model):
        assert kept not in said


def test_a_database_away_is_said(settings: dict[str, str], tenant: Any) -> None:
    away = create_app(settings | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})
    ready = away.test_client().get("/api/health/ready")
    assert (ready.status_code, ready.get_json()["checks"][0]["ok"]) == (503, False)
    answer = away.test_client().post("/api/predict", json={"amount": 1}, headers=tenant.headers)
    assert (answer.status_code, answer.get_json()["code"]) == (503, "not_ready")
    assert answer.headers["Retry-After"]


def test_a_database_behind_its_migrations_is_said(app: APIFlask) -> None:
    head = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    db.session.rollback()
    as_owner("UPDATE alembic_version SET version_num = '0000'")
    try:
        checks = app.test_client().get("/api/health/ready").get_json()["checks"]
        assert "secureflow migrate" in checks[1]["detail"]
    finally:
        as_owner("UPDATE alembic_version SET version_num = :head", head=head)


def test_without_a_model_nothing_is_substituted(api: Api) -> None:
    as_owner("UPDATE model_versions SET is_active = false")
    models = api.client.application.extensions["secureflow_models"]
    fresh = type(models)(models.files)
    api.client.application.extensions["secureflow_models"] = fresh
    try:
        answer = api.post("/predict", {"amount": 1})
        assert (answer.status_code, answer.get_json()["code"]) == (503, "model_unavailable")
        assert "secureflow train" in answer.get_json()["fix"]
        ready = api.client.get("/api/health/ready")
        assert ready.status_code == 503
    finally:
        as_owner("UPDATE model_versions SET is_active = true")


def test_a_second_machine_writes_the_bundle_from_the_database(
    api: Api, settings: dict[str, str], tmp_path: Path, tenant: Any
) -> None:
    second = create_app(settings | {"SECUREFLOW_DATA": str(tmp_path)})
    with second.app_context():
        answer = second.test_client().post(
            "/api/predict", json={"amount": 1}, headers=tenant.headers
        )
        assert answer.status_code == 200
        assert list((tmp_path / "bundles").glob("*.npz"))
        db.session.remove()
        db.engine.dispose()


def test_a_damaged_bundle_is_not_served_but_replaced(
    api: Api, settings: dict[str, str], tmp_path: Path, tenant: Any, data_folder: Path
) -> None:
    api.post("/predict", {"amount": 1})
    (tmp_path / "bundles").mkdir()
    whole = list((data_folder / "bundles").glob("*.npz"))
    for file in whole:
        (tmp_path / "bundles" / file.name).write_bytes(file.read_bytes()[:-1] + b"x")
    second = create_app(settings | {"SECUREFLOW_DATA": str(tmp_path)})
    with second.app_context():
        answer = second.test_client().post(
            "/api/predict", json={"amount": 1}, headers=tenant.headers
        )
        assert answer.status_code == 200
        used = f"{answer.get_json()['model_version']}.npz"
        assert used in {file.name for file in whole}
        replaced = (tmp_path / "bundles" / used).read_bytes()
        assert replaced == (data_folder / "bundles" / used).read_bytes()
        db.session.remove()
        db.engine.dispose()


def test_one_line_a_request_without_bodies_keys_or_tokens(api: Api, tenant: Any) -> None:
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(JsonLines().format(record))

    log = logging.getLogger("secureflow")
    handler, level = Keep(), log.level
    log.addHandler(handler)
    log.setLevel("INFO")
    try:
        api.post("/predict", {"amount": "77.31", "customer": "cus-secret"})
        api.client.post("/api/auth/login", json={"email": "a@b.example", "password": "hunter22"})
        api.get("/transactions?text=cus-secret")
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
    records = [r for r in map(json.loads, lines) if r["event"] == "request"]
    assert [(r["method"], r["route"], r["status"]) for r in records] == [
        ("POST", "/api/predict", 200),
        ("POST", "/api/auth/login", 401),
        ("GET", "/api/transactions", 200),
    ]
    assert records[0]["merchant"] == tenant.merchant_id
    assert records[0]["ms"] > 0
    assert records[0]["request_id"]
    text_of_all = " ".join(lines)
    for secret in (tenant.key, "cus-secret", "77.31", "hunter22"):
        assert secret not in text_of_all


@pytest.mark.parametrize("path", ["/api/openapi.json"])
def test_the_description_is_served(app: APIFlask, path: str) -> None:
    answer = app.test_client().get(path).get_json()
    assert answer["openapi"].startswith("3.1")
