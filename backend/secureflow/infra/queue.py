"""The way into the queue of jobs: by a task's name, in the transaction that needs the job done."""

from datetime import datetime

from procrastinate.types import JSONValue

from secureflow.extensions import db, jobs


def defer(name: str, *, at: datetime | None = None, **arguments: JSONValue) -> int:
    """Put a job in the queue and return its number; it exists if this transaction commits.

    It is begun at once, or not before ``at``.
    ``name`` is one of ``jobs/tasks.py``; procrastinate's TaskNotFound is raised for any other.
    Arguments are JSON and are kept until the job is done: no secret goes in as it is.
    """
    connection = db.session.connection()
    job = jobs.configure_task(name, allow_unknown=False, schedule_at=at, connection=connection)
    return job.defer(**arguments)
