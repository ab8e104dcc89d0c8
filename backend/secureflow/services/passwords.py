"""Passwords: which are good enough, what is stored of them, and whether one is right."""

import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from secureflow.errors import InvalidInput

MIN_LENGTH = 12
MAX_LENGTH = 1_024
MIN_OF_ITS_OWN = 8
"""What must be left of a password without the names of its person and merchant."""
MIN_VARIETY = 5
"""Different characters, so that one key held down is not a password."""
SHORTEST_NAME = 3
COMMON = Path(__file__).with_name("common_passwords.txt")
OURS = "secureflow"
EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")

# A hash takes a core for a moment: a flood of sign-ins gets one in each process, so that scoring
# beside it goes on.
_HASHING = threading.BoundedSemaphore(1)


def check(password: str, names: Iterable[str] = (), *, field: str = "password") -> None:
    """Raise InvalidInput where a new password is too easy to guess, saying why.

    Length and what is commonly tried decide, not classes of characters (NIST SP 800-63B-4,
    3.1.1.2). ``names`` are what everybody knows: e-mail, name and merchant of the person.
    """
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise _refusal(field, f"must have {MIN_LENGTH} to {MAX_LENGTH:,} characters")
    plain = _normal(password).casefold()
    if len(set(plain)) < MIN_VARIETY:
        raise _refusal(field, f"must have at least {MIN_VARIETY} different characters")
    if _is_common(plain):
        raise _refusal(field, "is one that is tried first, or such a one with signs added")
    own = plain
    for name in sorted(_words(names), key=len, reverse=True):
        own = own.replace(name, "")
    if own != plain and (len(own) < MIN_OF_ITS_OWN or _is_common(own)):
        raise _refusal(field, "must not be mostly your name, your e-mail or your merchant's name")


def hashed(password: str) -> str:
    """Return what is stored of a password: argon2id with a salt of its own."""
    with _HASHING:
        return _hasher().hash(_normal(password))


def is_right(password_hash: str | None, password: str) -> bool:
    """Return whether this is the password; where there is none the answer takes as long."""
    try:
        with _HASHING:
            _hasher().verify(password_hash or _nobodys(), _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Return whether a hash was made with parameters of before and is due to be made anew."""
    return _hasher().check_needs_rehash(password_hash)


def _refusal(field: str, reason: str) -> InvalidInput:
    return InvalidInput(
        f"{field}: {reason}", field=field, fix="Take a few words that have nothing to do with you."
    )


def _normal(password: str) -> str:
    """Return one form of what keyboards write in several (RFC 8265, OpaqueString)."""
    return unicodedata.normalize("NFC", password)


def _is_common(plain: str) -> bool:
    core = EDGES.sub("", plain)
    half = plain[: len(plain) // 2]
    return not {plain, core}.isdisjoint(_common()) or (half * 2 == plain and half in _common())


def _words(names: Iterable[str]) -> set[str]:
    whole = {_normal(name).casefold() for name in names} | {OURS}
    parts = {part for name in whole for part in re.split(r"[\W_]+", name)}
    return {word for word in whole | parts if len(word) >= SHORTEST_NAME}


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text(encoding="utf-8").split("\n")) - {""}


@cache
def _hasher() -> PasswordHasher:
    # OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane. RFC 9106's own choices
    # cost a service of two cores seven times as much, which a flood of tries would take from
    # everybody's scoring.
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys() -> str:
    """Return the hash that stands in for that of an account that does not exist."""
    return _hasher().hash(secrets.token_urlsafe(16))
