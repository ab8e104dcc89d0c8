"""How good a rule is, and what reviewers say of its hits."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.previews import PreviewRow, Rate


class RuleOverlap(Answer):
    """Another rule that was a hit of the same payments."""

    rule_id: int
    name: str
    both: int
    share: float = Field(description="Of this rule's hits.")


class RuleQuality(Answer):
    """How right a rule is."""

    rule_id: int
    name: str
    days: int
    starts_at: datetime
    ends_at: datetime
    source: Literal["stored", "computed"] = Field(
        description="Hits as they were stored, or, of a rule that is not live, as they would be."
    )
    hits: int
    decided: int | None = Field(description="Hits that made the decision; null where computed.")
    fraud: int
    good: int
    unknown: int
    precision: Rate
    currency: str
    amount: Money = Field(description="Of all hits in the merchant's currency.")
    fraud_amount: Money
    good_amount: Money
    wrong: int = Field(description="Hits of which a reviewer said that the rule was wrong.")
    overlap: list[RuleOverlap] = Field(description="The twenty largest.")
    rows: list[PreviewRow] = Field(description="At most 50, those first whose truth is known.")


class WrongHit(Answer):
    """What was said of a rule's hit."""

    transaction_id: int
    rule_id: int
    is_wrong: bool
    wrong: int = Field(description="Of how many payments that was said of the rule.")
