"""Failed tries at a secret, counted by whom they are for; of no merchant, known or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db


class LockoutRow(Base):
    """The failures of one subject: an account, an address, or a person's proof of a secret.

    ``subject`` is an HMAC, so that the table names neither people nor addresses.
    """

    __tablename__ = "lockouts"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int]
    failed_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), index=True)
    locked_until: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


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
    INSERT INTO lockouts AS l (subject, failures, failed_at, locked_until)
    VALUES (
        :subject, 1, clock_timestamp(),
        clock_timestamp() + make_interval(secs => (:waits)[1])
    )
    ON CONFLICT (subject) DO UPDATE SET
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


def count(subject: str, waits: Sequence[float], memory: timedelta) -> Count | None:
    """Count a try as failed; None, and nothing is counted, while the subject is locked.

    ``waits`` are the seconds to wait after the first, the second, ... failure; the last one holds
    for all that follow. Failures longer ago than ``memory`` are forgotten.
    """
    values = {"subject": subject, "memory": memory, "waits": list(waits)}
    row = db.session.execute(COUNT, values).first()
    return None if row is None else Count(row.failures, float(row.wait), row.locked_until)


def seconds_left(subject: str) -> float:
    """Return how long a locked subject still has to wait; 0 where it is locked no longer."""
    left = func.extract("epoch", LockoutRow.locked_until - func.clock_timestamp())
    found = db.session.scalars(select(left).where(LockoutRow.subject == subject)).first()
    return max(0.0, float(found or 0))


def take_back(subject: str) -> None:
    """Undo one count, and the lock that came with it."""
    db.session.execute(
        update(LockoutRow)
        .where(LockoutRow.subject == subject)
        .values(failures=LockoutRow.failures - 1, locked_until=func.clock_timestamp())
    )


def forget(subject: str) -> None:
    """Forget every failure of a subject."""
    db.session.execute(delete(LockoutRow).where(LockoutRow.subject == subject))


def delete_expired(failed_before: datetime) -> int:
    """Delete what is forgotten by now; return how many."""
    gone = delete(LockoutRow).where(LockoutRow.failed_at < failed_before)
    return len(db.session.scalars(gone.returning(LockoutRow.subject)).all())
