"""Whom a payment belongs to: its entities, and the keys they are stored under."""

from functools import lru_cache
from hashlib import blake2b

from secureflow.scoring.history.columns import Columns

KINDS: tuple[str, ...] = ("customer", "card", "device", "ip", "terminal")
"""The kinds of entity with a state of their own, in the order of the kernel's arguments."""
KEY_BYTES = 16
KEYS_KEPT = 16_384
"""A payment asks for its keys several times, and the next ones share most of them."""
PARTNER_BITS = 48
"""Bits of an id that a float holds exactly next to the number of its kind."""
COUNTRY_KIND = len(KINDS)
"""Countries are met like devices are, but have no state."""


@lru_cache(maxsize=KEYS_KEPT)
def entity_key(kind: str, value: str) -> bytes:
    """Return the 16 bytes an entity is stored under."""
    return blake2b(f"{kind}:{value}".encode(), digest_size=KEY_BYTES).digest()


def partner_id(kind: int, key: bytes) -> float:
    """Return an entity as a whole number below 2**51 that a float holds exactly.

    The first 48 bits of the key follow the number of its kind in KINDS.
    """
    return float((kind << PARTNER_BITS) | int.from_bytes(key[:6], "big"))


def entities_of(columns: Columns, i: int) -> tuple[bytes, ...]:
    """Return the keys of the entities of payment ``i``, sorted: one per kind that was sent."""
    values = ((kind, getattr(columns, kind)[i]) for kind in KINDS)
    return tuple(sorted(entity_key(kind, value) for kind, value in values if value is not None))
