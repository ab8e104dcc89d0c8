"""JSON logs: one line an event, and never a body, a key, a token, a password or an address."""

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

log = logging.getLogger("secureflow")

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object with time, level, event and what was given as extra."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of one record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in _STANDARD}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- logging's name
        """Return where an exception arose and of what kind it is, and never what it says.

        What it says can hold anything a client sent: PostgreSQL quotes the values that a
        constraint refused.
        """
        return "".join(_places(ei[1]))


def _places(error: BaseException | None) -> Iterator[str]:
    if error is None:
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _places(before)
        yield "\nThen:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield ", ".join([type(error).__qualname__, *_of_database(error)])


def _of_database(error: BaseException) -> Iterator[str]:
    """Yield what PostgreSQL says of an error without quoting a value."""
    said = getattr(getattr(error, "orig", error), "diag", None)
    for name in ("sqlstate", "table_name", "column_name", "constraint_name"):
        value = getattr(said, name, None)
        if value:
            yield f"{name} {value}"


def configure(level: str) -> None:
    """Send the logs of this process to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    # What no line says need not be found out for every line: the place in the code, the thread.
    # The process stays, for gunicorn's own lines name it.
    vars(logging)["_srcfile"] = None
    logging.logThreads = logging.logMultiprocessing = False
    log.handlers = [handler]
    log.setLevel(level)
    log.propagate = False
