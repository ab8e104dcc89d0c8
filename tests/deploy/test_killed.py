"""A server killed with SIGKILL between work and answer: nothing is lost, nothing doubled."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db
from tests.conftest import Api, Tenant, as_owner
from tests.deploy.served import Gunicorn, gunicorn

LOCK = 20_061_121
HEADERS = {"Idempotency-Key": "killed-1", "Content-Type": "application/json"}


def rows(table: str) -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


WAIT = f"""
    CREATE FUNCTION wait_for_the_test() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock({LOCK}); RETURN NEW; END $$
"""


@contextmanager
def stopped_at(trigger: str) -> Iterator[None]:
    """Have PostgreSQL wait in the middle of a request, inside: where ``trigger`` says."""
    as_owner(WAIT)
    as_owner(f"CREATE {trigger} EXECUTE FUNCTION wait_for_the_test()")
    try:
        with db.engine.begin() as connection:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            yield
    finally:
        as_owner("DROP FUNCTION wait_for_the_test CASCADE")


def wait_until(condition: str, wanted: int) -> None:
    """Return when as many of our lock's waiters, or holders, are there as wanted."""
    query = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = {LOCK}"
    for _ in range(600):
        with db.engine.connect() as connection:
            if connection.execute(text(f"{query} AND {condition}")).scalar_one() == wanted:
                return
        time.sleep(0.05)
    raise AssertionError(f"never {wanted} with {condition}")


def ask(server: Gunicorn, tenant: Tenant, body: Any) -> tuple[int, Any, str | None]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        sent = json.dumps(body)
        connection.request("POST", "/api/feedback", sent, HEADERS | tenant.headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read()), answer.headers["Idempotent-Replayed"]
    finally:
        connection.close()


def kill_in_the_middle(server: Gunicorn, tenant: Tenant, body: Any) -> None:
    """Send a request, kill every process of the server while PostgreSQL waits, and let it go on."""
    failed: list[Exception] = []

    def send() -> None:
        try:
            ask(server, tenant, body)
        except (OSError, HTTPException) as error:
            failed.append(error)

    asking = threading.Thread(target=send)
    asking.start()
    wait_until("NOT granted", 1)
    workers = server.workers()
    server.process.kill()
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    asking.join()
    assert len(failed) == 1


BEFORE = "TRIGGER waits BEFORE UPDATE ON idempotency_keys FOR EACH ROW"
WHILE = """CONSTRAINT TRIGGER waits AFTER UPDATE ON idempotency_keys
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW"""


@pytest.mark.parametrize(
    ("trigger", "kept"),
    [
        pytest.param(BEFORE, 0, id="before the commit, nothing was done"),
        pytest.param(WHILE, 1, id="after the commit was sent, all of it was"),
    ],
)
def test_a_killed_request_is_done_once(
    app: APIFlask,
    api: Api,
    tenant: Tenant,
    settings: dict[str, str],
    tmp_path: Path,
    trigger: str,
    kept: int,
) -> None:
    payment = api.post("/predict", {"amount": 5}).get_json()["transaction_id"]
    body = {"transaction_id": payment, "label": "fraud"}
    one = settings | {"WEB_CONCURRENCY": "1"}
    with stopped_at(trigger), gunicorn(one, tmp_path / "first") as server:
        kill_in_the_middle(server, tenant, body)
    wait_until("true", 0)
    assert (rows("feedback"), rows("idempotency_keys")) == (kept, kept)
    with gunicorn(one, tmp_path / "second") as server:
        status, first, replayed = ask(server, tenant, body)
        assert (status, replayed) == (201, "true" if kept else None)
        assert ask(server, tenant, body) == (201, first, "true")
    assert (rows("feedback"), rows("idempotency_keys")) == (1, 1)
