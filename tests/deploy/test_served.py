"""The whole chain: nginx in front of gunicorn with two processes in front of PostgreSQL."""

import json
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.extensions import db
from tests.conftest import Tenant, make_tenant
from tests.deploy.nginx import Answer, Nginx, running
from tests.deploy.served import Gunicorn, gunicorn

BODY = {"amount": "812.40", "hour": 3, "merchant_category": "electronics"}


@pytest.fixture(scope="module")
def server(
    session_app: APIFlask, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gunicorn]:
    changed = {
        "RATE_LIMIT_LOGIN": "5/minute",
        "TRUSTED_PROXIES": "1",
        "WEB_CONCURRENCY": "2",
        "LOG_LEVEL": "INFO",
    }
    with gunicorn(settings | changed, tmp_path_factory.mktemp("served") / "log") as found:
        yield found


@pytest.fixture(scope="module")
def site(server: Gunicorn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text("<!doctype html><title>SecureFlow</title>")
    with running(tmp_path_factory.mktemp("nginx") / "home", server.url, folder) as found:
        yield found


@pytest.fixture
def shop(app: APIFlask) -> Tenant:
    return make_tenant()


def post(site: Nginx, path: str, body: Any, **headers: str) -> Answer:
    sent = {"Content-Type": "application/json"} | headers
    return site.ask(f"/api{path}", "POST", json.dumps(body).encode(), sent)


def test_a_payment_is_scored_through_the_whole_chain(site: Nginx, shop: Tenant) -> None:
    answer = post(site, "/predict", BODY, **shop.headers)
    assert answer.status == 200
    assert answer.json()["risk_factors"]
    assert answer.header("X-Request-ID")
    assert answer.header("Content-Security-Policy").startswith("default-src 'none'")


def test_copies_to_both_processes_are_one_payment(
    site: Nginx, shop: Tenant, server: Gunicorn
) -> None:
    assert len(server.workers()) == 2
    with ThreadPoolExecutor(20) as pool:
        sent = [
            pool.submit(post, site, "/predict", BODY | {"external_id": "o-1"}, **shop.headers)
            for _ in range(20)
        ]
    answers = [future.result().json() for future in sent]
    assert len({answer["transaction_id"] for answer in answers}) == 1
    assert sorted(a["data_source"] for a in answers) == ["model"] + ["replay"] * 19


def test_a_forged_address_does_not_escape_the_sign_in_limit(site: Nginx, shop: Tenant) -> None:
    body = {"email": shop.email, "password": "wrong"}
    statuses = [
        post(site, "/auth/login", body, **{"X-Forwarded-For": f"198.51.100.{i}"}).status
        for i in range(24)
    ]
    # Without Redis each of the two processes counts for itself, so at most ten get through.
    assert statuses.count(401) <= 10
    assert statuses.count(429) >= 14


def test_a_wrong_method_and_an_unknown_address_are_envelopes(site: Nginx) -> None:
    assert site.ask("/api/predict").json()["code"] == "method_not_allowed"
    assert site.ask("/api/nothing").json()["code"] == "not_found"


def test_requests_leave_one_json_line_each(site: Nginx, shop: Tenant, server: Gunicorn) -> None:
    request_id = "chain-test-0001"
    post(site, "/predict", BODY, **shop.headers, **{"X-Request-ID": request_id})
    lines = [json.loads(x) for x in server.log.read_text().splitlines() if x.startswith("{")]
    found = [line for line in lines if line.get("request_id") == request_id]
    assert [(line["route"], line["status"]) for line in found] == [("/api/predict", 200)]
    assert shop.key not in server.log.read_text()


def test_stopping_answers_what_is_under_way(
    session_app: APIFlask, settings: dict[str, str], shop: Tenant, tmp_path: Path
) -> None:
    rows = [BODY | {"external_id": f"s-{i}"} for i in range(1_000)]
    with gunicorn(settings | {"TRUSTED_PROXIES": "0"}, tmp_path / "log") as server:
        with running(tmp_path / "home", server.url, tmp_path) as site:
            post(site, "/predict", BODY, **shop.headers)
            answers: list[Answer] = []
            asking = threading.Thread(
                target=lambda: answers.append(
                    post(site, "/predict-batch", {"transactions": rows}, **shop.headers)
                )
            )
            asking.start()
            time.sleep(0.05)  # long enough to arrive, too short to be answered
            server.process.send_signal(signal.SIGTERM)
            asking.join()
        assert server.process.wait(40) == 0
    assert [answer.status for answer in answers] == [200]
    assert len(answers[0].json()["predictions"]) == 1_000


def test_a_forged_address_is_dropped_and_kept_as_an_event(
    app: APIFlask, site: Nginx, shop: Tenant, server: Gunicorn
) -> None:
    claims = {"Fly-Client-IP": "198.51.100.66", "X-Forwarded-For": "198.51.100.66"}
    for _ in range(3):
        headers = shop.headers | claims
        assert site.ask("/api/me", headers=headers, address="127.0.0.5").status == 200
    with tenancy.across_merchants():
        query = "SELECT address, details FROM security_events WHERE kind = 'header.forged'"
        found = [tuple(row) for row in db.session.execute(text(query))]
        db.session.rollback()
    # Two processes without Redis, and perhaps two minutes: each notes what it saw first.
    assert found
    assert all(row == ("127.0.0.5", {"header": "Fly-Client-IP"}) for row in found)
