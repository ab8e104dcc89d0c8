"""Made-up payments judged one after the other, each when it occurs, as if it had come then."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from secureflow.db import circumstances
from secureflow.db.accounts import Caller
from secureflow.domain import Score, Transaction
from secureflow.rules.circumstances import PLAIN
from secureflow.rules.shield.payer import Seen
from secureflow.rules.shield.shield import Shield
from secureflow.scoring.history.columns import columns_of
from secureflow.services import judging
from secureflow.services.arms import Arm
from secureflow.services.circumstances import Surroundings
from secureflow.services.deciding import Decided, decided
from secureflow.services.history_in_bulk import Settling
from secureflow.services.models import Models
from secureflow.services.rows import Order
from secureflow.services.seen import seen_of

ROWS_AT_ONCE = 1_000
SCORED_AFTER = timedelta(seconds=1)


class Judging:
    """Judges the payments of one caller; each knows those before it.

    With a ``shield`` that begins as empty as the merchant, lists and bursts are around them as
    around any payment; without one nothing is.
    """

    def __init__(
        self, models: Models, caller: Caller, settling: Settling, shield: Shield | None = None
    ) -> None:
        self._caller = caller
        self._arm: Arm = models.arms(caller.merchant_id).champion
        self._settling = settling
        self._shield = shield

    def judged(
        self,
        payments: Sequence[Transaction],
        progress: Callable[[int], None] = lambda _: None,
        at_once: int = ROWS_AT_ONCE,
    ) -> list[Decided]:
        """Return what is decided of payments; ``progress`` is told how many, each ``at_once``."""
        made: list[Decided] = []
        for start in range(0, len(payments), at_once):
            made += self._some(payments[start : start + at_once])
            progress(len(made))
        return made

    def _some(self, payments: Sequence[Transaction]) -> list[Decided]:
        columns, scorer = columns_of(payments), self._arm.scorer
        inputs = self._settling.inputs(columns, scorer.bundle.usuals)
        scores = scorer.judge(payments, inputs, reasons_from=self._caller.policy.review_line)
        made = self._decided(payments, scores, seen_of(self._settling.ledger, columns, inputs))
        orders = [Order(payment, "") for payment in payments]
        judging.explain(made, [self._arm] * len(made), orders, inputs)
        return made

    def _decided(
        self, payments: Sequence[Transaction], scores: Sequence[Score], seen: Sequence[Seen]
    ) -> list[Decided]:
        made = []
        around = None if self._shield is None else self._around(payments, self._shield)
        for place, payment in enumerate(payments):
            found = PLAIN if around is None else around.of(place, seen[place])
            at = payment.occurred_at + SCORED_AFTER
            one = decided(self._caller, payment, scores[place], found, at)
            if around is not None:
                around.became(place, found, one.outcome)
            made.append(one)
        return made

    def _around(self, payments: Sequence[Transaction], shield: Shield) -> Surroundings:
        caller = self._caller
        around = Surroundings(caller, payments, shield)
        keys = around.listed, around.watched
        around.take_in(circumstances.read(caller.merchant_id, caller.is_test, *keys))
        return around
