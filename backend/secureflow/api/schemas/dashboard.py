"""The overview: figures, series and shares of one period beside the one before."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.chart_notes import PinnedNote
from secureflow.api.schemas.shield import ShieldNow
from secureflow.api.schemas.transactions import CustomerAge, PolicyLines
from secureflow.domain import Level
from secureflow.intake.fields import Request, Text

PeriodName = Literal["24h", "7d", "28d", "90d"]


class DashboardQuery(Request):
    """Which period, which ends now, the one before having the same length; and of which payments.

    What is shared narrows every figure but the reviews that wait, which are of any time.
    """

    period: PeriodName = "28d"
    category: Annotated[Text | None, Field(max_length=64)] = None
    type: Annotated[Text | None, Field(max_length=64)] = None
    day_of_week: Annotated[int | None, Field(ge=0, le=6, description="Monday is 0.")] = None
    hour: Annotated[int | None, Field(ge=0, le=23)] = None
    customer_age: Annotated[
        CustomerAge | None, Field(description="How long the customer had been one.")
    ] = None


class MoneyFigure(Answer):
    """A sum in the merchant's currency, now and in the period before."""

    now: Money
    before: Money


class CountFigure(Answer):
    """A count, now and in the period before."""

    now: int
    before: int


class SecondsFigure(Answer):
    """A duration in seconds, now and in the period before; null without anything to time."""

    now: float | None
    before: float | None


class Figures(Answer):
    """The five key figures and what the sentence above them needs.

    Money is of payments in the merchant's currency. `fraud_stopped` counts payments blocked or
    sent to review whose label is fraud; nothing unlabelled is called fraud.
    """

    transactions: CountFigure
    flagged: CountFigure = Field(description="Sent to review or blocked.")
    reviewed: CountFigure = Field(description="Sent to review.")
    blocked: CountFigure
    fraud_stopped: MoneyFigure
    fraud_missed: MoneyFigure = Field(description="Approved payments whose label is fraud.")
    good_declined: CountFigure = Field(description="Blocked payments whose label is legitimate.")
    money_at_risk: MoneyFigure = Field(description="Payments in review without a label.")
    net_saving: MoneyFigure = Field(description="By the merchant's cost settings.")
    seconds_to_decide: SecondsFigure = Field(
        description="Median from when a review was opened to a person's resolution."
    )


class Day(Answer):
    """One bar of the chart: a day, or an hour when the period is 24 hours."""

    starts_at: datetime
    transactions: int
    reviewed: int
    blocked: int
    good_declined: int
    fraud_stopped: Money
    seconds_to_decide: float | None


class Hour(Answer):
    """Payments of one hour of one day of the week, Monday 0; hours without any are left out."""

    day_of_week: int
    hour: int
    transactions: int
    flagged: int
    fraud: int


class Group(Answer):
    """Payments that share something; `fraud` counts labelled ones only."""

    transactions: int
    flagged: int
    labelled: int
    fraud: int
    flagged_amount: Money
    fraud_amount: Money


class Category(Group):
    """Payments of one category."""

    category: int | str | None


class TypeGroup(Group):
    """Payments of one type."""

    type: int | str | None


class AgeGroup(Group):
    """Payments by how long their customer had been one."""

    age: CustomerAge


class NeedsYou(Answer):
    """An order that is held, and what is to be lost by it."""

    review_id: int
    transaction_id: int
    score: float
    level: Level
    top_reason: str | None
    customer: str | None
    amount: Money
    currency: str
    expected_loss: Money = Field(description="In `currency`.")
    loss_by: Literal["probability", "score"] = Field(
        description="The amount times the probability of fraud, or times a hundredth of the score "
        "where the model is not calibrated."
    )
    due_at: datetime | None
    occurred_at: datetime


class InputsNow(Answer):
    """Whether payments look as the model knows them, from the latest daily report."""

    state: Literal["stable", "drifting"] = Field(
        description="drifting: an input has moved far, or the scores have moved."
    )
    drifted: int = Field(description="How many inputs have moved far.")
    made_at: datetime


class Bin(Answer):
    """Payments with `floor` <= score < `floor` + 5 (the last bin includes 100)."""

    floor: int
    approve: int
    review: int
    block: int


class Agreement(Answer):
    """What the labels of the period say about the answers given."""

    labels: int = Field(description="Payments with a label.")
    labels_needed: int = Field(description="Quality figures are null below this many.")
    right: int
    wrong: int
    agreement: float | None = Field(description="Share right, 0..1; null with too few labels.")
    frauds: int = Field(description="Payments labelled fraud.")
    flagged_labelled: int = Field(description="Labelled payments that were flagged.")
    flagged_right: float | None = Field(
        description="Share of labelled flagged ones that were fraud."
    )
    blocks_labelled: int = Field(description="Labelled payments that were blocked.")
    fraud_caught: float | None = Field(description="Share of labelled fraud that was flagged.")
    blocks_right: float | None = Field(description="Share of labelled blocks that were fraud.")
    reviews_labelled: float | None = Field(description="Share of reviewed payments with a label.")


class OtherCurrency(Answer):
    """Payments of another currency than the merchant's: listed apart, never converted."""

    currency: str
    transactions: int
    amount: Money


class Dashboard(Answer):
    """Everything the overview shows."""

    period: PeriodName
    starts_at: datetime
    ends_at: datetime
    currency: str
    time_zone: str
    figures: Figures
    days: list[Day]
    days_before: list[Day]
    hours: list[Hour]
    categories: list[Category] = Field(description="At most twelve, most flagged money first.")
    types: list[TypeGroup] = Field(description="At most twelve, most flagged money first.")
    customer_ages: list[AgeGroup] = Field(description="The newest customers first.")
    histogram: list[Bin]
    agreement: Agreement
    open_reviews: int = Field(
        description="Orders that the review desk's open view has for the caller, of all time."
    )
    needs_you_now: list[NeedsYou] = Field(
        description="Five of them that are held, most to lose first."
    )
    shield: ShieldNow
    inputs: InputsNow | None = Field(description="Null before the first report.")
    notes: list[PinnedNote] = Field(description="What happened in the period, oldest first.")
    other_currencies: list[OtherCurrency]
    policy: PolicyLines
    model_version: str | None
    first_transaction_on: Annotated[date | None, Field(description="Null before the first one.")]
