"""What became known of the demo's payments: by reviewers within hours, by banks within weeks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator

from secureflow.db.accounts import Caller
from secureflow.db.feedback import FeedbackRow
from secureflow.domain import Decision, Label, Source
from secureflow.simulation import SimulatedPayment

FRAUD_SEEN, GOOD_SEEN = 0.92, 0.97
"""How often a reviewer is right about fraud, and about a good payment."""
USUAL_MINUTES, SPREAD = 24.0, 1.0
FEWEST_MINUTES, MOST_MINUTES = 2.0, 600.0
NOTED = 0.4
SPOT_CHECKED = 0.02
"""Share of approved payments that a reviewer looks at all the same."""
COMPLAINTS = 0.35
"""Share of good customers who call when their payment was blocked."""
NOTES: dict[Label, tuple[str, ...]] = {
    "fraud": (
        "Called the customer; they did not place this order.",
        "Bank confirmed that the card was reported stolen.",
        "Nothing about this order is like the ones before it.",
        "No answer on the phone and the e-mail bounced.",
    ),
    "legitimate": (
        "Customer confirmed the order by phone.",
        "Known customer, a larger basket than usual.",
        "Holiday purchase; the customer answered at once.",
        "A present, the delivery address was checked.",
    ),
}
REPORT_NOTES: dict[Source, str] = {
    "chargeback": "Chargeback: the cardholder disputes the payment.",
    "customer": "The customer reported a payment they did not make.",
    "refund": "Refunded after it was recognised as fraud.",
}
COMPLAINT = "The customer called: the payment was theirs and was declined."


@dataclass(frozen=True, slots=True)
class Judged:
    """A stored payment that no longer waits: what it was, its id and what was decided.

    ``is_checked``: a reviewer looks at it although nobody had to decide.
    """

    simulated: SimulatedPayment
    transaction_id: int
    decision: Decision
    is_checked: bool


def feedback(
    caller: Caller, judged: Sequence[Judged], now: datetime, seed: int
) -> list[FeedbackRow]:
    """Return what had become known before ``now``, oldest first, the same for the same seed.

    Reviewers judge payments sent to review and a few others, mostly rightly, friendly fraud
    never: it looks like any other order. Banks and customers report fraud when the simulation says
    so, whatever was decided, and some good customers complain of a block.
    """
    rng = np.random.default_rng(seed)
    rows = [row for one in judged for row in _of_payment(caller, one, rng)]
    return sorted((row for row in rows if row.created_at < now), key=lambda row: row.created_at)


def _of_payment(caller: Caller, one: Judged, rng: Generator) -> Iterator[FeedbackRow]:
    decision = one.decision
    paid, occurred_at = one.simulated, one.simulated.transaction.occurred_at
    if decision == "review" or one.is_checked:
        label = _seen(paid, rng)
        at = occurred_at + timedelta(minutes=_delay(rng))
        note = str(rng.choice(NOTES[label])) if rng.random() < NOTED else None
        yield _row(caller, one, label, "reviewer", at, note, caller.name)
    if decision == "block" and not paid.is_fraud and rng.random() < COMPLAINTS:
        at = occurred_at + timedelta(minutes=_delay(rng))
        yield _row(caller, one, "legitimate", "customer", at, COMPLAINT, None)
    if paid.known_at is not None and paid.source is not None:
        note = REPORT_NOTES[paid.source]
        yield _row(caller, one, "fraud", paid.source, paid.known_at, note, None)


def _seen(paid: SimulatedPayment, rng: Generator) -> Label:
    looks_like_fraud = paid.is_fraud and paid.kind != "friendly"
    is_seen = rng.random() < (FRAUD_SEEN if looks_like_fraud else GOOD_SEEN)
    return "fraud" if looks_like_fraud == is_seen else "legitimate"


def _delay(rng: Generator) -> float:
    minutes = rng.lognormal(np.log(USUAL_MINUTES), SPREAD)
    return float(np.clip(minutes, FEWEST_MINUTES, MOST_MINUTES))


def _row(
    caller: Caller,
    one: Judged,
    label: Label,
    source: Source,
    at: datetime,
    note: str | None,
    by: str | None,
) -> FeedbackRow:
    return FeedbackRow(
        merchant_id=caller.merchant_id,
        transaction_id=one.transaction_id,
        label=label,
        is_correct=(label == "fraud") == (one.decision != "approve"),
        source=source,
        notes=note,
        occurred_at=at,
        created_by=by,
        created_at=at,
    )
