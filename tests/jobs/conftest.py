"""An empty queue, and the tasks of the tests known where jobs are deferred."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.extensions import db, jobs
from secureflow.jobs import tasks
from tests.jobs import running


def clear() -> None:
    """Empty the queue as the owner of its tables."""
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_periodic_defers"))
        connection.execute(text("DELETE FROM procrastinate_jobs"))
        connection.execute(text("DELETE FROM procrastinate_workers"))


@pytest.fixture
def queue(app: APIFlask) -> Iterator[None]:
    """Nothing waits, and the tests' own tasks can be deferred."""
    clear()
    tasks.register(jobs, running.WORK)
    yield
    for name in ("slow", "bad"):
        del jobs.tasks[name]
    clear()


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Where tasks say what they did."""
    path = tmp_path / "marks"
    path.touch()
    return path
