"""Reviews as a desk shows them: what waits, who has it, what was said of it."""

from datetime import datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer, Money, Someone
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.domain import Decision, Level, Resolution, ReviewKind, ReviewState
from secureflow.intake.fields import Request, Text, Whole

View = Literal["open", "due_soon", "mine", "spot_checks", "close_calls", "snoozed", "resolved"]
Sort = Literal["urgency", "due", "score", "newest"]
ActKind = Literal[
    "claimed",
    "released",
    "resolved",
    "undone",
    "reason",
    "settled",
    "closed",
    "reopened",
    "snoozed",
    "woken",
    "asked",
    "unasked",
    "noted",
    "second_opinion",
]
ResolutionSource = Literal["reviewer", "default", "chargeback", "refund", "customer"]
MAX_REVIEW_TEXT = 128

LEVEL = f"({'|'.join(get_args(Level))})"
Levels = Annotated[
    str,
    StringConstraints(strict=True, pattern=f"^{LEVEL}(,{LEVEL}){{0,3}}$"),
    Field(description="Levels parted by commas.", examples=["high,critical"]),
]
Decimals = Annotated[str, Field(pattern=r"^\d{1,12}(\.\d{1,4})?$")]


class ReviewQuery(PageQuery):
    """What of the desk is wanted; all given filters must hold."""

    view: Annotated[
        View,
        Field(
            description="`open` is held orders and second opinions that nobody else was asked "
            "for; `due_soon` those of them due within the hour; `mine` what you have or were "
            "asked for; spot checks, close calls, snoozed and resolved ones are apart."
        ),
    ] = "open"
    level: Levels | None = None
    min: Annotated[Decimals | None, Field(description="Amount, at least.")] = None
    max: Annotated[Decimals | None, Field(description="Amount, at most.")] = None
    category: Annotated[Text | None, Field(max_length=64)] = None
    customer: Annotated[Text | None, Field(max_length=128)] = None
    text: Annotated[
        Text | None,
        Field(
            max_length=MAX_REVIEW_TEXT, description="Part of external id, customer, card or e-mail."
        ),
    ] = None
    sort: Annotated[
        Sort,
        Field(
            description="`urgency`: due within the hour first, soonest first, then by expected "
            "loss, largest first. Resolved ones are always by when they were resolved."
        ),
    ] = "urgency"


class Claim(Answer):
    """Who has a review before them, and until when unless they go on."""

    by: Someone
    until: datetime


class ReviewResolution(Answer):
    """What was decided of a review."""

    id: int
    review_id: int
    resolution: Resolution
    reason: str | None
    by: Someone | None = Field(
        description="Null where the default came into force, or a label settled it."
    )
    source: ResolutionSource = Field(
        description="`default`: nobody decided before it was due. A label's source where one was "
        "given to the payment itself."
    )
    at: datetime
    undo_until: datetime = Field(description="Until then it can be taken back without a trace.")
    is_final: bool = Field(description="Whether it counts as feedback and has left the system.")


class ReviewFields(Answer):
    """What every answer says of a review."""

    id: int
    transaction_id: int
    kind: ReviewKind
    state: ReviewState
    amount: Money
    currency: str
    customer: str | None
    external_id: str | None
    merchant_category: int | str | None
    transaction_type: int | str | None
    occurred_at: datetime
    opened_at: datetime
    due_at: datetime | None = Field(
        description="When the default comes into force; past where there is none (`keep`)."
    )
    default_action: Resolution | None = Field(
        description="What happens when it is due and nobody has decided; null: nothing."
    )
    score: float | None
    level: Level | None
    decision: Decision | None
    probability: float | None
    expected_loss: Money | None = Field(
        description="Amount times probability of fraud, or times a hundredth of the score."
    )
    loss_by: Literal["probability", "score"] = Field(
        description="`score` where the model is not calibrated."
    )
    top_reason: str | None
    snoozed_until: datetime | None
    asked: Someone | None = Field(description="The colleague who was asked.")
    claim: Claim | None
    viewers: list[Someone] = Field(description="Who else looks at it now.")
    resolution: ReviewResolution | None


class Review(ReviewFields):
    """A payment that waits for a person. Of a second opinion, what would sway it is null."""

    notes: int = Field(description="How many notes it has.")


class ReviewCounts(Answer):
    """How many reviews there are in each view, whatever the filters."""

    open: int
    due_soon: int
    mine: int
    spot_checks: int
    close_calls: int
    snoozed: int


class ReviewPage(PageAnswer):
    """One page of the desk."""

    items: list[Review]
    counts: ReviewCounts
    snoozed_next: datetime | None = Field(description="When the next snoozed one comes back.")
    done_today: int = Field(description="What you resolved since midnight in the store's zone.")
    daily_goal: int


class ReviewAct(Answer):
    """One thing that was done with a review."""

    id: int
    at: datetime
    kind: ActKind
    by: Someone | None = Field(description="Null: the service itself.")
    details: dict[str, Any]


class ReviewNote(Answer):
    """What somebody wrote."""

    id: int
    at: datetime
    by: Someone
    text: str | None = Field(description="Null once the customer was erased.")
    mentions: list[Someone]


class ReviewDetail(ReviewFields):
    """One review with everything done with it and said of it, oldest first."""

    acts: list[ReviewAct]
    notes: list[ReviewNote]


class Claimed(Answer):
    """Who has the review now, who else looks at it, and whether it is you."""

    claim: Claim
    viewers: list[Someone]
    is_mine: bool


class NextRequest(Request):
    """Which review is wanted next."""

    view: Literal["open", "due_soon", "mine", "spot_checks", "close_calls"] = "open"
    after: Annotated[
        Annotated[int, Field(ge=1, lt=2**63), Whole] | None,
        Field(description="The review behind which to look, in the same order."),
    ] = None


class NextReview(Answer):
    """The next free review, yours for ten minutes; null where there is none."""

    review: Review | None


class ReasonUses(Answer):
    """A reason, and how often it was given in the last 90 days."""

    code: str
    uses: int


class ReviewReasons(Answer):
    """The reasons for each resolution, the most used first."""

    approve: list[ReasonUses]
    decline: list[ReasonUses]


class Kappa(Answer):
    """Cohen's kappa with its 95 % interval: 1 is full agreement, 0 what chance alone gives."""

    value: float
    low: float
    high: float


class ReviewAgreement(Answer):
    """How often a second reviewer, who knew nothing of the first, decided the same."""

    pairs: int
    agreed: int
    kappa: Kappa | None = Field(description="Null below the pairs needed, or without variety.")
    needed: int = Field(description="How many more pairs it takes.")
