"""What the worker writes: one line a job, what it was and how it ended, never its arguments."""

import logging
import time
from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext
from procrastinate.worker import Worker

from secureflow.errors import SecureFlowError
from secureflow.infra.logs import JsonLines, log

QUIET = {"retry_stalled", "score_shadow"}
"""What runs so often that only its failures are worth a line."""


async def one_a_job(call_next: AsyncCallNext, context: JobContext, _worker: Worker) -> Any:
    """Run a job and write its line; procrastinate calls this around each."""
    started = time.perf_counter()
    try:
        result = await call_next()
    except Exception as error:
        again = context.task.get_retry_exception(error, context.job)
        level, outcome = (logging.WARNING, "retry") if again else (logging.ERROR, "failed")
        log.log(level, "job", extra=_line(context, started, outcome) | _said(error))
        raise
    if context.job.task_name not in QUIET:
        log.info("job", extra=_line(context, started, "done"))
    return result


def _line(context: JobContext, started: float, outcome: str) -> dict[str, Any]:
    return {
        "job": context.job.id,
        "task": context.job.task_name,
        "attempt": context.job.attempts + 1,
        "ms": round((time.perf_counter() - started) * 1_000, 1),
        "outcome": outcome,
    }


def _said(error: Exception) -> dict[str, str]:
    """Return what may be told of an error: messages of what is outside can name people."""
    said = {"error": type(error).__name__}
    if isinstance(error, SecureFlowError):
        return said | {"detail": error.message}
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        said["at"] = f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}"
    return said


class WithoutArguments(logging.Filter):
    """Lets the library's lines through, but for those that quote what a job was given."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the line is written; that of an unknown task loses its arguments."""
        job = getattr(record, "job", None)
        if job is None:
            return True
        record.job, record.task = job["id"], job["task_name"]
        return getattr(record, "action", None) == "task_not_found"


def of_libraries() -> None:
    """Write the warnings of procrastinate and of its pool as our lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.addFilter(WithoutArguments())
    for name in ("procrastinate", "psycopg.pool"):
        library = logging.getLogger(name)
        library.handlers = [handler]
        library.setLevel(logging.WARNING)
        library.propagate = False
