"""Score many payments in one transaction, a chunk at a time: a batch, or a whole file."""

from collections.abc import Sequence
from datetime import UTC, datetime

from secureflow.db import storing
from secureflow.db.accounts import Caller
from secureflow.domain import Score
from secureflow.errors import SecureFlowError
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.services import first, forced, history, usuals
from secureflow.services.arms import Arm
from secureflow.services.history_in_bulk import Settling
from secureflow.services.models import Models
from secureflow.services.repeats import Earlier, Judgement
from secureflow.services.rows import Order, Rows

Answers = dict[int, Judgement | SecureFlowError]


class Run:
    """Payments of one caller, judged one after another; ``settle`` comes before the commit."""

    def __init__(self, models: Models, caller: Caller) -> None:
        self._models = models
        self._caller = caller
        self._settling = Settling(caller.merchant_id, caller.is_test)

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
        """Store the states of the entities of all payments, in their transaction."""
        self._settling.settle()

    def _new_among(self, orders: Sequence[Order], rows: Sequence[int]) -> list[int]:
        """Return the rows that repeat neither a stored payment nor one before them."""
        earlier = Earlier.of(self._caller, [orders[row] for row in rows])
        seen: set[str] = set()
        new = []
        for row in rows:
            name = orders[row].transaction.external_id
            if not earlier.has(orders[row]) and name not in seen:
                new.append(row)
            if name is not None:
                seen.add(name)
        return new

    def _judged(self, orders: Sequence[Order], wanted: Sequence[int]) -> Answers:
        if not wanted:
            return {}
        chosen = [orders[row] for row in wanted]
        columns = history.columns_for(self._caller, [order.transaction for order in chosen])
        scores, arms = self._scored(chosen, columns)
        rows = Rows(self._caller, datetime.now(UTC))
        made = [
            rows.of(order, score, arm=arm.name)
            for order, score, arm in zip(chosen, scores, arms, strict=True)
        ]
        is_first = first.is_awaited(self._caller.merchant_id, self._caller.is_test)
        stored = storing.store_many(made)
        if is_first and stored:
            first.arrived(self._caller.merchant_id, self._caller.is_test, min(stored.values()))
        self._settling.stored(stored.values())
        left_out = [place for place in range(len(chosen)) if place not in stored]
        self._settling.left_out(columns, left_out)
        return {
            wanted[place]: Judgement(new_id, made[place], replayed=False)
            for place, new_id in stored.items()
        }

    def _scored(self, orders: Sequence[Order], columns: Columns) -> tuple[list[Score], list[Arm]]:
        caller = self._caller
        arms = self._models.arms(caller.merchant_id)
        base = arms.champion.scorer.bundle.usuals
        usual = usuals.snapshot(caller.merchant_id, caller.is_test, base)
        inputs = self._settling.inputs(columns, usual)
        own = [arms.of(order.transaction.customer, order.request_hash) for order in orders]
        scores: dict[int, Score] = {}
        for arm in {one.version: one for one in own}.values():
            rows = [row for row, one in enumerate(own) if one.version == arm.version]
            judged = self._by(arm, [orders[row] for row in rows], inputs[rows])
            scores |= dict(zip(rows, judged, strict=True))
        return [scores[row] for row in range(len(orders))], own

    def _by(self, arm: Arm, orders: Sequence[Order], inputs: Floats) -> list[Score]:
        payments = [order.transaction for order in orders]
        line = self._caller.policy.review_line
        return arm.scorer.judge(payments, inputs, reasons_from=line)
