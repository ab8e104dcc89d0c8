"""What mistakes cost the merchant: used wherever money is weighed."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from secureflow.api.schemas.base import Answer, Money
from secureflow.intake.fields import Request

MAX_COST = 1_000_000


def _not_bool(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    return value


Cost = Annotated[
    Decimal,
    BeforeValidator(_not_bool),
    Field(ge=0, le=MAX_COST, decimal_places=2, allow_inf_nan=False),
    WithJsonSchema(
        {
            "description": "In units of the currency, with at most two decimals. Text is exact.",
            "examples": ["20.00"],
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": MAX_COST},
                {"type": "string", "pattern": r"^\d{1,6}(\.\d{1,2})?$"},
            ],
        }
    ),
]
Share = Annotated[
    Decimal,
    BeforeValidator(_not_bool),
    Field(ge=0, le=1, decimal_places=4, allow_inf_nan=False),
    WithJsonSchema(
        {
            "description": "Share of the price, 0 to 1, with at most four decimals.",
            "examples": ["0.25"],
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": 1},
                {"type": "string", "pattern": r"^(0(\.\d{1,4})?|1(\.0{1,4})?)$"},
            ],
        }
    ),
]


class CostsBefore(Request):
    """What a mistake cost when somebody looked."""

    chargeback_fee: Cost
    margin: Share
    review_cost: Cost


class CostsRequest(CostsBefore):
    """What a mistake costs from now on."""

    was: CostsBefore | None = Field(
        None,
        description="What the costs were when you looked. Where they are others by now, nothing is "
        "changed, and the answer is `outdated`; without it, the last one to change them is right.",
    )


class CostSettings(Answer):
    """What a mistake costs: used for every sum of money saved or lost."""

    chargeback_fee: Money = Field(description="What the bank charges for each chargeback.")
    margin: float = Field(description="Share of the price that a declined good order loses.")
    review_cost: Money = Field(description="What one review by a person costs.")
    currency: str
