"""What is measured of models in use: quality by week, drift, comparison, and replay."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.models import Interval
from secureflow.api.schemas.predict import RuleHit
from secureflow.domain import Decision, Label
from secureflow.intake.fields import Request, Text


class QualityQuery(Request):
    """Which model's quality."""

    version: Annotated[
        Text | None, Field(max_length=100, description="Default: whichever model judged.")
    ] = None


class QualityPoint(Answer):
    """A week of payments that have labels, by the scores that were given at the time."""

    starts_at: datetime
    ends_at: datetime
    version: str
    payments: int
    labels: int
    frauds: int
    average_precision: Interval | None
    precision: Interval | None = Field(
        description="Share of fraud among the labelled payments that the model alone flagged."
    )
    recall: Interval | None = Field(description="Share of the known fraud that it flagged.")


class QualityOverTime(Answer):
    """Weeks, oldest first."""

    version: str | None
    points: list[QualityPoint]


class Bins(Answer):
    """A histogram: shares of payments between edges; `edges` has the inner ones."""

    edges: list[float]
    before: list[float]
    now: list[float]


Drifted = Literal["stable", "moderate", "large"]


class FeatureDrift(Answer):
    """How far an input has moved from what the model was trained on."""

    feature: str
    group: str
    psi: float = Field(description="Population stability index, the missing as a bin of their own.")
    level: Drifted = Field(description="moderate from 0.1, large from 0.25.")
    missing_share: float
    missing_share_then: float
    bins: Bins


class ScoreDrift(Answer):
    """How far the model's scores have moved, and the shares that they alone do not let through."""

    psi: float
    level: Drifted
    bins: Bins
    flagged_share: float
    flagged_share_then: float


class LabelDrift(Answer):
    """The share of fraud among labels, then and now; `psi` is null where labels are too few."""

    psi: float | None
    level: Drifted | None
    fraud_share: float | None
    fraud_share_then: float | None
    labels: int
    labels_then: int


class SignalDrift(Answer):
    """How often clients leave a signal out."""

    signal: str
    missing_share: float
    missing_share_then: float


class Drift(Answer):
    """The latest report on drift; `made_at` is null where there is none yet."""

    version: str | None
    made_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    reference: Literal["training", "earlier"] | None = Field(
        description="Compared with what the model was trained on, or, for a base model, with the "
        "merchant's own four weeks before."
    )
    payments: int
    payments_then: int
    features: list[FeatureDrift] = Field(description="The largest first.")
    score: ScoreDrift | None
    labels: LabelDrift | None
    signals: list[SignalDrift]


class ComparisonQuery(Request):
    """Which challenger."""

    challenger: Annotated[Text, Field(min_length=1, max_length=100)]


class Judged(Answer):
    """What one model says of a payment."""

    score: float
    decision: Decision


class Difference(Answer):
    """A payment on which champion and challenger decide differently."""

    transaction_id: int
    external_id: str | None
    amount: str
    currency: str
    occurred_at: datetime
    champion: Judged
    challenger: Judged
    label: Label | None
    who_was_right: Literal["champion", "challenger", "unknown"]


class Outcome(Answer):
    """What a model's decisions cost on the compared payments, in the merchant's currency."""

    cost: str = Field(description="Of labelled payments: fraud let through, good sales lost.")
    caught: int = Field(description="Known frauds sent to review or blocked.")
    missed: int = Field(description="Known frauds approved.")
    false_alarms: int = Field(description="Good payments sent to review or blocked.")
    reviews: int = Field(description="Payments sent to review, labelled or not.")
    blocks: int
    average_precision: Interval | None
    milliseconds: float = Field(description="What it takes for one payment with its reasons.")


class MoneyInterval(Answer):
    """The champion's cost less the challenger's: above zero the challenger is cheaper."""

    money: str
    low: str
    high: str


class GateCheck(Answer):
    """One condition of a promotion."""

    name: Literal["labels", "quality", "calibration", "latency", "stability", "caught_up"]
    passed: bool
    text: str


class Gate(Answer):
    """Whether a challenger may become the champion."""

    passed: bool
    checks: list[GateCheck]


class Comparison(Answer):
    """Champion and challenger on the same payments, both later than what they learned from."""

    champion_version: str
    challenger_version: str
    starts_at: datetime | None
    ends_at: datetime | None
    currency: str
    payments: int
    labelled: int
    frauds: int
    agree: float | None
    champion: Outcome
    challenger: Outcome
    difference: MoneyInterval | None
    differ: list[Difference] = Field(description="The latest hundred.")
    gate: Gate


class ReplayedScore(Answer):
    """A judgement: as stored, or made again of what was stored."""

    score: float
    anomaly_score: float
    probability: float | None
    base_points: float
    model_score: float
    rule_points: float
    decision: Decision
    hits: list[RuleHit]
    reasons: list[dict[str, Any]] | None


class Replay(Answer):
    """A stored payment judged again by its own model and policy, from what was stored."""

    identical: bool
    model_version: str
    stored: ReplayedScore
    replayed: ReplayedScore
    differences: list[str] = Field(description="What is not identical, in words; empty: all is.")
