"""The queue of background jobs as an operator sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from secureflow.db import queues

LATE_SECONDS = 600
"""A job that is due for so long has no worker, or one that cannot keep up."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue: jobs that wait, run and failed, and the age of the oldest that is due."""

    name: str
    todo: int
    doing: int
    failed: int
    oldest_seconds: float | None


@dataclass(frozen=True, slots=True)
class Queues:
    """All queues, and how many workers are alive."""

    queues: Sequence[Queue]
    workers: int

    @property
    def is_late(self) -> bool:
        """Return whether something that is due has waited for ten minutes."""
        return any((queue.oldest_seconds or 0.0) > LATE_SECONDS for queue in self.queues)

    def in_words(self) -> str:
        """Return the facts as one line, with what to do where something is wrong."""
        todo, doing, failed = (
            sum(getattr(queue, name) for queue in self.queues)
            for name in ("todo", "doing", "failed")
        )
        said = f"{todo} waiting, {doing} running, {failed} failed; workers: {self.workers}"
        if not self.is_late:
            return said
        oldest = max(queue.oldest_seconds or 0.0 for queue in self.queues)
        return f"{said}; the oldest is due for {oldest / 60:.0f} minutes, run `secureflow worker`"


def facts(worker_stalled_seconds: int) -> Queues:
    """Return every queue that has jobs; a worker silent for longer than given counts as dead."""
    rows = queues.facts()
    found = [
        Queue(
            name=row.queue,
            todo=row.todo,
            doing=row.doing,
            failed=row.failed,
            oldest_seconds=None if row.oldest_seconds is None else float(row.oldest_seconds),
        )
        for row in rows
    ]
    return Queues(found, queues.workers(worker_stalled_seconds))
