"""Score many payments in one transaction, a chunk at a time: a batch, or a whole file.

A chunk goes four steps: what the database knows of it is looked up, it is decided with the
processor alone, it is written, and it is told what became of it. While one chunk of a file is
written, the next is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from secureflow.db import bursts, circumstances, storing
from secureflow.db.accounts import Caller
from secureflow.db.storing import Copied
from secureflow.errors import SecureFlowError
from secureflow.rules.shield.shield import Shield
from secureflow.scoring.history.columns import Columns
from secureflow.services import beginning, deciding, first, forced, history, usuals
from secureflow.services.arms import Arms
from secureflow.services.circumstances import Surroundings, news_of
from secureflow.services.history_in_bulk import Settling
from secureflow.services.judging import Known, judged
from secureflow.services.models import Models
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order
from secureflow.services.seen import seen_of

Answers = dict[int, Judgement | SecureFlowError]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Payments of a caller with what is known of those that are new.

    ``wanted`` are the places of those, in the order of ``chosen``; ``ids`` are drawn for them.
    ``refused`` are answered already, all others repeat a payment.
    """

    orders: Sequence[Order]
    refused: Answers
    wanted: Sequence[int]
    chosen: Sequence[Order]
    columns: Columns
    known: Known
    arms: Arms
    ids: Sequence[int]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A chunk with its rows, and those as they are written."""

    chunk: Chunk
    rows: list[dict[str, Any]]
    copied: Copied | None


class Run:
    """Payments of one caller, judged one after another; ``settle`` comes before the commit."""

    def __init__(self, models: Models, caller: Caller) -> None:
        self._models = models
        self._caller = caller
        merchant_id, is_test = caller.merchant_id, caller.is_test
        self._settling = Settling(merchant_id, is_test)
        self._shield = Shield({}, beginning.of(merchant_id, is_test))
        self._names: set[str] = set()
        self._has_begun = False

    def judge(self, orders: Sequence[Order]) -> list[Judgement | SecureFlowError]:
        """Judge payments as one matrix and store them in one statement, committing nothing.

        Each sees those before it. Reasons are computed for payments at or above the review line;
        a row that conflicts, or that asks for an error in the test mode, fails alone.
        """
        made = self.decide(self.look(orders))
        return self.tell(made, storing.written(storing.connection(), made.copied))

    def look(self, orders: Sequence[Order]) -> Chunk:
        """Look up what is known of payments, and count them; nothing may be written meanwhile."""
        caller = self._caller
        refused: Answers = {
            row: refusal
            for row, order in enumerate(orders)
            if (refusal := forced.refusal(caller, order.transaction)) is not None
        }
        wanted = self._new_among(orders, [row for row in range(len(orders)) if row not in refused])
        chosen = [orders[row] for row in wanted]
        payments = [order.transaction for order in chosen]
        columns = history.columns_for(caller, payments)
        arms = self._models.arms(caller.merchant_id)
        usual = usuals.snapshot(
            caller.merchant_id, caller.is_test, arms.champion.scorer.bundle.usuals
        )
        # What the policy says is read now, because nothing is while it decides.
        deciding.book_of(caller)
        inputs = self._settling.inputs(columns, usual)
        seen = seen_of(self._settling.ledger, columns, inputs)
        around = Surroundings(caller, payments, self._shield)
        listed = around.listed if circumstances.any_listed(caller.merchant_id) else []
        read = circumstances.read(caller.merchant_id, caller.is_test, listed, around.unread(seen))
        around.take_in(read)
        return Chunk(
            orders=orders,
            refused=refused,
            wanted=wanted,
            chosen=chosen,
            columns=columns,
            known=Known(inputs, seen, self._settling.known, around),
            arms=arms,
            ids=storing.drawn(len(chosen)) if chosen else (),
            is_first=not self._has_begun and first.is_awaited(caller.merchant_id, caller.is_test),
        )

    def decide(self, chunk: Chunk) -> Made:
        """Decide a chunk that was looked up, without the database."""
        line = self._caller.policy.review_line
        rows = judged(chunk.arms, self._caller, chunk.chosen, chunk.known, reasons_from=line)
        return Made(chunk, rows, storing.copied(rows, chunk.ids))

    def tell(self, made: Made, stored: Sequence[int]) -> list[Judgement | SecureFlowError]:
        """Return what became of each payment of a chunk; ``stored`` are the ids that were."""
        caller, chunk = self._caller, made.chunk
        if stored and chunk.is_first and not self._has_begun:
            first.arrived(caller.merchant_id, caller.is_test, min(stored))
            self._has_begun = True
        places = {new_id: place for place, new_id in enumerate(chunk.ids)}
        answers: Answers = dict(chunk.refused)
        for new_id in stored:
            place = places.pop(new_id)
            answers[chunk.wanted[place]] = Judgement(new_id, made.rows[place], replayed=False)
        self._settling.stored(stored)
        self._settling.left_out(chunk.columns, list(places.values()))
        orders = chunk.orders
        repeated = [row for row in range(len(orders)) if row not in answers]
        if repeated:
            earlier = Earlier.of(caller, [orders[row] for row in repeated])
            answers |= {row: earlier.answer(orders[row]) for row in repeated}
        return [answers[row] for row in range(len(orders))]

    def settle(self) -> None:
        """Store what is known of the entities of all payments, in their transaction."""
        self._settling.settle()
        news = news_of(self._shield, self._settling.known)
        bursts.add(self._caller.merchant_id, self._caller.is_test, news)

    def _new_among(self, orders: Sequence[Order], rows: Sequence[int]) -> list[int]:
        """Return the rows that repeat neither a stored payment nor one before them."""
        caller = self._caller
        keyed = [orders[row] for row in rows if orders[row].idempotency_key is not None]
        earlier = Earlier.of(caller, keyed) if keyed else None
        names = [orders[row].transaction.external_id for row in rows]
        told = [name for name in names if name is not None]
        # Of the chunk before the names are known here, and perhaps not yet to the database.
        seen = self._names
        if told:
            seen = seen | storing.taken(caller.merchant_id, caller.is_test, told)
        new = []
        for row, name in zip(rows, names, strict=True):
            if name not in seen and not (earlier and earlier.has(orders[row])):
                new.append(row)
            if name is not None:
                seen.add(name)
        self._names = set(told)
        return new
