"""What an operator sees of the queue."""

from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db
from secureflow.infra.queue import defer
from secureflow.jobs.worker import Worker
from secureflow.services import queues
from secureflow.services.queues import Queue
from tests.jobs import running

pytestmark = pytest.mark.usefixtures("queue")


def change(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.execute(text(statement))


def test_nothing_waits() -> None:
    facts = queues.facts(30)
    assert (facts.queues, facts.workers, facts.is_late) == ([], 0, False)
    assert facts.in_words() == "0 waiting, 0 running, 0 failed; workers: 0"


def test_each_queue_is_counted_and_what_is_due_for_long_is_late() -> None:
    for _ in range(3):
        defer("slow", seconds=0)
    failed, later = defer("slow", seconds=0), defer("slow", seconds=0)
    defer("offer_reset", sealed="x")
    db.session.commit()
    change(f"UPDATE procrastinate_jobs SET status = 'failed' WHERE id = {failed}")
    change(f"""
        UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour' WHERE id = {later}
    """)
    change("""
        UPDATE procrastinate_events SET at = now() - interval '11 minutes'
        WHERE job_id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo')
    """)
    change("INSERT INTO procrastinate_workers DEFAULT VALUES")
    change("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '40 s')")
    facts = queues.facts(30)
    default, mail = facts.queues
    assert (default.name, default.todo, default.doing, default.failed) == ("default", 4, 0, 1)
    assert 660 <= (default.oldest_seconds or 0) < 700
    assert (mail.name, mail.todo) == ("mail", 1)
    assert facts.workers == 1
    assert facts.is_late
    assert facts.in_words().endswith("the oldest is due for 11 minutes, run `secureflow worker`")


def test_what_is_to_come_is_not_due() -> None:
    defer("slow", seconds=0)
    db.session.commit()
    change("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
    assert queues.facts(30).queues == [Queue("default", 1, 0, 0, None)]


def test_one_pass_does_what_waits_in_the_apps_context_and_ends(
    app: APIFlask, marks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(running.MARKS, str(marks))
    defer("slow", seconds=0)
    db.session.commit()
    settings = app.extensions["secureflow_settings"]
    Worker(app.app_context, settings, work=running.WORK, once=True).run()
    assert marks.read_text().split() == ["begun", "ended"]
    assert queues.facts(30).queues == []
