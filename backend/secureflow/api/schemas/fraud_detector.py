"""The answer of Amazon Fraud Detector's `GetEventPrediction`, and its errors."""

from typing import Literal

from pydantic import ConfigDict, Field
from pydantic.alias_generators import to_camel

from secureflow.api.schemas.base import Answer, Envelope
from secureflow.domain import Decision


class _Theirs(Answer):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class ModelVersion(_Theirs):
    """Which model scored."""

    model_id: str = Field(examples=["secureflow"])
    model_type: Literal["TRANSACTION_FRAUD_INSIGHTS"]
    model_version_number: Literal["1.0"]
    arn: str = Field(description="Ends with the version of our model.")


class ModelScores(_Theirs):
    """The score of a model."""

    model_version: ModelVersion
    scores: dict[str, float] = Field(
        description="`secureflow_insightscore`: 0 to 1000, ten times our score; higher is riskier."
    )


class RuleResult(_Theirs):
    """What follows from the score."""

    rule_id: str = Field(description="The policy that decided, with its version.")
    outcomes: list[Decision] = Field(description="One: approve, review or block.")


class EventPrediction(_Theirs):
    """The answer of `GetEventPrediction`."""

    model_scores: list[ModelScores]
    rule_results: list[RuleResult]
    external_model_outputs: list[str] = Field(description="Always empty.")


class EventError(Envelope):
    """Our error with the two names by which Amazon's libraries know it."""

    type: str = Field(alias="__type", examples=["ValidationException"])
