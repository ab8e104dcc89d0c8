"""Callers as they were a moment ago, so that a payment need not ask before it is read.

Who is presumed decides nothing: the transaction that judges the payments begins by comparing what
the database says of the key now (``Presumed.seal``), and nothing is judged, stored or told of where
it says anything else. So a key that is revoked ends with the next request, as ever.
"""

import time
from dataclasses import dataclass

from secureflow.db.accounts import Caller

SECONDS = 30.0
"""So often each process asks after all, which is when a key's last use is noted."""
KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Presumed:
    """A caller as found at a time of the clock, and the hash of the key it was found by."""

    caller: Caller
    key_hash: str
    seal: str
    at: float


_KNOWN: dict[str, Presumed] = {}
"""By the hash of the key: what lies in memory opens nothing."""


def of(key_hash: str) -> Presumed | None:
    """Return who had this key a moment ago, None where that is not known."""
    found = _KNOWN.get(key_hash)
    if found is None or time.monotonic() - found.at > SECONDS:
        return None
    return found


def remember(key_hash: str, caller: Caller) -> None:
    """Presume from now on what was just found of a key.

    Not of one that is for certain addresses only: who calls is then looked up each time.
    """
    if caller.seal is None or caller.allowed_addresses:
        return
    while len(_KNOWN) >= KEPT:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[key_hash] = Presumed(caller, key_hash, caller.seal, time.monotonic())


def forget(key_hash: str) -> None:
    """Presume nothing of a key."""
    _KNOWN.pop(key_hash, None)
