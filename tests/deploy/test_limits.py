"""Rate limits of several processes: shared through a real Redis, and without it."""

import json
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from apiflask import APIFlask

from secureflow import config
from secureflow.api.limits import uncounted
from tests.conftest import Tenant
from tests.deploy import redis
from tests.deploy.served import Gunicorn, gunicorn

WARNING = "processes count their requests apart"


def predict(server: Gunicorn, tenant: Tenant) -> tuple[int, str | None]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        headers = tenant.headers | {"Content-Type": "application/json"}
        connection.request("POST", "/api/predict", json.dumps({"amount": 5}), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers["RateLimit-Remaining"]
    finally:
        connection.close()


def test_two_processes_share_one_limit_and_outlive_redis(
    app: APIFlask, settings: dict[str, str], tenant: Tenant, tmp_path: Path
) -> None:
    with redis.running(tmp_path) as (url, process):
        changed = {"REDIS_URL": url, "RATE_LIMIT_PREDICT": "8/minute", "LOG_LEVEL": "WARNING"}
        with gunicorn(settings | changed, tmp_path / "log") as server:
            answers = [predict(server, tenant) for _ in range(24)]
            assert [status for status, _ in answers] == [200] * 8 + [429] * 16
            assert [left for _, left in answers] == [str(max(0, 7 - i)) for i in range(24)]
            assert WARNING not in server.log.read_text()
            process.kill()
            process.wait(10)
            # Each of the two now counts for itself, and none of them fails.
            statuses = [predict(server, tenant)[0] for _ in range(24)]
            assert set(statuses) <= {200, 429}
            assert 8 <= statuses.count(200) <= 16
            lines = server.log.read_text().splitlines()
    said: list[Any] = [json.loads(line) for line in lines if line.startswith("{")]
    assert any("storage unreachable" in line["event"] for line in said)


def test_processes_that_count_apart_are_said_at_the_start(
    app: APIFlask, settings: dict[str, str], tmp_path: Path
) -> None:
    with gunicorn(settings | {"WEB_CONCURRENCY": "3"}, tmp_path / "log") as server:
        assert f"3 {WARNING}" in server.log.read_text()
    assert uncounted(config.load(settings), 1) is None
