"""Values that stand on lists or that a rule is silent for, in the one form they are kept in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.errors import InvalidInput
from secureflow.rules.listed import ListedKind, normal
from secureflow.scoring.history.entities import entity_key
from secureflow.services import personal

HIDDEN = frozenset(("email", "ip"))
"""Kinds that are kept as keyed hashes where the merchant keeps those of payments so."""
REFERENCES = frozenset(("customer", "card", "device", "terminal"))
LONGEST_REFERENCE = 128


@dataclass(frozen=True, slots=True)
class Kept:
    """A value as it is stored, and the 16 bytes it is found by."""

    key: bytes
    value: str


def kept(who: Caller, kind: ListedKind, value: str, field: str = "value") -> Kept:
    """Return a value as it is kept; InvalidInput where it is none of its kind.

    Where a merchant hides, a hidden value is one as well: nothing else of a payment is shown.
    """
    if who.hash_personal and kind in HIDDEN and personal.is_hidden(value.strip()):
        value = value.strip()
        return Kept(entity_key(kind, value), value)
    return kept_of(who.merchant_id, kind, checked(kind, value, field), is_hidden=who.hash_personal)


def kept_of(merchant_id: int, kind: ListedKind, value: str, *, is_hidden: bool) -> Kept:
    """Return a value in its normal form as it is kept."""
    if is_hidden and kind in HIDDEN and not value.startswith(personal.PREFIX):
        value = personal.hidden(merchant_id, value)
    return Kept(entity_key(kind, value), value)


def checked(kind: ListedKind, value: str, field: str = "value") -> str:
    """Return a value in its normal form; InvalidInput where it is none of its kind."""
    found = normal(kind, value)
    if kind in REFERENCES:
        is_one, wanted = 1 <= len(found) <= LONGEST_REFERENCE, "1 to 128 characters"
    else:
        is_one, wanted = FORMS[kind][0](found), FORMS[kind][1]
    if not is_one or not found.isprintable():
        raise InvalidInput(f"{field}: must be {wanted}", field=field)
    return found


def for_the_record(kind: ListedKind, value: str) -> Mapping[str, Any] | None:
    """Return what the trail says of a value where it can be erased; a customer alone can."""
    return {"customer": value} if kind == "customer" else None


def _is_address(value: str) -> bool:
    try:
        ip_address(value)
    except ValueError:
        return False
    return True


def _is_domain(value: str) -> bool:
    return 3 <= len(value) <= 253 and "." in value and not set(value) & set("@/: ")


def _is_email(value: str) -> bool:
    name, _, domain = value.rpartition("@")
    return bool(name) and len(value) <= 254 and bool(domain) and " " not in value


FORMS: Mapping[ListedKind, tuple[Callable[[str], bool], str]] = {
    "ip": (_is_address, "an IPv4 or IPv6 address"),
    "email": (_is_email, "an e-mail address"),
    "domain": (_is_domain, "a domain, such as mail.example"),
    "country": (
        lambda value: len(value) == 2 and value.isascii() and value.isalpha(),
        "a country as two letters, such as GB",
    ),
    "card_bin": (
        lambda value: 6 <= len(value) <= 8 and value.isascii() and value.isdigit(),
        "the first 6 to 8 digits of a card",
    ),
}
