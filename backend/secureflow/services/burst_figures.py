"""What became of a burst's payments, counted when it is asked for: by then all of it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from secureflow.db import bursts, entities
from secureflow.db.bursts import BurstRow
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.rules.shield.pace import LASTS, of_burst
from secureflow.rules.shield.payer import Seen, newness
from secureflow.scoring.history.entities import entity_key
from secureflow.services.circumstances import ENTITIES
from secureflow.services.history import Memory
from secureflow.services.seen import first_seen


@dataclass(frozen=True, slots=True)
class Told:
    """A burst with how many of its payments were let through: before it was one, and all the same.

    Who came in its window and was stopped by another burst, or blocked by anything else, is none.
    """

    row: BurstRow
    let_through: int


def told(rows: Sequence[BurstRow]) -> list[Told]:
    """Return bursts of one merchant and mode with their figures, in their order."""
    if not rows:
        return []
    memory = Memory(rows[0].merchant_id, rows[0].is_test)
    _read(memory, [row.key for row in rows if row.kind in ENTITIES])
    return [Told(row, row.passed + _outside(row, memory)) for row in rows]


def _outside(row: BurstRow, memory: Memory) -> int:
    """Return how many newcomers of a burst were let through while nobody knew of it."""
    if row.since is None or row.until is None:
        return 0
    since, until = row.since.timestamp(), row.until.timestamp()
    count = of_burst(row.through, since, until)
    first = first_seen(memory.ledger, row.key)
    # The first newcomer of an entity is not kept as such, see news_of; the payment itself tells.
    # Where payments came in no order it was not the earliest, but hardly by more than an hour.
    if first is None or first <= since - LASTS:
        return count
    ends_at = row.since + timedelta(seconds=LASTS)
    payments = bursts.first_payments(row, datetime.fromtimestamp(first - 1.0, UTC), ends_at)
    at = payments[0].occurred_at.timestamp() if payments else 0.0
    if not of_burst([at], since, until):
        return count
    return count + max(_newcomers(row, payments, memory) - row.through.count(at), 0)


def _newcomers(row: BurstRow, payments: Sequence[TransactionRow], memory: Memory) -> int:
    """Return how many newcomers of a moment were let through; the same card again is none."""
    found = set()
    for one in payments:
        in_burst = {burst["kind"] for burst in (one.circumstances or {}).get("bursts", ())}
        if one.decision == "block" or row.kind in in_burst:
            continue
        seen = Seen(
            _first(memory, "customer", one.customer),
            _first(memory, "card", one.card),
            _first(memory, "device", one.device),
        )
        new = newness(transaction_of(one), seen, one.occurred_at.timestamp())
        if new == "payer" or (new == "card" and row.kind == "customer"):
            found.add((one.customer, one.card or one.id))
    return len(found)


def _first(memory: Memory, kind: str, value: str | None) -> float | None:
    if value is None:
        return None
    key = entity_key(kind, value)
    _read(memory, [key])
    return first_seen(memory.ledger, key)


def _read(memory: Memory, keys: Sequence[bytes]) -> None:
    unread = [key for key in keys if key not in memory.known]
    if unread:
        memory.take_in(entities.read(memory.merchant_id, memory.is_test, unread))
