"""Lockout: who fails to prove a secret waits longer each time, known or not.

Each try is counted as failed before it is looked at and taken back when it was right, so that
many tries at once get no further than as many one after the other. An account's failures are
counted for each network, and from everywhere together only after many: whoever tries from one
place makes nobody wait who signs in from another.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

from secureflow.db import lockouts
from secureflow.db.lockouts import Count, Subject
from secureflow.domain import network_of
from secureflow.errors import Locked
from secureflow.extensions import db, vault

Proof = Literal["password", "code"]

BACKOFF = (30.0, 60.0, 120.0, 240.0, 480.0, 900.0)
"""Seconds; the last one holds for every further failure."""
ACCOUNT_LIMIT = 5
"""Failures of an account from one network, the last of which begins the first wait."""
NETWORK_LIMIT = 20
"""Of a network with all accounts: more, because people of one office share an address."""
EVERYWHERE_LIMIT = 50
"""Of an account from all networks together, against whoever has many of them."""
MEMORY = timedelta(hours=24)
"""How long a failure counts."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A try, counted for one subject."""

    subject: Subject
    limit: int
    count: Count

    @property
    def is_first_wait(self) -> bool:
        """Whether this try, if it fails, begins the subject's first wait."""
        return self.count.failures == self.limit


@dataclass(frozen=True, slots=True)
class Pause:
    """What the person of an account is told: from where signing in rests, and until when."""

    of: Literal["network", "everywhere"]
    until: datetime


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that counts as failed until it is known to be right."""

    mine: Tried
    network: Tried | None = None
    everywhere: Tried | None = None

    @property
    def is_locking(self) -> bool:
        """Whether this try, if it fails, makes anybody wait."""
        counted = (self.mine, self.network, self.everywhere)
        return any(each is not None and each.count.wait > 0 for each in counted)

    @property
    def pause(self) -> Pause | None:
        """What to tell if this try fails: of the first network that waits, and of all of them."""
        if self.everywhere is None:
            return None
        if self.everywhere.is_first_wait:
            return Pause("everywhere", self.everywhere.count.locked_until)
        elsewhere = self.everywhere.count.failures - self.mine.count.failures
        # Of the first network alone: each further one would be another mail to the same person.
        if self.mine.is_first_wait and elsewhere < ACCOUNT_LIMIT:
            return Pause("network", self.mine.count.locked_until)
        return None


def begin_sign_in(email: str, address: str) -> Attempt:
    """Count a try to sign in to an account, whether or not there is one; Locked where it waits."""
    account, at = _account(email), _sign("network", network_of(address))
    # Always in this order, so that two tries never wait for each other.
    network = _count(Subject(at), NETWORK_LIMIT)
    mine = _count(Subject(account, at), ACCOUNT_LIMIT)
    everywhere = _count(Subject(account), EVERYWHERE_LIMIT)
    db.session.commit()
    return Attempt(mine, network, everywhere)


def begin_proof(of: Proof, user_id: int) -> Attempt:
    """Count a try of a signed-in person to prove one of their secrets once more.

    It is apart from the account's: who locks an account from outside does not hinder the person
    inside, and a stolen session cannot be used to guess. Each secret has its own count, so that a
    right code allows no further guess at the password. Locked where it waits.
    """
    mine = _count(Subject(_sign(f"proof of {of}", str(user_id))), ACCOUNT_LIMIT)
    db.session.commit()
    return Attempt(mine)


def succeeded(attempt: Attempt) -> None:
    """Forget the account's failures from here: the try was right. All others still count."""
    if attempt.network is not None:
        _take_back(attempt.network, 1)
    failures = lockouts.forget(attempt.mine.subject)
    if attempt.everywhere is not None:
        _take_back(attempt.everywhere, failures)


def withdraw(attempt: Attempt) -> None:
    """Count the try neither as failed nor as right."""
    for each in (attempt.network, attempt.mine, attempt.everywhere):
        if each is not None:
            _take_back(each, 1)


def lift(email: str) -> None:
    """Forget every failure of an account, wherever it came from."""
    lockouts.forget_everywhere(_account(email))


def _account(email: str) -> str:
    return _sign("account", email.lower())


def _sign(kind: str, text: str) -> str:
    return vault.sign("lockout", f"{kind} {text}")


def _take_back(tried: Tried, failures: int) -> None:
    lockouts.take_back(tried.subject, failures, tried.count.locked_until)


def _count(subject: Subject, limit: int) -> Tried:
    waits = (0.0,) * (limit - 1) + BACKOFF
    found = lockouts.count(subject, waits, MEMORY)
    if found is None:
        seconds = max(1, ceil(lockouts.seconds_left(subject)))
        db.session.rollback()
        raise Locked(
            "Too many tries have failed, so the next one has to wait.",
            fix=f"Wait {seconds} seconds, then try again.",
            retry_after=seconds,
        )
    return Tried(subject, limit, found)
