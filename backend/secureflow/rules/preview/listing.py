"""Which of many payments have a value that stands on a list."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from secureflow.rules.listed import SHORTEST_BIN, ListedKind, normal
from secureflow.rules.preview.past import Bools

COLUMNS: Mapping[ListedKind, str] = {
    "customer": "customer",
    "card": "card",
    "device": "device",
    "ip": "ip",
    "email": "email",
    "domain": "email",
    "country": "country",
    "terminal": "terminal",
    "card_bin": "card_bin",
}
"""The field of a payment that a kind of list is about."""


def on_list(kind: ListedKind, stored: Sequence[str | None], entries: AbstractSet[str]) -> Bools:
    """Return of each stored value whether it is on the list, as it is asked when judging."""
    known = {value: _is_on(kind, value, entries) for value in set(stored) if value is not None}
    return np.array([value is not None and known[value] for value in stored], dtype=np.bool_)


def _is_on(kind: ListedKind, value: str, entries: AbstractSet[str]) -> bool:
    if kind == "card_bin":
        return any(value[:n] in entries for n in range(SHORTEST_BIN, len(value) + 1))
    if kind == "domain":
        value = value.rpartition("@")[2]
    return normal(kind, value) in entries
