"""Facts around one payment: its like, what has happened to it, and whom it is linked with."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.transactions import TransactionRow
from secureflow.domain import Decision

Outcome = Literal["fraud", "good", "unknown"]
KnownBy = Literal["chargeback", "customer", "refund", "reviewer", "no_dispute"]
DetailKind = Literal["card", "device", "ip", "email", "terminal"]


class SimilarPayment(Answer):
    """An earlier payment like the one asked for."""

    transaction: TransactionRow
    distance: float = Field(
        description="0 where the deciding model cannot tell the two apart, 1 where nothing agrees."
    )
    outcome: Outcome
    known_by: KnownBy | None = Field(
        description="How the outcome is known; `no_dispute`: approved, and nothing heard in 30 days"
        " and until now. Null where it is unknown."
    )


class SimilarPayments(Answer):
    """The nearest earlier payments, in the space of the model that decided."""

    items: list[SimilarPayment] = Field(description="At most five, the nearest first.")
    fraud: int = Field(description="How many of them were fraud.")
    good: int
    unknown: int
    candidates: int = Field(description="How many payments were compared, at most 2,000.")


class TimelineEvent(Answer):
    """One thing that was done to a payment, by a person, a key or the service itself."""

    at: datetime
    kind: str = Field(
        description="`paid`, `scored`, `review_opened`, `feedback`, `rule_wrong`, or the kind of "
        "an act on its review, such as `claimed`, `resolved`, `undone` or `note`.",
        examples=["scored"],
    )
    by: str | None = Field(description="Who did it; null: the service itself.")
    details: dict[str, Any]


class Timeline(Answer):
    """Everything that has happened to a payment, oldest first."""

    items: list[TimelineEvent]


class CustomerBrief(Answer):
    """Who paid, in a few figures: of payments before this one, disputes and reviews as of now."""

    customer: str
    orders: int = Field(description="Earlier payments; 1,000 stands for that many or more.")
    typical_amount: Money | None = Field(
        description="Median of the latest of them in this payment's currency; null without any."
    )
    disputes: int = Field(description="Chargebacks of all time.")
    since: datetime | None = Field(description="The first of them; null where there is none.")
    open_reviews: int


class PaceWindow(Answer):
    """How many payments came in a window that ends with this one, which is counted."""

    window: Literal["10m", "24h", "7d"]
    now: int
    usual: float | None = Field(
        description="Payments in a window of this length on average, over up to 90 days before "
        "these seven; null where nothing came before them."
    )


class Attempt(Answer):
    """One payment of the seven days before."""

    id: int
    at: datetime
    amount: Money
    currency: str
    decision: Decision


class Pace(Answer):
    """How quickly payments came at the time of this one."""

    of: Literal["customer", "card"] = Field(description="Whose payments are counted.")
    windows: list[PaceWindow]
    attempts: list[Attempt] = Field(
        description="This payment and those of the seven days before, at most 100, newest first."
    )


class LinkedDetail(Answer):
    """Something the payment came with, and who else used it, as of now."""

    kind: DetailKind
    value: str
    customers: int = Field(
        description="How many other customers were seen with it; 100 stands for that many or more."
    )
    orders: int = Field(description="Payments with it, this one included.")
    frauds: int = Field(description="Of those, labelled fraud.")
    first_at: datetime | None


class Linked(Answer):
    """The customer, the pace and the details of a payment; null and left out where not sent."""

    customer: CustomerBrief | None
    pace: Pace | None
    details: list[LinkedDetail]
