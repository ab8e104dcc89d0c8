"""Judge payments by their inputs, each with the model of its customer, into rows to be stored."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.domain import Score
from secureflow.rules.shield.payer import Seen
from secureflow.scoring.history.columns import Floats
from secureflow.services.arms import Arm, Arms
from secureflow.services.circumstances import Surroundings, news_of
from secureflow.services.deciding import Decided, decided
from secureflow.services.rows import Order, Rows


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of payments besides the model: inputs (n, K), who paid, and what is around.

    ``entities`` are keys of those that have a row. Without history, inputs from it are NaN, and
    the payments are degraded.
    """

    inputs: Floats
    seen: Sequence[Seen]
    entities: AbstractSet[bytes]
    around: Surroundings
    has_history: bool = True

    def news(self) -> list[dict[str, Any]]:
        """Return what is to be stored of newcomers among the payments, once they are judged."""
        return news_of(self.around.shield, self.entities)


def judged(
    arms: Arms,
    caller: Caller,
    orders: Sequence[Order],
    known: Known,
    *,
    reasons_from: float = 0.0,
) -> list[dict[str, Any]]:
    """Return the rows of payments, in their order.

    Reasons come with rows that score at least ``reasons_from``, and with those that anything but
    the lines had a say in.
    """
    own = [arms.of(order.transaction.customer, order.request_hash) for order in orders]
    now = datetime.now(UTC)
    found = []
    for place, score in enumerate(_scores(own, orders, known.inputs, reasons_from)):
        around = known.around.of(place, known.seen[place])
        made = decided(caller, orders[place].transaction, score, around, now)
        known.around.became(place, around, made.outcome)
        found.append(made)
    explain(found, own, orders, known.inputs)
    rows = Rows(caller, now)
    return [
        rows.of(order, made, arm=arm.name, has_history=known.has_history)
        for order, made, arm in zip(orders, found, own, strict=True)
    ]


def explain(
    found: list[Decided], own: Sequence[Arm], orders: Sequence[Order], inputs: Floats
) -> None:
    """Put the model's reasons with decisions that need them and have none, in place."""
    bare = [
        place
        for place, made in enumerate(found)
        if made.score.reasons is None and (made.verdict.decision != "approve" or made.verdict.hits)
    ]
    if not bare:
        return
    some, arms = [orders[place] for place in bare], [own[place] for place in bare]
    for place, score in zip(bare, _scores(arms, some, inputs[bare], 0.0), strict=True):
        reasons = score.reasons
        found[place] = replace(found[place], score=replace(found[place].score, reasons=reasons))


def _scores(
    own: Sequence[Arm], orders: Sequence[Order], inputs: Floats, reasons_from: float
) -> list[Score]:
    """Return the scores of payments, those of an arm together."""
    payments = [order.transaction for order in orders]
    by_version = {arm.version: arm for arm in own}
    if len(by_version) == 1:
        return own[0].scorer.judge(payments, inputs, reasons_from=reasons_from)
    scores: dict[int, Score] = {}
    for version, arm in by_version.items():
        rows = [row for row, one in enumerate(own) if one.version == version]
        some = [payments[row] for row in rows]
        found = arm.scorer.judge(some, inputs[rows], reasons_from=reasons_from)
        scores |= dict(zip(rows, found, strict=True))
    return [scores[row] for row in range(len(orders))]
