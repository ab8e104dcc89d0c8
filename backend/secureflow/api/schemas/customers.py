"""Customers of the merchant: a list by risk, one in full, and notes on them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.domain import Decision, Label
from secureflow.intake.fields import Request, Storable, Text

MAX_NOTE = 2_000
CustomerSort = Literal["risk", "recent", "spent"]


class CustomerQuery(PageQuery):
    """Which customers, and in which order: each the largest or latest first."""

    sort: CustomerSort = "risk"
    text: Annotated[Text | None, Field(max_length=128, description="How the reference begins.")] = (
        None
    )


class CustomerRow(Answer):
    """A customer as lists show it; payments of the last two minutes may be missing."""

    customer: str
    orders: int
    spent: Money = Field(description="Approved payments and those in review, in `currency`.")
    currency: str
    first_at: datetime
    last_at: datetime
    risk: float = Field(
        description="Mean of the latest scores, 0..100; each counts half of the one after it."
    )
    trend: list[float] = Field(description="The latest scores, at most twelve, oldest first.")
    frauds: int = Field(description="Payments whose label is fraud.")
    disputes: int = Field(description="Payments that were charged back.")
    open_reviews: int


class CustomerPage(PageAnswer):
    """One page of customers."""

    items: list[CustomerRow]


class CustomerScore(Answer):
    """One payment of the customer, as the line of scores shows it."""

    at: datetime
    id: int
    score: float
    decision: Decision
    label: Label | None


class LinkedCustomer(Answer):
    """Another customer who used the same card, device, address or e-mail."""

    customer: str
    by: Literal["card", "device", "ip", "email"]
    count: int = Field(description="How many of these the two share.")


class CustomerNote(Answer):
    """What somebody of the team wrote down about a customer."""

    id: int
    at: datetime
    by: str
    text: str


class CustomerDetail(CustomerRow):
    """A customer with everything the page shows."""

    scores: list[CustomerScore] = Field(description="The latest 500 payments, oldest first.")
    linked: list[LinkedCustomer] = Field(
        description="At most 50, those who share the most first; of details that more than 100 "
        "customers share, none."
    )
    notes: list[CustomerNote] = Field(description="Newest first, at most 200.")


class CustomerNoteRequest(Request):
    """What to write down."""

    text: Annotated[
        str, StringConstraints(strict=True, max_length=MAX_NOTE, pattern=r"\S"), Storable
    ]
