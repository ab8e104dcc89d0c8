"""Models as their merchant sees them: who judges, who challenges, and how good each is."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.reason import ReasonWhy
from secureflow.db.model_runs import RunKind, RunState
from secureflow.db.models import ModelKind
from secureflow.intake.fields import Request

Share = Annotated[
    float,
    Field(
        ge=0,
        le=1,
        allow_inf_nan=False,
        strict=True,
        description="Of customers, 0 to 1. 0 is a shadow: it scores after the answer and decides "
        "nothing.",
    ),
]


class Interval(Answer):
    """A figure with its 95 % bootstrap interval, and the number of labels it comes from."""

    mean: float
    low: float
    high: float
    labels: int


class CurvePoint(Answer):
    """Payments of one step of probability: what was said, and what came true."""

    mean_probability: float
    fraud_share: float
    low: float
    high: float
    n: int


class Calibration(Answer):
    """How far probabilities can be trusted, on later payments than those they were made of."""

    ece: float | None = Field(
        description="Expected calibration error of the 5 % highest scores, in ten equal counts."
    )
    brier: float | None
    brier_base: float | None = Field(description="Of saying the base rate of every payment.")
    labels: int = Field(description="Of these later payments; nothing was fitted on them.")
    curve: list[CurvePoint]


class Quality(Answer):
    """What a model reached on held-back, later payments; null where labels are too few."""

    average_precision: Interval | None
    precision_at_budget: Interval | None = Field(
        description="Share of fraud among the payments a day's reviews would have looked at."
    )
    recall_at_budget: Interval | None
    recall_at_1pct_fpr: Interval | None = Field(
        description="Share of fraud found when one good payment in a hundred is stopped."
    )
    calibration: Calibration | None


class LabelCounts(Answer):
    """The labels there are: by source, and how far they are from a probability.

    A probability is made of the labels of later payments, which the model behind it did not learn:
    those from the moment on before which 60 % of the known frauds were made.
    """

    total: int
    fraud: int
    legitimate: int
    by_source: dict[str, int] = Field(description="Sources: chargeback, customer, refund, reviewer")
    held_back: int = Field(description="Labels of these later payments.")
    held_back_fraud: int = Field(description="Frauds among them.")
    needed_for_probability: int = Field(description="What `held_back` has to reach.")
    needed_fraud_for_probability: int = Field(
        description="What `held_back_fraud` has to reach: about 50 known frauds in all do."
    )


class ModelSummary(Answer):
    """A registered model."""

    version: str
    kind: ModelKind = Field(
        description="`recalibrated` is another model with new probabilities, named in `parent`."
    )
    parent: str | None
    is_base: bool = Field(description="Of the platform, shared by merchants with little data.")
    is_champion: bool
    trained_on: str
    created_at: datetime
    created_by: str
    reason: str
    rows: int | None = Field(description="Payments it was trained on.")
    data_from: datetime | None
    data_until: datetime | None
    labels: dict[str, int] = Field(description="Labels it was trained on, by source or kind.")
    learned_share: float = Field(
        description="How much of the judgement is learned from labels, 0 to 1; the rest is the "
        "cold start."
    )
    has_probability: bool
    average_precision: Interval | None


class FeatureImportance(Answer):
    """One input of a model and its part in the judgements, 0 to 1 over all."""

    name: str
    group: str
    importance: float


class ModelDetail(ModelSummary):
    """A registered model with everything that is known of how it was made."""

    sha256: str
    size: int = Field(description="Bytes of its bundle.")
    schema_hash: str | None
    feature_names: list[str]
    features: list[FeatureImportance] = Field(description="The most important first.")
    parameters: dict[str, Any]
    versions: dict[str, str] = Field(description="Libraries it was made with.")
    metrics: Quality


class Compared(Answer):
    """How far the comparison of a challenger with the champion has come."""

    payments: int
    labelled: int
    agree: float | None = Field(description="Share of payments on which both decide the same.")


class Arm(Answer):
    """A challenger: its share of customers, since when, and how much there is to compare."""

    model: ModelSummary
    share: float
    since: datetime
    created_by: str
    waiting: int = Field(
        description="Payments of more than two minutes ago that it has not scored."
    )
    compared: Compared


class Run(Answer):
    """A job on models: what it does, how far it is, and what came of it."""

    id: int
    kind: RunKind
    state: RunState
    step: str | None = Field(description="What it is doing, in words.")
    done: int
    total: int = Field(description="0 while that is not known.")
    eta_seconds: float | None
    reason: str
    created_by: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    version: str | None = Field(description="The model that came of it.")
    error: str | None


class Change(Answer):
    """Something done to the champion or a challenger, newest first."""

    kind: Literal["promoted", "rolled_back", "challenged", "withdrawn"]
    version: str | None = Field(description="Null: the base model that is in force.")
    before: str | None
    share: float | None
    reason: str
    created_by: str
    created_at: datetime


class Models(Answer):
    """All about the models of a merchant."""

    champion: ModelSummary | None = Field(description="Null where no model is registered at all.")
    follows_base: bool = Field(description="The champion is the platform's, whichever that is.")
    can_roll_back_to: str | None = Field(
        description="The champion before this one; `base` for the platform's; null: none."
    )
    challengers: list[Arm]
    versions: list[ModelSummary] = Field(description="Newest first, the latest 100.")
    labels: LabelCounts
    learned_share: float
    next_training_at: datetime | None = Field(
        description="When a model is trained next if labels come as they did; null: not foreseen."
    )
    labels_until_training: int = Field(description="New labels until a model is trained by itself.")
    runs: list[Run] = Field(description="The latest twenty.")
    changes: list[Change] = Field(description="The latest fifty.")


class TrainRequest(Request):
    """Why a model is to be trained now."""

    kind: RunKind = "train"
    reason: ReasonWhy


class ChallengeRequest(Request):
    """How many customers a challenger decides for."""

    share: Share


class PromoteRequest(Request):
    """Why a model is to judge from now on."""

    reason: ReasonWhy
