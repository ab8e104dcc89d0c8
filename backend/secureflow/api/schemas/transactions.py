"""Stored payments: lists, one in full, and the feedback on it."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.api.schemas.predict import Arm, DataSource, Helpful, RiskFactor, RuleHit
from secureflow.domain import (
    BurstKind,
    Decision,
    Label,
    Level,
    Resolution,
    ReviewState,
    Selected,
    Source,
)
from secureflow.intake.fields import Request, Text, UtcTime, Whole
from secureflow.rules.circumstances import ListEffect

CustomerAge = Literal["under_1d", "1d_7d", "7d_30d", "30d_365d", "over_365d", "unknown"]
Sort = Literal["-occurred_at", "occurred_at", "-score", "-amount"]


class TransactionQuery(PageQuery):
    """Filters of a list of payments; all given ones must hold."""

    decision: Decision | None = None
    level: Level | None = None
    labelled: Annotated[
        Literal["yes", "no"] | None,
        Field(description="Only payments with, or without, any feedback."),
    ] = None
    selected: Annotated[
        Literal["sample", "close_call", "any"] | None,
        Field(description="Only payments that are reviewed although none had to decide them."),
    ] = None
    occurred_from: UtcTime | None = None
    occurred_until: Annotated[UtcTime | None, Field(description="Exclusive.")] = None
    amount_min: Annotated[str | None, Field(pattern=r"^\d{1,12}(\.\d{1,4})?$")] = None
    amount_max: Annotated[str | None, Field(pattern=r"^\d{1,12}(\.\d{1,4})?$")] = None
    score_min: Annotated[float | None, Field(ge=0, le=100)] = None
    category: Annotated[Text | None, Field(max_length=64)] = None
    type: Annotated[Text | None, Field(max_length=64)] = None
    day_of_week: Annotated[int | None, Field(ge=0, le=6, description="Monday is 0.")] = None
    hour: Annotated[int | None, Field(ge=0, le=23)] = None
    customer_age: Annotated[
        CustomerAge | None, Field(description="How long the customer had been one.")
    ] = None
    customer: Annotated[Text | None, Field(max_length=128)] = None
    text: Annotated[
        Text | None,
        Field(
            max_length=128,
            description="Part of external id, customer, card or e-mail; where it is the whole of "
            "one of the first three, only payments with exactly that.",
        ),
    ] = None
    burst: Annotated[
        BurstKind | Literal["any"] | None,
        Field(description="Only payments of newcomers in a burst, whatever the shield did."),
    ] = None
    rule: Annotated[
        int | None, Field(ge=1, description="Only payments this rule was a hit of.")
    ] = None
    sort: Sort = "-occurred_at"


class LabelNow(Answer):
    """The label that counts now: the latest of the strongest source."""

    label: Label
    source: Source


class ReviewNow(Answer):
    """The review of a payment as it stands."""

    id: int
    state: ReviewState
    resolution: Resolution | None


class TransactionRow(Answer):
    """A stored payment as lists show it."""

    id: int
    external_id: str | None
    amount: Money
    currency: str
    occurred_at: datetime
    created_at: datetime = Field(description="When it was scored, UTC.")
    hour: int
    day_of_week: int
    merchant_category: int | str | None
    transaction_type: int | str | None
    customer: str | None
    card: str | None
    country: str | None
    score: float
    level: Level
    decision: Decision
    is_fraudulent: bool
    top_reason: str | None = Field(description="Text of the largest reason; null where not stored.")
    label: LabelNow | None
    authorisation_expires_at: datetime | None
    selected: Selected | None = Field(
        description="Why a payment that was approved or blocked is reviewed all the same."
    )
    review: ReviewNow | None = Field(description="Null where none was opened.")


class TransactionPage(PageAnswer):
    """One page of payments."""

    items: list[TransactionRow]


class FeedbackRequest(Request):
    """What became known about a payment. Send `label` or `is_correct`, not both."""

    transaction_id: Annotated[int, Field(ge=1, lt=2**63), Whole]
    label: Annotated[Label | None, Field(description="The truth about the payment.")] = None
    is_correct: Annotated[
        bool | None,
        Field(strict=True, description="Whether the answer was right; the label follows from it."),
    ] = None
    source: Source = "reviewer"
    notes: Annotated[Text | None, Field(max_length=2_000)] = None
    occurred_at: Annotated[
        UtcTime | None, Field(description="When it became known; default now. Not in the future.")
    ] = None


class Feedback(Answer):
    """One stored piece of feedback; it is never overwritten, the latest per source counts."""

    id: int
    transaction_id: int
    label: Label
    is_correct: bool = Field(description="Whether `is_fraudulent` agreed with the label.")
    source: Source
    notes: str | None
    occurred_at: datetime
    created_by: str | None = Field(description="Display name of the person, or name of the key.")
    created_at: datetime
    counts: bool = Field(description="False when a later one of the same source replaced it.")


class PolicyLines(Answer):
    """The lines that decided."""

    version: int
    review_line: float
    block_line: float


class OnList(Answer):
    """A list that a value of a payment was in when it was judged, by its name of then."""

    list_id: int
    name: str
    effect: ListEffect


class TransactionDetail(TransactionRow):
    """A stored payment with everything needed to judge it and to replay its score."""

    card_bin: str | None
    device: str | None
    terminal: str | None
    ip: str | None
    email: str | None
    customer_created_at: datetime | None
    item: str | None
    quantity: str | None = Field(description="Units of the item, a decimal as text.")
    extra: dict[str, Any]
    confidence: float
    anomaly_score: float
    probability: float | None = Field(description="Null below 200 labels.")
    base_points: float
    model_score: float = Field(description="What the model alone said, before any rule.")
    rule_points: float = Field(description="What rules added to it; the sum is `score`.")
    hits: list[RuleHit] = Field(description="Rules, lists and the shield that spoke of it.")
    on_lists: list[OnList] = Field(
        description="The lists that its values were in then, also those that only rules ask for."
    )
    wrong_rules: list[int] = Field(
        description="Those rules of the hits that a reviewer called wrong about it."
    )
    risk_factors: list[RiskFactor] | None = Field(
        description="By the model that judged. Null where they were not stored and it is gone."
    )
    counterfactual: str | None = Field(
        description="What alone would have had it approved, each way verified by scoring it; null "
        "where a rule had a say.",
        examples=["Would be approved below 180, or with an account older than 3 days."],
    )
    features: dict[str, float | None] = Field(
        description="What the model read; null where unknown."
    )
    signals_sent: int = Field(description="How many of the optional signals the client sent.")
    signals_missing: list[str] = Field(
        description="Optional signals not sent, the one that would help the model most first."
    )
    signals_helpful: list[Helpful] = Field(description="The three of them that would help most.")
    model_version: str
    arm: Arm | None = Field(description="Which model judged: the champion or a challenger.")
    policy: PolicyLines
    data_source: DataSource | Literal["sample"] = Field(
        description="`sample`: made up, by `POST /api/sample-data`."
    )
    degraded: bool
    is_test: bool
    feedback: list[Feedback] = Field(description="Newest first.")
