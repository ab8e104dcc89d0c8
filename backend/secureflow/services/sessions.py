"""Sessions: begun by a sign-in, renewed by a refresh token that changes with each use.

A refresh token is a family, which stays for the session, and a part that changes. Access tokens
name the session by a hash of the family, so that who has the secret that signs them, and nothing
else, can name no session. The successor
of a token is its HMAC, so that the one before yields the same successor again for a moment: two
tabs that renew at once both stay signed in, and nothing readable is stored.
"""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from secureflow.db import sessions, tenancy
from secureflow.db.accounts import Caller, Operator, UserRow
from secureflow.db.sessions import SessionRow
from secureflow.errors import NotFound
from secureflow.extensions import db, vault
from secureflow.services import audit, security_events

UNUSED_LIFE = timedelta(days=14)
"""From the last use of a session to its end."""
LONGEST_LIFE = timedelta(days=90)
"""From sign-in to the end of a session, however much it is used."""
OVERLAP = timedelta(seconds=10)
"""How long the refresh token of before yields the same successor once more."""
FAMILY = 22
TOKEN = FAMILY + 64
"""Characters of the family, and of a whole refresh token."""


@dataclass(frozen=True, slots=True)
class Started:
    """A session begun or renewed; the token is to be had here and nowhere else."""

    user_id: int
    sid: str
    """How an access token names the session."""
    refresh_token: str


def start(user: UserRow, address: str, device: str) -> Started:
    """Begin a session in the current transaction; from here on this person is who acts."""
    token = secrets.token_urlsafe(16) + secrets.token_hex(32)
    now = datetime.now(UTC)
    row = sessions.add(
        SessionRow(
            user_id=user.id,
            merchant_id=user.merchant_id,
            family_hash=family_of(_sid(token)),
            token_hash=_hash(token),
            address=address,
            device=device,
            created_at=now,
            last_used_at=now,
        )
    )
    _act_as(user)
    audit.record("session.started", f"session:{row.id}", after={"device": device})
    return Started(user.id, _sid(token), token)


def renew(token: str, address: str, device: str) -> Started | None:
    """Return the session of a refresh token with the token's successor, None where it has ended.

    A token that was replaced longer ago has been copied by somebody: the whole session ends.
    """
    row = _of(token)
    now = datetime.now(UTC)
    if row is None or not _is_open(row, now):
        db.session.rollback()
        return None
    successor = token[:FAMILY] + vault.sign("refresh", token)
    if _is(row.token_hash, token):
        row.previous_hash, row.token_hash = row.token_hash, _hash(successor)
        row.last_used_at, row.address, row.device = now, address, device
    elif not (
        _is(row.previous_hash, token)
        and _is(row.token_hash, successor)
        and now - row.last_used_at <= OVERLAP
    ):
        _end_reused(row, now)
        return None
    renewed = Started(row.user_id, _sid(token), successor)
    db.session.commit()
    return renewed


def finish(token: str) -> None:
    """End the session of a refresh token; a token that is no longer good ends nothing."""
    row = _of(token)
    if row is not None and (_is(row.token_hash, token) or _is(row.previous_hash, token)):
        _act_as(db.session.get_one(UserRow, row.user_id))
        _end(row.user_id, only=row.id)
    db.session.commit()


def open_of(person: Caller | Operator) -> Sequence[SessionRow]:
    """Return a person's sessions that still work, the one used last first."""
    now = datetime.now(UTC)
    return sessions.open_of(person.id, used_since=now - UNUSED_LIFE, made_since=now - LONGEST_LIFE)


def end(person: Caller | Operator, session_id: int) -> None:
    """End one of a person's sessions; NotFound where it is none of theirs, or has ended."""
    if not _end(person.id, only=session_id):
        raise NotFound(f"You have no open session {session_id}.")
    db.session.commit()


def end_others(person: Caller | Operator) -> None:
    """End all of a person's sessions but the one they are calling with."""
    end_all(person.id, but=person.session_id)
    db.session.commit()


def end_all(user_id: int, *, but: int | None = None) -> None:
    """End all sessions of a person in the current transaction, or all but one."""
    _end(user_id, but=but)


def delete_expired(now: datetime) -> int:
    """Delete the sessions in sight that nobody can use again; return how many."""
    return sessions.delete_expired(used_before=now - UNUSED_LIFE, made_before=now - LONGEST_LIFE)


def _end(user_id: int, *, only: int | None = None, but: int | None = None) -> list[int]:
    ended = sessions.end(user_id, datetime.now(UTC), only=only, but=but)
    for session_id in ended:
        audit.record("session.ended", f"session:{session_id}")
    return ended


def _end_reused(row: SessionRow, now: datetime) -> None:
    user = db.session.get_one(UserRow, row.user_id)
    _act_as(user)
    row.ended_at = now
    audit.record("session.ended", f"session:{row.id}", after={"because": "a token was used twice"})
    details = {"user": user.id, "session": row.id, "device": row.device}
    merchant_id = row.merchant_id
    db.session.commit()
    security_events.report("token.reused", "high", merchant_id=merchant_id, details=details)


def _of(token: str) -> SessionRow | None:
    return sessions.by_family(family_of(_sid(token))) if len(token) == TOKEN else None


def _is_open(row: SessionRow, now: datetime) -> bool:
    return (
        row.ended_at is None
        and now - row.last_used_at < UNUSED_LIFE
        and now - row.created_at < LONGEST_LIFE
    )


def _act_as(user: UserRow) -> None:
    tenancy.act_as(replace(tenancy.actor(), kind="user", id=user.id, name=user.name))


def family_of(sid: str) -> str:
    """Return under which hash the session is stored that an access token names."""
    return _hash(sid)


def _sid(token: str) -> str:
    """Return how access tokens name the session of a refresh token: it tells nothing of either."""
    return _hash(token[:FAMILY])


def _is(stored: str | None, token: str) -> bool:
    return hmac.compare_digest(stored or "", _hash(token))


def _hash(token: str) -> str:
    """Return what is stored of a token: its random 256 bits need no slow hash."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
