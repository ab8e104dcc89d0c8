"""Workers as processes: stopped, killed, failing, and none of it loses a job."""

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from secureflow.extensions import db
from secureflow.infra.queue import defer
from tests.jobs.running import wait_for, worker

Settings = dict[str, str]

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def impatient(settings: Settings) -> Settings:
    """The settings of the tests, with little patience for a dead worker."""
    return settings | {"WORKER_STALLED_SECONDS": "2"}


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def jobs_of(log: Path, task: str) -> list[dict[str, Any]]:
    return [line for line in lines(log) if line["event"] == "job" and line["task"] == task]


def begin(task: str, **arguments: Any) -> int:
    number = defer(task, **arguments)
    db.session.commit()
    return number


def count(condition: str) -> int:
    with db.engine.connect() as connection:
        statement = f"SELECT count(*) FROM procrastinate_jobs WHERE {condition}"
        return int(connection.execute(text(statement)).scalar_one())


def test_a_stopped_worker_finishes_its_job(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    log = tmp_path / "worker.log"
    with worker(impatient, log, marks) as running:
        number = begin("slow", seconds=2)
        wait_for(lambda: "begun" in marks.read_text(), log)
        assert running.stop(signal.SIGTERM) == 0
    assert marks.read_text().split() == ["begun", "ended"]
    (line,) = jobs_of(log, "slow")
    assert (line["job"], line["attempt"], line["outcome"]) == (number, 1, "done")
    assert line["ms"] >= 2_000
    assert lines(log)[-1]["event"] == "worker_stopped"
    assert count("task_name = 'slow'") == 0


def test_a_killed_workers_job_is_run_by_another(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    number = begin("slow", seconds=1)
    with worker(impatient, first, marks) as killed:
        wait_for(lambda: "begun" in marks.read_text(), first)
        killed.stop(signal.SIGKILL)
    assert count(f"id = {number} AND status = 'doing'") == 1
    with worker(impatient, second, marks) as running:
        wait_for(lambda: "ended" in marks.read_text(), second)
        assert running.stop(signal.SIGTERM) == 0
    assert marks.read_text().split() == ["begun", "begun", "ended"]
    # The killed worker may have died in the middle of a scheduled job, too.
    stalled = {line["job"]: line["outcome"] for line in lines(second) if "stalled" in line["event"]}
    assert stalled[number] == "retry"
    (line,) = jobs_of(second, "slow")
    assert (line["job"], line["attempt"], line["outcome"]) == (number, 2, "done")


def test_a_job_that_outlives_every_worker_is_left_as_failed(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    number = begin("slow", seconds=1)
    with db.engine.begin() as connection:
        connection.execute(
            text("UPDATE procrastinate_jobs SET status = 'doing', attempts = 8 WHERE id = :id"),
            {"id": number},
        )
    log = tmp_path / "worker.log"
    with worker(impatient, log, marks) as running:
        wait_for(lambda: count(f"id = {number} AND status = 'failed'") == 1, log)
        running.stop(signal.SIGTERM)
    assert marks.read_text() == ""
    stalled = {line["job"]: line["outcome"] for line in lines(log) if "stalled" in line["event"]}
    assert stalled[number] == "failed"


def test_a_failing_job_is_tried_again_and_its_arguments_stay_untold(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    log = tmp_path / "worker.log"
    number = begin("bad", secret="open sesame")
    with worker(impatient, log, marks) as running:
        wait_for(lambda: '"retry"' in log.read_text(), log)
        running.stop(signal.SIGTERM)
    (line,) = jobs_of(log, "bad")
    assert (line["outcome"], line["error"], line["level"]) == ("retry", "ValueError", "warning")
    assert line["at"].startswith("__main__:")
    assert "sesame" not in log.read_text()
    assert count(f"id = {number} AND status = 'todo' AND scheduled_at > now()") == 1


def test_a_job_of_a_release_to_come_is_told_and_left(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    number = begin("bad", secret="open sesame")
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE procrastinate_jobs SET task_name = 'tomorrow'"))
    log = tmp_path / "worker.log"
    with worker(impatient, log, marks) as running:
        wait_for(lambda: "Task was not found" in log.read_text(), log)
        running.stop(signal.SIGTERM)
    told = next(line for line in lines(log) if line["event"] == "Task was not found")
    assert (told["job"], told["task"]) == (number, "tomorrow")
    assert "sesame" not in log.read_text()


def test_a_worker_without_a_database_says_so(
    impatient: Settings, tmp_path: Path, marks: Path
) -> None:
    away = impatient | {"DATABASE_URL": f"postgresql://postgres@/postgres?host={tmp_path}"}
    log = tmp_path / "worker.log"
    with worker(away, log, marks) as running:
        assert running.process.wait(60) == 1
    assert "The worker cannot use the database" in log.read_text()
