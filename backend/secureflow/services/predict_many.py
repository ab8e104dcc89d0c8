"""Score many payments in one transaction, a chunk at a time: a batch, or a whole file."""

from collections.abc import Sequence

from secureflow.db import bursts, circumstances, storing
from secureflow.db.accounts import Caller
from secureflow.errors import SecureFlowError
from secureflow.rules.shield.shield import Shield
from secureflow.services import beginning, first, forced, history, usuals
from secureflow.services.circumstances import Surroundings, news_of
from secureflow.services.history_in_bulk import Settling
from secureflow.services.judging import Known, judged
from secureflow.services.models import Models
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order
from secureflow.services.seen import seen_of

Answers = dict[int, Judgement | SecureFlowError]


class Run:
    """Payments of one caller, judged one after another; ``settle`` comes before the commit."""

    def __init__(self, models: Models, caller: Caller) -> None:
        self._models = models
        self._caller = caller
        merchant_id, is_test = caller.merchant_id, caller.is_test
        self._settling = Settling(merchant_id, is_test)
        self._shield = Shield({}, beginning.of(merchant_id, is_test))

    def judge(self, orders: Sequence[Order]) -> list[Judgement | SecureFlowError]:
        """Judge payments as one matrix and store them in one statement, committing nothing.

        Each sees those before it. Reasons are computed for payments at or above the review line;
        a row that conflicts, or that asks for an error in the test mode, fails alone.
        """
        answers: Answers = {
            row: refusal
            for row, order in enumerate(orders)
            if (refusal := forced.refusal(self._caller, order.transaction)) is not None
        }
        left = [row for row in range(len(orders)) if row not in answers]
        answers |= self._judged(orders, self._new_among(orders, left))
        repeated = [row for row in left if row not in answers]
        earlier = Earlier.of(self._caller, [orders[row] for row in repeated])
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
        seen = storing.taken(caller.merchant_id, caller.is_test, told) if told else set()
        new = []
        for row, name in zip(rows, names, strict=True):
            if name not in seen and not (earlier and earlier.has(orders[row])):
                new.append(row)
            if name is not None:
                seen.add(name)
        return new

    def _judged(self, orders: Sequence[Order], wanted: Sequence[int]) -> Answers:
        if not wanted:
            return {}
        chosen = [orders[row] for row in wanted]
        payments = [order.transaction for order in chosen]
        columns = history.columns_for(self._caller, payments)
        caller, models = self._caller, self._models
        arms = models.arms(caller.merchant_id)
        base = arms.champion.scorer.bundle.usuals
        inputs = self._settling.inputs(
            columns, usuals.snapshot(caller.merchant_id, caller.is_test, base)
        )
        seen = seen_of(self._settling.ledger, columns, inputs)
        around = Surroundings(caller, payments, self._shield)
        listed = around.listed if circumstances.any_listed(caller.merchant_id) else []
        read = circumstances.read(caller.merchant_id, caller.is_test, listed, around.unread(seen))
        around.take_in(read)
        known = Known(inputs, seen, self._settling.known, around)
        made = judged(arms, caller, chosen, known, reasons_from=caller.policy.review_line)
        is_first = first.is_awaited(caller.merchant_id, caller.is_test)
        stored = storing.store_many(made)
        if is_first and stored:
            first.arrived(caller.merchant_id, caller.is_test, min(stored.values()))
        self._settling.stored(stored.values())
        left_out = [place for place in range(len(chosen)) if place not in stored]
        self._settling.left_out(columns, left_out)
        return {
            wanted[place]: Judgement(new_id, made[place], replayed=False)
            for place, new_id in stored.items()
        }
