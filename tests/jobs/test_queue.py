"""Jobs are deferred with the work that needs them, by names that exist."""

import ast
import hashlib

import pytest
from procrastinate import App
from procrastinate.connector import BaseConnector
from procrastinate.exceptions import TaskNotFound
from procrastinate.schema import SchemaManager
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.infra.queue import defer
from secureflow.jobs import schedule, tasks
from tests.house.code import modules

SCHEMA = "c70ec4b400a60ad9592787653aae5ae77ae41bf801d56b5bd2712751a07f2009"


def waiting() -> list[tuple[str, str]]:
    db.session.rollback()
    rows = db.session.execute(text("SELECT task_name, status FROM procrastinate_jobs ORDER BY id"))
    return [(name, status) for name, status in rows]


@pytest.mark.usefixtures("queue")
def test_a_job_exists_if_its_transaction_does() -> None:
    defer("slow", seconds=0)
    db.session.rollback()
    assert waiting() == []

    tenancy.bind(1)
    defer("slow", seconds=0)
    with db.engine.connect() as other:
        assert other.execute(text("SELECT count(*) FROM procrastinate_jobs")).scalar() == 0
    db.session.commit()
    assert waiting() == [("slow", "todo")]


@pytest.mark.usefixtures("queue")
def test_a_name_that_is_no_task_is_refused() -> None:
    with pytest.raises(TaskNotFound):
        defer("slwo", seconds=0)
    assert waiting() == []


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT args FROM procrastinate_jobs",
        "UPDATE procrastinate_jobs SET status = 'failed'",
        "DELETE FROM procrastinate_jobs",
        "DELETE FROM procrastinate_events",
    ],
)
def test_a_session_may_put_jobs_in_but_neither_read_what_they_carry_nor_change_them(
    statement: str,
) -> None:
    tenancy.bind(1)
    defer("slow", seconds=0)
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text(statement))
    db.session.rollback()


def test_every_name_that_is_deferred_or_scheduled_is_in_the_list() -> None:
    known = {task.name for task in tasks.TASKS}
    deferred = {
        str(node.args[0].value)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (node.func.attr if isinstance(node.func, ast.Attribute) else "") == "defer"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    assert deferred <= known
    assert schedule.SCHEDULE.keys() <= known
    assert known == deferred | schedule.SCHEDULE.keys(), "a task that nothing runs"


def test_the_schedule_is_one_that_the_library_reads() -> None:
    app = App(connector=BaseConnector())
    tasks.register(app)
    schedule.plan(app)
    planned = app.periodic_registry.periodic_tasks
    assert {name for name, _ in planned} == schedule.SCHEDULE.keys()
    for task in planned.values():
        assert task.croniter.get_next(float) > 0


def test_the_schema_of_the_queue_is_the_one_that_the_migration_made() -> None:
    # A newer library would change it for fresh databases alone. Then the old script goes into
    # migration 0008 as it was, and a new migration runs the library's own from there on.
    assert hashlib.sha256(SchemaManager.get_schema().encode()).hexdigest() == SCHEMA
