"""The statements of the hottest path, given to the driver without SQLAlchemy's book-keeping.

For a statement of a tenth of a millisecond the book-keeping around it, a context, a result and the
names of its columns, takes as long again; so do the round trips that begin and end a transaction.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE
from sqlalchemy.exc import DBAPIError, OperationalError

from secureflow.db import isolation
from secureflow.errors import NotReady
from secureflow.extensions import db

BEGIN, COMMIT = f"BEGIN; SET LOCAL ROLE {isolation.ROLE}; ", "; COMMIT"
"""What the first statement of a transaction starts with, and the last one ends with."""
DONE = "COMMIT"


class Hot:
    """A transaction of few statements on a connection of the pool, see ``transaction``."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rows(self, statement: str, values: Sequence[Any]) -> Sequence[Any]:
        """Return the rows of a statement; the first of a transaction starts with BEGIN."""
        with self._connection.cursor() as cursor:
            _execute(self._connection, cursor, statement, values)
            found: Sequence[Any] = cursor.fetchall()
            return found

    def finish(self, statement: str, values: Sequence[Any]) -> None:
        """Do a last statement, which ends with COMMIT; nothing is stored where it fails."""
        with self._connection.cursor() as cursor:
            _execute(self._connection, cursor, statement, values)
            if cursor.statusmessage != DONE:
                raise OperationalError(statement, None, psycopg2.OperationalError("not committed"))


@contextmanager
def transaction() -> Iterator[Hot]:
    """Yield a transaction on a connection of its own, beside the session's.

    Its first statement begins it and binds it to a merchant; what was not committed is undone.
    NotReady before this process has seen that the database keeps merchants apart.
    """
    if not isolation.is_proven(db.engine):
        raise NotReady("The database was not looked at yet.")
    fairy = db.engine.raw_connection()
    connection: Any = fairy.dbapi_connection
    # The driver would begin a transaction by a statement of its own, and wait for it.
    connection.autocommit = True
    try:
        yield Hot(connection)
    finally:
        _undo(connection)
        fairy.close()


def rows(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> Sequence[Any]:
    """Return the rows of a statement of the session's transaction."""
    driver: Any = db.session.connection().connection.dbapi_connection
    with driver.cursor() as cursor:
        _execute(driver, cursor, statement, values)
        found: Sequence[Any] = cursor.fetchall()
        return found


def _execute(
    driver: Any, cursor: Any, statement: str, values: Sequence[Any] | Mapping[str, Any]
) -> None:
    """Run a statement; errors are SQLAlchemy's, as of every other."""
    try:
        cursor.execute(statement, values)
    except psycopg2.Error as error:
        if driver.closed:
            # What else is in the pool was opened to the same server: SQLAlchemy lets go of it too.
            db.engine.dispose()
        raise DBAPIError.instance(
            statement, None, error, psycopg2.Error, hide_parameters=True
        ) from error


def _undo(connection: Any) -> None:
    """Leave a connection as the pool gave it, in no transaction; a broken one it will drop."""
    if connection.closed:
        return
    if connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
    connection.autocommit = False
