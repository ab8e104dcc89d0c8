"""Which fields of rules a merchant's payments can be asked for: a rule on another never fires."""

from collections.abc import Iterator
from typing import Any

from secureflow.db import sent_fields
from secureflow.db.accounts import Caller
from secureflow.rules.checks import is_lost, needed
from secureflow.rules.fields import FIELDS


def of(who: Caller) -> frozenset[str] | None:
    """Return the fields of a payment that are ever known, None where there is no payment yet.

    Judged by the last 10,000 payments of the caller's mode; what clients sent besides, as
    ``extra.a.b``, by the last 1,000.
    """
    sent = sent_fields.of_latest(who.merchant_id, who.is_test)
    if sent is None:
        return None
    extras = sent_fields.extras_of_latest(who.merchant_id, who.is_test)
    return sent | {name for extra in extras for name in _within("extra", extra)}


def named(who: Caller) -> frozenset[str]:
    """Return the names of the rules' fields that are ever known.

    Where there is no payment yet, any may be.
    """
    sent = sent_fields.of_latest(who.merchant_id, who.is_test)
    return frozenset(
        field.name
        for field in FIELDS
        if (sent is None or needed(field) <= sent) and not (who.hash_personal and is_lost(field))
    )


def _within(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(f"{name}.{key}", inner)
    elif value is not None:
        yield name
