"""API keys: making, rotating and revoking them, and what their text tells."""

import ipaddress
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from secureflow.db import keys, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.keys import ApiKeyRow
from secureflow.errors import Conflict, InvalidInput, NotAllowed, NotFound
from secureflow.extensions import db, vault
from secureflow.services import audit, security_events
from secureflow.vault import CannotOpen

SCOPES = ("score", "read", "feedback", "manage")
LIVE_PREFIX, TEST_PREFIX = "sf_live_", "sf_test_"
SHOWN = 12
"""Characters of a key that lists show, enough to tell keys apart and far too few to guess."""
MOST_KEYS = 100
MOST_ADDRESSES = 50
MAX_NAME = 100
USED_EVERY = timedelta(minutes=1)
BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
CHECKSUM_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new key is for: its mode, what it may do, from where, and until when."""

    name: str
    scopes: Sequence[str]
    is_test: bool = False
    allowed_addresses: Sequence[str] = ()
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; the ``secret`` of a live one is shown once and cannot be had again."""

    row: ApiKeyRow
    secret: str


def create(merchant_id: int, wanted: Wanted) -> NewKey:
    """Return a new key of a merchant; InvalidInput or Conflict say what is wrong with it."""
    now = datetime.now(UTC)
    _check(wanted, now)
    _need_room(merchant_id, now)
    key = add(merchant_id, wanted)
    db.session.commit()
    return key


def add(merchant_id: int, wanted: Wanted) -> NewKey:
    """Return a new key with a secret of 256 random bits, on record, committing nothing."""
    secret = _new_secret(wanted.is_test)
    row = keys.add(
        ApiKeyRow(
            merchant_id=merchant_id,
            name=wanted.name,
            prefix=secret[:SHOWN],
            key_hash=hash_of(secret),
            sealed_secret=vault.seal(secret) if wanted.is_test else None,
            scopes=sorted(set(wanted.scopes)),
            is_test=wanted.is_test,
            allowed_addresses=[str(ipaddress.ip_network(a)) for a in wanted.allowed_addresses],
            created_by=tenancy.actor().name,
            expires_at=wanted.expires_at,
        )
    )
    audit.record("key.created", f"key:{row.id}", after=_recorded(row))
    return NewKey(row, secret)


def rotate(merchant_id: int, key_id: int, overlap: timedelta) -> NewKey:
    """Return a key that follows another; the old one works on for ``overlap``.

    Raises NotFound for another merchant's key, Conflict for one that cannot be used any more.
    """
    old = _found(merchant_id, key_id)
    now = datetime.now(UTC)
    _need_room(merchant_id, now)
    if old.revoked_at is not None or (old.expires_at is not None and old.expires_at <= now):
        raise Conflict("This key has ended.", fix="Make a new one.")
    if old.replaced_by is not None:
        raise Conflict(
            "This key was rotated already.", fix="Rotate the one that follows it, or revoke this."
        )
    wanted = Wanted(old.name, old.scopes, old.is_test, old.allowed_addresses, old.expires_at)
    new = add(merchant_id, wanted)
    before = _recorded(old)
    old.replaced_by = new.row.id
    old.expires_at = min(now + overlap, old.expires_at or datetime.max.replace(tzinfo=UTC))
    audit.record("key.rotated", f"key:{old.id}", before=before, after=_recorded(old))
    db.session.commit()
    return new


def revoke(merchant_id: int, key_id: int) -> None:
    """End a key now; NotFound for another merchant's. Revoking twice changes nothing."""
    row = _found(merchant_id, key_id)
    if row.revoked_at is None:
        before = _recorded(row)
        row.revoked_at = datetime.now(UTC)
        row.sealed_secret = None
        audit.record("key.revoked", f"key:{row.id}", before=before, after=_recorded(row))
    db.session.commit()


def check_address(caller: Caller, address: str) -> None:
    """Raise NotAllowed, and report it, where a key is used from an address it is not for."""
    if not caller.allowed_addresses:
        return
    try:
        known = ipaddress.ip_address(address)
        if any(known in ipaddress.ip_network(allowed) for allowed in caller.allowed_addresses):
            return
    except ValueError:
        pass
    security_events.report(
        "key.refused_address",
        "medium",
        merchant_id=caller.merchant_id,
        details={"key": caller.id, "name": caller.name},
    )
    raise NotAllowed(
        f"This key may not be used from the address {address}.",
        fix="Call from an allowed address, or ask an admin to allow this one.",
    )


def mark_used(caller: Caller) -> None:
    """Remember that a key was used, once a minute at most."""
    now = datetime.now(UTC)
    if caller.last_used_at is None or now - caller.last_used_at > USED_EVERY:
        keys.used(caller.merchant_id, caller.id, now)
        db.session.commit()


def hash_of(secret: str) -> str:
    """Return what is stored of a key: its random 256 bits need no slow hash."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def secret_of(row: ApiKeyRow) -> str | None:
    """Return the secret of a test key that is in force, None of any other.

    A key that was sealed with a secret the server no longer has still works, but is not shown.
    """
    has_ended = row.expires_at is not None and row.expires_at <= datetime.now(UTC)
    if row.sealed_secret is None or has_ended:
        return None
    try:
        return vault.open(row.sealed_secret)
    except CannotOpen:
        return None


def is_mistyped(secret: str) -> bool:
    """Return whether a text looks like one of our keys and cannot be one: its checksum is wrong."""
    body, checksum = secret[:-CHECKSUM_LENGTH], secret[-CHECKSUM_LENGTH:]
    return secret.startswith((LIVE_PREFIX, TEST_PREFIX)) and _checksum(body) != checksum


def _new_secret(is_test: bool) -> str:
    body = (TEST_PREFIX if is_test else LIVE_PREFIX) + secrets.token_urlsafe(32)
    return body + _checksum(body)


def _checksum(body: str) -> str:
    """Return CRC-32 in six digits of base 62, by which scanners and people know a whole key."""
    rest = zlib.crc32(body.encode("utf-8", "surrogatepass"))
    digits = ""
    for _ in range(CHECKSUM_LENGTH):
        rest, digit = divmod(rest, len(BASE62))
        digits = BASE62[digit] + digits
    return digits


def _check(wanted: Wanted, now: datetime) -> None:
    if not 0 < len(wanted.name) <= MAX_NAME:
        raise InvalidInput(f"name: must have 1 to {MAX_NAME} characters", field="name")
    if not wanted.scopes or set(wanted.scopes) - set(SCOPES):
        raise InvalidInput(f"scopes: must be some of {', '.join(SCOPES)}", field="scopes")
    if wanted.is_test and "manage" in wanted.scopes:
        raise InvalidInput(
            "scopes: a test key cannot manage, because people, records and settings have no test "
            "mode",
            field="scopes",
        )
    if wanted.expires_at is not None and wanted.expires_at <= now:
        raise InvalidInput("expires_at: must lie in the future", field="expires_at")
    if len(wanted.allowed_addresses) > MOST_ADDRESSES:
        raise InvalidInput(
            f"allowed_addresses: must be at most {MOST_ADDRESSES}", field="allowed_addresses"
        )
    for address in wanted.allowed_addresses:
        try:
            ipaddress.ip_network(address)
        except ValueError as error:
            raise InvalidInput(
                f"allowed_addresses: {address} is not an address or a network",
                field="allowed_addresses",
                fix="Write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.",
            ) from error


def _need_room(merchant_id: int, now: datetime) -> None:
    if keys.count_in_force(merchant_id, now) >= MOST_KEYS:
        raise Conflict(
            f"There are {MOST_KEYS} keys already.", fix="Revoke one that is no longer used."
        )


def _found(merchant_id: int, key_id: int) -> ApiKeyRow:
    row = keys.to_change(merchant_id, key_id)
    if row is None:
        raise NotFound(f"There is no key {key_id}.", field="key_id")
    return row


def _recorded(row: ApiKeyRow) -> dict[str, object]:
    """Return what the record says of a key: everything but its secret."""
    return {
        "name": row.name,
        "prefix": row.prefix,
        "mode": "test" if row.is_test else "live",
        "scopes": row.scopes,
        "allowed_addresses": row.allowed_addresses,
        "expires_at": None if row.expires_at is None else row.expires_at.isoformat(),
        "revoked_at": None if row.revoked_at is None else row.revoked_at.isoformat(),
        "replaced_by": row.replaced_by,
    }
