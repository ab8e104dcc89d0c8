"""A worker that is killed between a decision and what follows leaves it to the next, once."""

import json
import signal
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db
from tests.api.people import Person
from tests.conftest import Tenant, as_owner
from tests.jobs.running import wait_for, worker
from tests.services.waiting import labels, later, reviews, value

pytestmark = pytest.mark.usefixtures("queue")
NOW = "UPDATE procrastinate_jobs SET scheduled_at = now() WHERE scheduled_at IS NOT NULL"


def waiting() -> int:
    with db.engine.connect() as connection:
        query = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'settle_resolutions'"
        return int(connection.execute(text(query)).scalar_one())


def has_started(log: Path) -> bool:
    lines = log.read_text(encoding="utf-8").splitlines()
    return any(json.loads(line)["event"] == "worker_started" for line in lines)


def test_a_decision_outlives_the_worker(
    app: APIFlask, tenant: Tenant, settings: dict[str, str], tmp_path: Path, marks: Path
) -> None:
    dana = Person.of(app, tenant)
    (number,) = reviews(tenant.merchant_id, 1)
    payment = value("transaction_id", number)
    impatient = settings | {"WORKER_STALLED_SECONDS": "2"}
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    with worker(impatient, first, marks) as running:
        wait_for(lambda: has_started(first), first)
        dana.post(f"/reviews/{number}/resolution", {"resolution": "decline"})
        running.stop(signal.SIGKILL)
    assert (labels(payment), waiting() >= 1) == ([], True)
    later(seconds=11)
    as_owner(NOW)
    with worker(impatient, second, marks) as running:
        wait_for(lambda: bool(labels(payment)), second)
        running.stop(signal.SIGTERM)
    assert labels(payment) == ["reviewer:fraud"]
