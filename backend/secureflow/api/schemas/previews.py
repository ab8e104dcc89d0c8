"""What a change of a policy would have done to stored payments."""

from datetime import datetime

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.domain import Decision, Label
from secureflow.rules.preview.notes import NoteCode


class Rate(Answer):
    """`count` of `of`, with Wilson's 95 % interval; null where `of` is 0."""

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None


class FigureRange(Answer):
    """A difference with its 95 % interval over draws of whole days; null where none can be said."""

    value: float
    low: float | None
    high: float | None


class MoneyRange(Answer):
    """Money with its 95 % interval."""

    amount: Money
    low: Money | None
    high: Money | None
    currency: str


class LinesSaid(Answer):
    """Two lines on the score."""

    review: float
    block: float


class PreviewOutcome(Answer):
    """What one way of deciding came to."""

    lines: LinesSaid
    approved: int
    reviewed: int
    blocked: int
    fraud_caught: Rate = Field(description="Of the known fraud, what was reviewed or blocked.")
    blocks_right: Rate = Field(description="Of the blocked payments whose truth is known, fraud.")
    good_declined: Rate = Field(description="Of the known good payments, what was blocked.")
    reviews_a_day: float
    cost: Money = Field(description="Of mistakes and reviews, by the merchant's cost settings.")
    net_saving: Money = Field(description="What it costs less than to approve everything.")


class PreviewChange(Answer):
    """New less now; shares as differences of shares. Null where either is unknown."""

    fraud_caught: FigureRange | None
    blocks_right: FigureRange | None
    good_declined: FigureRange = Field(description="In payments.")
    reviews_a_day: FigureRange


class PreviewRow(Answer):
    """A payment to open."""

    transaction_id: int
    external_id: str | None
    customer: str | None
    amount: Money
    currency: str
    occurred_at: datetime
    score_now: float
    score_new: float
    now: Decision
    new: Decision
    label: Label | None


class ChangedRows(Answer):
    """The payments that would have been decided otherwise."""

    changed: int
    newly_approved: int
    newly_reviewed: int
    newly_blocked: int
    fraud: int
    good: int
    unknown: int
    amount: Money = Field(description="Of payments in the merchant's currency.")
    sample: list[PreviewRow] = Field(
        description="At most 50, those first whose truth is known, then the newest."
    )


class RuleCaught(Answer):
    """The payments that the tried rule's condition holds for, whatever came of it."""

    sentence: str = Field(description="The rule as it was understood.")
    payments: int
    fraud: int
    good: int
    unknown: int
    amount: Money = Field(description="Of payments in the merchant's currency.")
    precision: Rate = Field(description="Of those whose truth is known, fraud.")
    sample: list[PreviewRow] = Field(description="At most 50, chosen as the changed rows are.")


class UnknownOutcomes(Answer):
    """Payments that were blocked, are let through by the change, and of which nothing is known."""

    payments: int
    amount: Money
    spot_checked: int = Field(
        description="Blocked payments that reviewers looked at, drawn by lot."
    )
    fraud: FigureRange | None = Field(
        description="The share of fraud among those, weighted by how they were drawn."
    )


class ScoreBucket(Answer):
    """Payments from `score` to half a point above it, and what each decision would cost."""

    score: float
    payments: int
    fraud: int
    good: int
    unknown: int
    amount: Money
    if_approved: Money
    if_reviewed: Money
    if_blocked: Money


class ScoreBuckets(Answer):
    """All payments by score, so that lines can be moved without asking again.

    With lines at multiples of half a point the sums are exact. `held` are reviewed at least,
    because a rule or the shield says so; of `approved` and `blocked` no line decides anything.
    """

    by_lines: list[ScoreBucket]
    held: list[ScoreBucket]
    approved: ScoreBucket
    blocked: ScoreBucket


class PreviewNote(Answer):
    """Something that the figures cannot tell, in a sentence."""

    code: NoteCode
    text: str
    count: int | None = Field(description="Of payments, where it is about some.")


class HeldAgainst(Answer):
    """A policy that the change is held against, and how many of the payments it decided."""

    policy: int
    payments: int


class Preview(Answer):
    """Stored payments decided anew by the live policy, and by the change."""

    policy: int = Field(
        description="The version it is held against: the live one; of a shadow the newest that "
        "decided any of the payments."
    )
    based_on: int = Field(description="The version that was changed.")
    held_against: list[HeldAgainst] = Field(
        description="The live policy with all payments; of a shadow every policy that really "
        "decided some of them, the newest first."
    )
    currency: str
    starts_at: datetime | None
    ends_at: datetime | None
    payments: int
    labelled: int
    frauds: int
    now: PreviewOutcome
    new: PreviewOutcome
    change: PreviewChange
    saving: MoneyRange = Field(description="Above zero the change is cheaper.")
    rows: ChangedRows
    rule: RuleCaught | None = Field(description="Where a rule was tried.")
    unknown: UnknownOutcomes
    buckets: ScoreBuckets = Field(description="By the scores of the change.")
    notes: list[PreviewNote]
