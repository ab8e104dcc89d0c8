"""Payments to judge in bulk, and the judgement of one."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from secureflow.api.schemas.base import Answer, ErrorCode
from secureflow.domain import Decision, Effect, HitSource, Level
from secureflow.intake.fields import Request

MAX_BATCH = 1_000
DataSource = Literal["model", "replay"]
Arm = Literal["champion", "challenger"]


class PredictHeaders(BaseModel):
    """Headers of a request to score."""

    idempotency_key: Annotated[
        str | None,
        Field(
            pattern=r"^[ -~]{1,255}$",
            description="1 to 255 printable ASCII characters; a repeat returns the stored answer.",
        ),
    ] = None


class BatchBody(Request):
    """Up to 1,000 payments; each is checked on its own, so one bad row fails alone."""

    transactions: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1, max_length=MAX_BATCH, description="Each like the body of /api/predict."
        ),
    ]


class RiskFactor(Answer):
    """One contribution to the score."""

    code: str = Field(examples=["amount_vs_category"])
    feature: str
    value: float | int | str | None
    points: float = Field(description="Points of the score; above zero is towards fraud.")
    text: str = Field(examples=["Amount is 6.2 times what this customer usually pays"])
    evidence: str | None = Field(
        default=None, description="The figures behind it.", examples=["249.00 against 40.10"]
    )


class RuleHit(Answer):
    """A rule, a list or the shield that spoke of a payment."""

    rule_id: int | None = Field(description="Null of a list and of the shield.")
    name: str
    effect: Effect = Field(description="What it does with a payment.")
    points: float = Field(description="What it added to the score, by `effect: points` alone.")
    text: str = Field(examples=["Amount is over 500 and the country is not GB"])
    decides: bool = Field(description="True of the one that the decision is owed to.")
    source: HitSource


class Helpful(Answer):
    """A signal that was not sent and would have helped."""

    signal: str = Field(examples=["device"])
    text: str = Field(description="What it adds, as the end of a sentence that begins with it.")


class Prediction(Answer):
    """The judgement of one payment."""

    transaction_id: int
    external_id: str | None
    is_fraudulent: bool = Field(description="True unless approved.")
    confidence: float = Field(
        ge=0,
        le=1,
        description="Distance of the score from the review line over the longest possible on that "
        "side, 1 where a rule decided against the score. It says how clear the answer is; it is "
        "not a probability.",
    )
    risk_factors: list[RiskFactor] | None = Field(
        description="What decided and the points of rules, then the model's largest first: the top "
        "six and `others`. With `base_points` they add up to `score`. Null in bulk for what is "
        "approved by the lines alone: ask for the transaction to see them."
    )
    base_points: float = Field(description="The score of a typical payment, before any reason.")
    data_source: DataSource = Field(
        description="`model`: scored now. `replay`: the stored answer of an earlier, "
        "identical request."
    )
    timestamp: datetime = Field(description="When it was scored, UTC.")
    score: float = Field(ge=0, le=100, description="Higher is riskier.")
    level: Level
    decision: Decision
    hits: list[RuleHit] = Field(description="Rules, lists and the shield that spoke of it.")
    policy_version: int = Field(description="The number of the policy that decided.")
    probability: float | None = Field(
        description="Calibrated chance of fraud; null below 200 labels, when nothing can be said."
    )
    anomaly_score: float = Field(
        description="decision_function of the forest: lower is more unusual."
    )
    model_version: str
    arm: Arm | None = Field(
        description="Which model judged: the champion or a challenger; null where none was drawn."
    )
    signals_missing: list[str] = Field(
        description="Optional signals not sent, the one that would help the model most first."
    )
    signals_helpful: list[Helpful] = Field(description="The three of them that would help most.")
    degraded: bool = Field(description="True when a part of the judgement was unavailable.")


class RowError(Answer):
    """Why one row was not scored."""

    index: int = Field(description="Position in `transactions`, from 0.")
    code: ErrorCode
    message: str
    field: str | None


class BatchAnswer(Answer):
    """The judgements in the order sent, and the rows that failed."""

    predictions: list[Prediction]
    errors: list[RowError]
