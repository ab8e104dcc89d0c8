"""Lockout: who fails to prove a secret waits longer each time, known or not.

Each try is counted as failed before it is looked at and taken back when it was right, so that
many tries at once get no further than as many one after the other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from secureflow.db import lockouts
from secureflow.errors import Locked
from secureflow.extensions import db, vault

BACKOFF = (30.0, 60.0, 120.0, 240.0, 480.0, 900.0)
"""Seconds; the last one holds for every further failure."""
ACCOUNT_WAITS = (0.0,) * 4 + BACKOFF
ADDRESS_WAITS = (0.0,) * 19 + BACKOFF
"""More, because people of one office share an address."""
MEMORY = timedelta(hours=24)
"""How long a failure counts."""
IPV6_NETWORK = 64
"""Bits: what one customer of a provider has, and can change within."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose failures are counted, as an HMAC, and how long each of them makes wait."""

    key: str
    waits: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try that counts as failed until it is known to be right."""

    subject: Subject
    address: Subject | None
    first_lock_until: datetime | None
    """Set where this try, if it fails, begins the subject's first wait."""
    is_locking: bool
    """Whether this try, if it fails, begins a wait of the subject or of the address."""


def account(email: str) -> Subject:
    """Return the counter of the account with this e-mail, whether or not there is one."""
    return _subject("account", email.lower(), ACCOUNT_WAITS)


def proof(user_id: int) -> Subject:
    """Return the counter of a signed-in person who proves password or second factor once more.

    It is apart from the account's: who locks an account from outside does not hinder the person
    inside, and a stolen session cannot be used to guess.
    """
    return _subject("proof", str(user_id), ACCOUNT_WAITS)


def address(text: str) -> Subject:
    """Return the counter of a client's address; of IPv6 the network of /64 counts."""
    try:
        found = ip_address(text)
    except ValueError:
        return _subject("address", text, ADDRESS_WAITS)
    network = ip_network((int(found), IPV6_NETWORK), strict=False) if found.version == 6 else found
    return _subject("address", str(network), ADDRESS_WAITS)


def begin(subject: Subject, at: Subject | None = None) -> Attempt:
    """Count a try, by ``subject`` and from the address ``at``; Locked where one of them waits."""
    # Always in this order, so that two tries never wait for each other.
    counts = [_count(each) for each in (at, subject) if each is not None]
    db.session.commit()
    mine = counts[-1]
    is_first = mine.failures == ACCOUNT_WAITS.index(BACKOFF[0]) + 1
    return Attempt(
        subject,
        at,
        first_lock_until=mine.locked_until if is_first else None,
        is_locking=any(count.wait > 0 for count in counts),
    )


def succeeded(attempt: Attempt) -> None:
    """Forget the subject's failures: the try was right. The address's others still count."""
    if attempt.address is not None:
        lockouts.take_back(attempt.address.key)
    lockouts.forget(attempt.subject.key)


def withdraw(attempt: Attempt) -> None:
    """Count the try neither as failed nor as right."""
    if attempt.address is not None:
        lockouts.take_back(attempt.address.key)
    lockouts.take_back(attempt.subject.key)


def _subject(kind: str, text: str, waits: tuple[float, ...]) -> Subject:
    return Subject(vault.sign("lockout", f"{kind} {text}"), waits)


def _count(subject: Subject) -> lockouts.Count:
    found = lockouts.count(subject.key, subject.waits, MEMORY)
    if found is None:
        seconds = max(1, ceil(lockouts.seconds_left(subject.key)))
        db.session.rollback()
        raise Locked(
            "Too many tries have failed, so the next one has to wait.",
            fix=f"Wait {seconds} seconds, then try again.",
            retry_after=seconds,
        )
    return found
