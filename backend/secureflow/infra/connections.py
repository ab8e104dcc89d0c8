"""Pooled connections that are asked whether they still live, but only after they stood idle."""

import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DisconnectionError

IDLE_SECONDS = 1.0
"""A connection that worked within this time is taken at its word: asking in front of every request
costs as much as a statement. A server that went away shows after a pause, or as one failed request
that empties the pool."""

IDLE_SINCE = "idle_since"


def watch(engine: Engine) -> None:
    """Ask each connection of a pool that stood idle before it is used; a dead one is replaced."""
    event.listen(engine.pool, "checkin", _rest)
    event.listen(engine.pool, "checkout", _check)


def _rest(_connection: Any, record: Any) -> None:
    record.info[IDLE_SINCE] = time.monotonic()


def _check(connection: Any, record: Any, _proxy: Any) -> None:
    idle_since = record.info.get(IDLE_SINCE)
    if idle_since is None or time.monotonic() - idle_since < IDLE_SECONDS:
        return
    try:
        # Outside a transaction, which would be one more statement to end.
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        connection.autocommit = False
    except connection.Error as error:
        # Makes the pool throw the connection away and open another one.
        raise DisconnectionError("the server closed an idle connection") from error
