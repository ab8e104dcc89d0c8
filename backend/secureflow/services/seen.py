"""Who pays and whether the merchant has seen them before, from the states of their entities."""

from secureflow.rules.shield.payer import Seen
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.entities import entity_key
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.layout import AT_COUNT, AT_FIRST
from secureflow.scoring.history.ledger import Ledger

AGE = {kind: NAMES.index(f"{kind}_age") for kind in ("customer", "card")}
COUNT = {kind: NAMES.index(f"{kind}_count_24h") for kind in ("customer", "card")}


def seen_of(ledger: Ledger, columns: Columns, inputs: Floats) -> list[Seen]:
    """Return when whoever pays was first seen, for each of some payments that were counted.

    ``inputs`` (n, K) are from before each was counted.
    """
    return [_seen(ledger, columns, row, values) for row, values in enumerate(inputs)]


def _seen(ledger: Ledger, columns: Columns, row: int, values: Floats) -> Seen:
    customer = columns.customer[row]
    is_known = customer is None or _came_before(values, "customer")
    return Seen(
        _first(ledger, "customer", customer),
        _first(ledger, "card", columns.card[row]),
        _first(ledger, "device", columns.device[row]),
        is_again=is_known and _came_before(values, "card"),
    )


def _came_before(values: Floats, kind: str) -> bool:
    return bool(values[AGE[kind]] > 0.0 or values[COUNT[kind]] > 0.0)


def _first(ledger: Ledger, kind: str, value: str | None) -> float | None:
    return None if value is None else first_seen(ledger, entity_key(kind, value))


def first_seen(ledger: Ledger, key: bytes) -> float | None:
    """Return when an entity was first seen, by its key, None where it never was."""
    state = ledger.states.get(key)
    return None if state is None or not state[AT_COUNT] else float(state[AT_FIRST])
