"""Failed tries at a secret, counted by whom they are for; of no merchant, known or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, String, case, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db


class LockoutRow(Base):
    """The failures of one subject: an account, a network, or a person's proof of a secret.

    An account's are counted for each ``network`` they come from, and from everywhere together
    under an empty one. Both are HMACs, so that the table names neither people nor addresses.
    """

    __tablename__ = "lockouts"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    network: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), index=True)
    locked_until: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose failures are counted, and from which network; from everywhere where it is empty."""

    key: str
    network: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How often a subject has failed, this try included, and for how many seconds it now waits."""

    failures: int
    wait: float
    locked_until: datetime


# One statement, so that tries of many processes at once are each counted, and none gets past a
# lock that the one before it has set. By the clock of the database, read once the row is held:
# the processes' own clocks differ, and a try that waited for another would be of before it.
COUNT = text("""
    INSERT INTO lockouts AS l (subject, network, failures, failed_at, locked_until)
    VALUES (
        :subject, :network, 1, clock_timestamp(),
        clock_timestamp() + make_interval(secs => (:waits)[1])
    )
    ON CONFLICT (subject, network) DO UPDATE SET
        failed_at = clock_timestamp(),
        failures = CASE WHEN l.failed_at < clock_timestamp() - :memory THEN 1
                        ELSE l.failures + 1 END,
        locked_until = clock_timestamp() + make_interval(secs => (:waits)[
            CASE WHEN l.failed_at < clock_timestamp() - :memory THEN 1
                 ELSE least(l.failures + 1, cardinality(:waits)) END
        ])
    WHERE l.locked_until <= clock_timestamp()
    RETURNING failures, locked_until, (:waits)[least(failures, cardinality(:waits))] AS wait
""")


def count(subject: Subject, waits: Sequence[float], memory: timedelta) -> Count | None:
    """Count a try as failed; None, and nothing is counted, while the subject is locked.

    ``waits`` are the seconds to wait after the first, the second, ... failure; the last one holds
    for all that follow. Failures longer ago than ``memory`` are forgotten.
    """
    values = {
        "subject": subject.key,
        "network": subject.network,
        "memory": memory,
        "waits": list(waits),
    }
    row = db.session.execute(COUNT, values).first()
    return None if row is None else Count(row.failures, float(row.wait), row.locked_until)


def seconds_left(subject: Subject) -> float:
    """Return how long a locked subject still has to wait; 0 where it is locked no longer."""
    left = func.extract("epoch", LockoutRow.locked_until - func.clock_timestamp())
    found = db.session.scalars(select(left).where(*_row(subject))).first()
    return max(0.0, float(found or 0))


def take_back(subject: Subject, failures: int, locked_until: datetime) -> None:
    """Undo some failures, and the lock that came with them unless a later one has set its own."""
    is_theirs = LockoutRow.locked_until == locked_until
    db.session.execute(
        update(LockoutRow)
        .where(*_row(subject))
        .values(
            failures=func.greatest(0, LockoutRow.failures - failures),
            locked_until=case((is_theirs, func.clock_timestamp()), else_=LockoutRow.locked_until),
        )
    )


def forget(subject: Subject) -> int:
    """Forget a subject's failures from one network; return how many there were."""
    gone = delete(LockoutRow).where(*_row(subject)).returning(LockoutRow.failures)
    return db.session.scalars(gone).first() or 0


def forget_everywhere(key: str) -> None:
    """Forget every failure of a subject, from all networks."""
    db.session.execute(delete(LockoutRow).where(LockoutRow.subject == key))


def delete_expired(failed_before: datetime) -> int:
    """Delete what is forgotten by now; return how many."""
    gone = delete(LockoutRow).where(LockoutRow.failed_at < failed_before)
    return len(db.session.scalars(gone.returning(LockoutRow.subject)).all())


def _row(subject: Subject) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return LockoutRow.subject == subject.key, LockoutRow.network == subject.network
