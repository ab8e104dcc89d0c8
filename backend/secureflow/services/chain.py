"""What makes a trail a chain: the bytes of an event, the hash over them, and the signed end."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from hmac import compare_digest, new
from typing import Any

from secureflow.db.audit import AuditEventRow, AuditHeadRow
from secureflow.errors import InvalidInput
from secureflow.extensions import lasting

BEGINNING = "0" * 64
"""What the first row of a chain has for the hash of the row before."""
COVERED = (
    "merchant_id",
    "position",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "thing",
    "before",
    "after",
    "address",
    "request_id",
    "values_digest",
    "previous",
)
"""Columns under the hash, besides ``at``: all but the row's id and the hash itself."""
MAX_TEXT = 2_000
MAX_ENTRIES = 200
MAX_DEPTH = 6
EXACT = 2**53
"""Beyond it, a number does not come back from JSON as it went in."""


@dataclass(frozen=True, slots=True)
class SignedHead:
    """How many rows a chain had at a time and the hash of the last of them, signed."""

    merchant: int | None
    count: int
    hash: str
    at: str
    signature: str

    def values(self) -> dict[str, Any]:
        """Return the head as it is written to the log and to an export."""
        return asdict(self)

    def is_genuine(self) -> bool:
        """Return whether it was signed with this server's secret."""
        return compare_digest(self.signature, _signature(self))


def hash_of(row: AuditEventRow) -> str:
    """Return the hash that a row must have: HMAC-SHA256 in hex, with the audit secret."""
    covered = [getattr(row, name) for name in COVERED]
    return lasting.sign("audit chain", canonical([*covered, _instant(row.at)]))


def digest_of(salt: str, values: Mapping[str, Any]) -> str:
    """Return what stands in the chain for values kept beside it; the salt makes it unguessable."""
    return new(salt.encode(), canonical(values).encode(), sha256).hexdigest()


def signed(merchant: int | None, count: int, hash_: str, at: datetime) -> SignedHead:
    """Return the end of a chain at a time, signed."""
    bare = SignedHead(merchant, count, hash_, _instant(at), "")
    return SignedHead(merchant, count, hash_, _instant(at), _signature(bare))


def head_of(row: AuditHeadRow) -> SignedHead:
    """Return a stored head."""
    return SignedHead(row.merchant_id, row.count, row.hash, _instant(row.at), row.signature)


def read_head(values: Mapping[str, Any]) -> SignedHead:
    """Return the head in a line of a log or an export; InvalidInput when there is none."""
    try:
        merchant = values["merchant"]
        return SignedHead(
            None if merchant is None else int(merchant),
            int(values["count"]),
            str(values["hash"]),
            str(values["at"]),
            str(values["signature"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput("against: holds a signed head that is not whole") from error


def canonical(value: Any) -> str:
    """Return JSON that is the same for equal values, before and after PostgreSQL kept them."""
    return json.dumps(_normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: Any, depth: int = 0) -> Any:
    """Return a value as the trail keeps it: JSON, bounded, and nothing that PostgreSQL changes."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        # Neither infinities nor what is not a number are below it.
        return value if abs(value) < EXACT else str(value)
    if isinstance(value, Mapping) and depth < MAX_DEPTH:
        entries = list(value.items())[:MAX_ENTRIES]
        return {words(str(key)): plain(item, depth + 1) for key, item in entries}
    if isinstance(value, list | tuple | set | frozenset) and depth < MAX_DEPTH:
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [plain(item, depth + 1) for item in items[:MAX_ENTRIES]]
    return words(_said(value))


def _said(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def words(text: str) -> str:
    """Return a text that PostgreSQL can hold, cut at 2,000 characters."""
    short = text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
    return short.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def _normal(value: Any) -> Any:
    """Return numbers in one form: PostgreSQL's JSON gives 5.0 and 5e0 back as 5 or 5.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {key: _normal(item) for key, item in value.items()}
    return [_normal(item) for item in value] if isinstance(value, list | tuple) else value


def _signature(head: SignedHead) -> str:
    covered = canonical([head.merchant, head.count, head.hash, head.at])
    return lasting.sign("audit head", covered)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
