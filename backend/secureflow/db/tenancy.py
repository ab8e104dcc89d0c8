"""The one place where a session is bound to a merchant, in front of row-level security.

Every transaction runs as a role that the policies of the database bind, and names the merchant
it is for. A query that forgets its merchant gets that merchant's rows at most, and none at all
where no merchant is bound.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Row,
    event,
)
from sqlalchemy.orm import Session, SessionTransaction

from secureflow.db import isolation
from secureflow.db.isolation import ROLE
from secureflow.domain import SYSTEM, Actor
from secureflow.extensions import db

# Set for the transaction alone, so a pooled connection carries nothing over to its next user.
ENTER = f"SET LOCAL ROLE {ROLE}; "
SAY = (
    "SELECT set_config('secureflow.merchant', %(merchant)s, true), "
    "set_config('secureflow.door', %(door)s, true), "
    "set_config('statement_timeout', %(patience)s, true)"
)


def bind(merchant_id: int | None) -> None:
    """See and write this merchant's rows only, from here to the end of the session; None: none."""
    info = db.session.info
    info["merchant"], info["door"] = merchant_id, False
    _say()


def bound() -> int | None:
    """Return the merchant this session is bound to."""
    merchant_id: int | None = db.session.info.get("merchant")
    return merchant_id


def look_up(statement: Executable, parameters: Mapping[str, Any]) -> Row[Any] | None:
    """Find a row before its merchant is known, and bind the session to ``row.merchant_id``.

    This is the one door for keys, e-mail addresses and tokens. It closes with the answer: where
    nothing is found, no merchant is bound.
    """
    db.session.info["door"] = True
    _say()
    row = db.session.execute(statement, dict(parameters)).first()
    bind(row.merchant_id if row is not None else None)
    return row


def enter_by(function: str, **parameters: str) -> Row[Any] | None:
    """Find a row as ``look_up`` does, in one round trip with the beginning of the transaction.

    ``function`` selects from one of the database's functions, which says who is bound by itself
    and leaves the door closed; it takes ``patience`` besides the parameters.
    """
    info = db.session.info
    info["merchant"], info["door"] = None, False
    info["by_function"] = True
    try:
        connection = db.session.connection()
    finally:
        info["by_function"] = False
    values = parameters | {"patience": patience()}
    row = connection.exec_driver_sql(ENTER + function, values).first()
    info["merchant"] = None if row is None else row.merchant_id
    return row


def patience() -> str:
    """Return how long PostgreSQL may take for a statement of this session, as it reads it."""
    said: str = db.session.info.get("patience", "0")
    return said


@contextmanager
def across_merchants() -> Iterator[None]:
    """See every merchant's rows inside: for what the system or an operator does for all of them."""
    info = db.session.info
    before = info.get("merchant"), info.get("door", False)
    info["merchant"], info["door"] = None, True
    _say()
    try:
        yield
        db.session.flush()
    finally:
        info["merchant"], info["door"] = before
        if db.session.is_active:
            _say()


@contextmanager
def aside(merchant_id: int | None) -> Iterator[Session]:
    """Yield a session on a connection of its own, which the caller's work does not undo.

    It is bound to a merchant; for None, to what belongs to no merchant.
    """
    with db.session.session_factory() as session:
        session.info["merchant"], session.info["door"] = merchant_id, merchant_id is None
        yield session


def hurry(seconds: int) -> None:
    """Have PostgreSQL end any statement of this session that takes longer."""
    db.session.info["patience"] = f"{seconds}s"


def act_as(actor: Actor) -> None:
    """Say who acts in this session, for the record."""
    db.session.info["actor"] = actor


def actor() -> Actor:
    """Return who acts in this session: the system where nobody was named."""
    who: Actor = db.session.info.get("actor", SYSTEM)
    return who


def _say() -> None:
    """Tell the running transaction what the session says; one that begins later asks by itself."""
    if db.session.info.get("entered"):
        db.session.connection().exec_driver_sql(SAY, _settings(db.session.info))


def _settings(info: Mapping[Any, Any]) -> dict[str, str]:
    merchant_id = info.get("merchant")
    return {
        "merchant": "" if merchant_id is None else str(merchant_id),
        "door": "open" if info.get("door") else "",
        "patience": info.get("patience", "0"),
    }


def _enter(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    if not (session.info.get("by_function") and isolation.is_proven(connection)):
        connection.exec_driver_sql(ENTER + SAY, _settings(session.info))
        isolation.prove(connection)
    session.info["entered"] = True


def _leave(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info["entered"] = False


event.listen(db.session, "after_begin", _enter)
event.listen(db.session, "after_transaction_end", _leave)
