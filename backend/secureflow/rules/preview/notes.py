"""What the figures of a preview cannot tell, each in a sentence with the number it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from secureflow.losses import UNKNOWN
from secureflow.rules.preview.figures import Outcome
from secureflow.rules.preview.intervals import LEAST_DAYS
from secureflow.rules.preview.past import DAY, Past
from secureflow.rules.preview.unknown import Unknown

NoteCode = Literal[
    "no_payments",
    "blocked_unknown",
    "few_labels",
    "few_days",
    "young",
    "reviews_are_right",
    "other_currencies",
    "without_history",
    "lists_of_today",
    "entries_of_today",
    "list_unread",
    "domains_hidden",
    "bursts_of_then",
    "other_model",
    "expired_rules",
    "limit",
]
ENOUGH_LABELS = 50
SETTLED_DAYS = 30
"""Days after which most disputes of a payment have arrived."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know besides the figures; ``count`` is of payments, where it is about some."""

    code: NoteCode
    text: str
    count: int | None = None


def of_history(past: Past, new: Outcome, spared: Unknown, now: float) -> Iterator[Note]:
    """Yield what can be told from the payments alone; ``now`` is in seconds since 1970."""
    n = len(past)
    if not n:
        yield Note("no_payments", "There are no payments in this period, so nothing can be said.")
        return
    if spared.payments:
        yield _blocked(spared)
    labelled = int((past.label != UNKNOWN).sum())
    if labelled < ENOUGH_LABELS:
        yield Note(
            "few_labels",
            f"The outcome of {labelled:,} of {n:,} payments is known; rates and money rest on "
            f"those alone and say little below {ENOUGH_LABELS}.",
            labelled,
        )
    if past.days < LEAST_DAYS:
        yield Note(
            "few_days",
            f"The payments span {past.days:.0f} days. Ranges hold for days like these only.",
        )
    if young := int((past.at > now - SETTLED_DAYS * DAY).sum()):
        yield Note(
            "young",
            f"{young:,} payments are younger than {SETTLED_DAYS} days, and disputes of them may "
            "still arrive.",
            young,
        )
    if new.reviewed:
        yield Note(
            "reviews_are_right",
            "Fraud that is sent to review counts as stopped, and a good order in review as kept: "
            "that reviewers decide rightly is assumed.",
        )
    if others := int((~past.is_counted).sum()):
        yield Note(
            "other_currencies",
            f"{others:,} payments in other currencies are counted, and their money is not summed.",
            others,
        )


def _blocked(spared: Unknown) -> Note:
    text = (
        f"{spared.payments:,} payments that were blocked would not be, and nobody knows how they "
        "would have ended: what was not taken is not disputed. What they would lose or earn is in "
        "no figure here."
    )
    if spared.fraud is None or spared.fraud.low is None or spared.fraud.high is None:
        text += " None of them was looked at in a spot check, which alone could tell."
    else:
        text += (
            f" Of {spared.spot_checked:,} like them that reviewers looked at, drawn by lot, about "
            f"{spared.fraud.value:.0%} ({spared.fraud.low:.0%} to {spared.fraud.high:.0%}) were "
            "fraud."
        )
    return Note("blocked_unknown", text, spared.payments)
