"""Operations and types of the API, written by generate.py from docs/openapi.json."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Required, TypedDict

from pydantic import BaseModel, ConfigDict, SkipValidation


class Operation(NamedTuple):
    """A method and a path of the API."""

    method: str
    path: str


class Answer(BaseModel):
    """What the service sends. Fields that a newer service adds are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


PREDICT = Operation("POST", "/api/predict")
PREDICT_BATCH = Operation("POST", "/api/predict-batch")
GIVE_FEEDBACK = Operation("POST", "/api/feedback")
GIVE_FEEDBACK_IN_BULK = Operation("POST", "/api/feedback-bulk")
UPLOAD_FEEDBACK = Operation("POST", "/api/feedback/uploads")
LIST_TRANSACTIONS = Operation("GET", "/api/transactions")
GET_TRANSACTION = Operation("GET", "/api/transactions/{transaction_id}")
SCORE_UPLOAD = Operation("POST", "/api/uploads/score")
ME = Operation("GET", "/api/me")

MAX_BATCH = 1000
MONEY = frozenset(["amount", "amount_max", "amount_min", "quantity"])

Effect = Annotated[Literal["points", "review", "block", "approve"], SkipValidation]
Source = Annotated[Literal["rule", "list", "shield"], SkipValidation]
DataSource = Annotated[Literal["model", "replay"], SkipValidation]
Level = Annotated[Literal["low", "elevated", "high", "critical"], SkipValidation]
Decision = Annotated[Literal["approve", "review", "block"], SkipValidation]
Arm = Annotated[Literal["champion", "challenger"], SkipValidation]
Code = Annotated[
    Literal[
        "already_resolved",
        "conflict",
        "forbidden",
        "gate_failed",
        "idempotency_conflict",
        "internal_error",
        "invalid_input",
        "locked",
        "malformed_body",
        "malformed_request",
        "method_not_allowed",
        "model_unavailable",
        "not_found",
        "not_ready",
        "outdated",
        "rate_limited",
        "second_factor_required",
        "second_factor_wrong",
        "test_error",
        "too_large",
        "too_late",
        "too_many_streams",
        "unauthenticated",
        "unavailable",
        "unsupported_media_type",
    ],
    SkipValidation,
]
Label = Annotated[Literal["fraud", "legitimate"], SkipValidation]
Outcome = Annotated[Literal["unmatched", "ambiguous", "bad"], SkipValidation]
State = Annotated[Literal["open", "snoozed", "resolved"], SkipValidation]
Resolution = Annotated[Literal["approve", "decline"], SkipValidation]
Selected = Annotated[Literal["sample", "close_call"], SkipValidation]
Kind = Annotated[Literal["user", "key"], SkipValidation]
Mode = Annotated[Literal["live", "test"], SkipValidation]
Labelled = Annotated[Literal["yes", "no"], SkipValidation]
CustomerAge = Annotated[
    Literal["under_1d", "1d_7d", "7d_30d", "30d_365d", "over_365d", "unknown"], SkipValidation
]
Burst = Annotated[Literal["ip", "card_bin", "device", "email", "customer"], SkipValidation]
Sort = Annotated[Literal["-occurred_at", "occurred_at", "-score", "-amount"], SkipValidation]


class RiskFactor(Answer):
    """One contribution to the score."""

    code: str
    feature: str
    value: float | int | str | None
    points: float
    """Points of the score; above zero is towards fraud."""
    text: str
    evidence: str | None = None
    """The figures behind it."""


class RuleHit(Answer):
    """A rule, a list or the shield that spoke of a payment."""

    rule_id: int | None
    """Null of a list and of the shield."""
    name: str
    effect: Effect
    """What it does with a payment."""
    points: float
    """What it added to the score, by `effect: points` alone."""
    text: str
    decides: bool
    """True of the one that the decision is owed to."""
    source: Source


class Helpful(Answer):
    """A signal that was not sent and would have helped."""

    signal: str
    text: str
    """What it adds, as the end of a sentence that begins with it."""


class Prediction(Answer):
    """The judgement of one payment."""

    transaction_id: int
    external_id: str | None
    is_fraudulent: bool
    """True unless approved."""
    confidence: float
    """Distance of the score from the review line over the longest possible on that side, 1 where
    a rule decided against the score. It says how clear the answer is; it is not a
    probability.
    """
    risk_factors: list[RiskFactor] | None
    """What decided and the points of rules, then the model's largest first: the top six and
    `others`. With `base_points` they add up to `score`. Null in bulk for what is approved by
    the lines alone: ask for the transaction to see them.
    """
    base_points: float
    """The score of a typical payment, before any reason."""
    data_source: DataSource
    """`model`: scored now. `replay`: the stored answer of an earlier, identical request."""
    timestamp: datetime
    """When it was scored, UTC."""
    score: float
    """Higher is riskier."""
    level: Level
    decision: Decision
    hits: list[RuleHit]
    """Rules, lists and the shield that spoke of it."""
    policy_version: int
    """The number of the policy that decided."""
    probability: float | None
    """Calibrated chance of fraud; null below 200 labels, when nothing can be said."""
    anomaly_score: float
    """decision_function of the forest: lower is more unusual."""
    model_version: str
    arm: Arm | None
    """Which model judged: the champion or a challenger; null where none was drawn."""
    signals_missing: list[str]
    """Optional signals not sent, the one that would help the model most first."""
    signals_helpful: list[Helpful]
    """The three of them that would help most."""
    degraded: bool
    """True when a part of the judgement was unavailable."""


class RowError(Answer):
    """Why one row was not scored."""

    index: int
    """Position in `transactions`, from 0."""
    code: Code
    """Stable word for programs; `docs` leads to what each means."""
    message: str
    field: str | None


class BatchAnswer(Answer):
    """The judgements in the order sent, and the rows that failed."""

    predictions: list[Prediction]
    errors: list[RowError]


class Feedback(Answer):
    """One stored piece of feedback; it is never overwritten, the latest per source counts."""

    id: int
    transaction_id: int
    label: Label
    is_correct: bool
    """Whether `is_fraudulent` agreed with the label."""
    source: Annotated[Literal["reviewer", "chargeback", "refund", "customer"], SkipValidation]
    notes: str | None
    occurred_at: datetime
    created_by: str | None
    """Display name of the person, or name of the key."""
    created_at: datetime
    counts: bool
    """False when a later one of the same source replaced it."""


class BulkFeedback(Answer):
    """A stored piece of feedback, and which of the items sent it is."""

    id: int
    transaction_id: int
    label: Label
    is_correct: bool
    """Whether `is_fraudulent` agreed with the label."""
    source: Annotated[Literal["reviewer", "chargeback", "refund", "customer"], SkipValidation]
    notes: str | None
    occurred_at: datetime
    created_by: str | None
    """Display name of the person, or name of the key."""
    created_at: datetime
    counts: bool
    """False when a later one of the same source replaced it."""
    index: int
    """Position in `items`, from 0."""


class FeedbackBulkAnswer(Answer):
    """What was stored, in the order sent, and the items that failed."""

    feedback: list[BulkFeedback]
    errors: list[RowError]


class FeedbackLine(Answer):
    """A line of a file that came to nothing."""

    line: int
    """Line of the file, from 1; the header is line 1."""
    field: str | None
    outcome: Outcome
    message: str


class FeedbackFile(Answer):
    """What became of a file of labels."""

    id: int
    filename: str
    created_at: datetime
    rows: int
    """Lines read, bad ones included."""
    matched: int
    """Lines of which the payment is known."""
    labelled: int
    """Of those: what was said is new, and stored."""
    unchanged: int
    """Of those: the same source had said the same already."""
    unmatched: int
    """Lines that no payment fits."""
    ambiguous: int
    """Lines that several payments fit."""
    bad: int
    """Lines that cannot be read."""
    columns: dict[str, str]
    """Our field to the file's column, as matched."""
    ignored_columns: list[str]
    lines: list[FeedbackLine]
    """The first 1,000 lines that came to nothing; empty in lists."""
    seconds: float


class LabelNow(Answer):
    """The label that counts now: the latest of the strongest source."""

    label: Label
    source: Annotated[Literal["reviewer", "chargeback", "refund", "customer"], SkipValidation]


class ReviewNow(Answer):
    """The review of a payment as it stands."""

    id: int
    state: State
    resolution: Resolution | None


class TransactionRow(Answer):
    """A stored payment as lists show it."""

    id: int
    external_id: str | None
    amount: Decimal
    currency: str
    occurred_at: datetime
    created_at: datetime
    """When it was scored, UTC."""
    hour: int
    day_of_week: int
    merchant_category: int | str | None
    transaction_type: int | str | None
    customer: str | None
    card: str | None
    country: str | None
    score: float
    level: Level
    decision: Decision
    is_fraudulent: bool
    top_reason: str | None
    """Text of the largest reason; null where not stored."""
    label: LabelNow | None
    authorisation_expires_at: datetime | None
    selected: Selected | None
    """Why a payment that was approved or blocked is reviewed all the same."""
    review: ReviewNow | None
    """Null where none was opened."""


class TransactionPage(Answer):
    """One page of payments."""

    next_cursor: str | None
    """Send as `cursor` for the next page; null at the end."""
    items: list[TransactionRow]


class OnList(Answer):
    """A list that a value of a payment was in when it was judged, by its name of then."""

    list_id: int
    name: str
    effect: Annotated[Literal["block", "allow", "none"], SkipValidation]


class PolicyLines(Answer):
    """The lines that decided."""

    version: int
    review_line: float
    block_line: float


class TransactionDetail(Answer):
    """A stored payment with everything needed to judge it and to replay its score."""

    id: int
    external_id: str | None
    amount: Decimal
    currency: str
    occurred_at: datetime
    created_at: datetime
    """When it was scored, UTC."""
    hour: int
    day_of_week: int
    merchant_category: int | str | None
    transaction_type: int | str | None
    customer: str | None
    card: str | None
    country: str | None
    score: float
    level: Level
    decision: Decision
    is_fraudulent: bool
    top_reason: str | None
    """Text of the largest reason; null where not stored."""
    label: LabelNow | None
    authorisation_expires_at: datetime | None
    selected: Selected | None
    """Why a payment that was approved or blocked is reviewed all the same."""
    review: ReviewNow | None
    """Null where none was opened."""
    card_bin: str | None
    device: str | None
    terminal: str | None
    ip: str | None
    email: str | None
    customer_created_at: datetime | None
    item: str | None
    quantity: str | None
    """Units of the item, a decimal as text."""
    extra: dict[str, Any]
    confidence: float
    anomaly_score: float
    probability: float | None
    """Null below 200 labels."""
    base_points: float
    model_score: float
    """What the model alone said, before any rule."""
    rule_points: float
    """What rules added to it; the sum is `score`."""
    hits: list[RuleHit]
    """Rules, lists and the shield that spoke of it."""
    on_lists: list[OnList]
    """The lists that its values were in then, also those that only rules ask for."""
    wrong_rules: list[int]
    """Those rules of the hits that a reviewer called wrong about it."""
    risk_factors: list[RiskFactor] | None
    """By the model that judged. Null where they were not stored and it is gone."""
    counterfactual: str | None
    """What alone would have had it approved, each way verified by scoring it; null where a rule
    had a say.
    """
    features: dict[str, float | None]
    """What the model read; null where unknown."""
    signals_sent: int
    """How many of the optional signals the client sent."""
    signals_missing: list[str]
    """Optional signals not sent, the one that would help the model most first."""
    signals_helpful: list[Helpful]
    """The three of them that would help most."""
    model_version: str
    arm: Arm | None
    """Which model judged: the champion or a challenger."""
    policy: PolicyLines
    data_source: DataSource | Literal["sample"]
    """`sample`: made up, by `POST /api/sample-data`."""
    degraded: bool
    is_test: bool
    feedback: list[Feedback]
    """Newest first."""


class BadRow(Answer):
    """A row that could not be read."""

    line: int
    """Line of the file, from 1; the header is line 1."""
    field: str | None
    message: str


class Upload(Answer):
    """Totals of a scored file."""

    id: int
    filename: str
    created_at: datetime
    rows: int
    """Rows read, bad ones included."""
    scored: int
    replayed: int
    """Rows whose external_id was stored before with the same body."""
    bad: int
    approve: int
    review: int
    block: int
    currency: str
    amount: Decimal
    """Sum of the scored rows in the merchant's currency."""
    flagged_amount: Decimal
    columns: dict[str, str]
    """Our field to the file's column, as matched."""
    ignored_columns: list[str]
    bad_rows: list[BadRow]
    """The first 1,000."""
    result_path: str
    """Where to download the result as CSV."""
    seconds: float


class Costs(Answer):
    """What a mistake costs the merchant; documented defaults until changed."""

    chargeback_fee: str
    """Per confirmed fraud that went through."""
    margin: float
    """Share of an order's amount that is profit, 0..1."""
    review_cost: str
    """Of one order looked at by a person."""


class Merchant(Answer):
    """The tenant."""

    id: int
    name: str
    currency: str
    time_zone: str
    costs: Costs


class Me(Answer):
    """Who is calling: a person, or a key."""

    id: int | None
    """By which reviews, events and the team name a person; null for a key."""
    kind: Kind
    name: str
    email: str | None
    role: str | None
    scopes: list[str]
    mode: Mode
    """Which payments this caller is shown."""
    second_factor: bool
    """Whether signing in asks for a code as well."""
    session_id: int | None
    """The session of this request; null for a key."""
    merchant: Merchant | None
    """Null for an operator of the platform."""


class Payment(TypedDict, total=False):
    """A payment in the full shape: only `amount` is required, the rest are signals."""

    amount: Required[Decimal | int | str]
    """In units of the currency; 0 is a card check. Text is exact."""
    currency: str | None
    """ISO 4217; default the merchant's."""
    occurred_at: datetime | str | None
    """Default now; no zone means UTC. At most a day in the future."""
    hour: int | None
    """Default that of occurred_at, in UTC."""
    day_of_week: int | None
    """Monday is 0; default that of occurred_at, in UTC."""
    merchant_category: int | str | None
    transaction_type: int | str | None
    external_id: str | None
    """Your id of the payment; unique for you. Repeats replay."""
    customer: str | None
    card: str | None
    """A token of the card, never its number."""
    card_bin: str | None
    device: str | None
    terminal: str | None
    ip: str | None
    email: str | None
    """Kept for reviewers; no part of the judgement."""
    country: str | None
    """ISO 3166-1."""
    customer_created_at: datetime | str | None
    authorisation_expires_at: datetime | str | None
    item: str | None
    """What was bought; its price per unit is compared with its usual one."""
    quantity: Decimal | int | str | None
    """How many units of `item` were bought."""
    extra: dict[str, Any]
    """Anything else; kept, at most 16,000 characters."""


class FeedbackToSend(TypedDict, total=False):
    """What became known about a payment. Send `label` or `is_correct`, not both."""

    transaction_id: Required[int]
    label: Label | None
    """The truth about the payment."""
    is_correct: bool | None
    """Whether the answer was right; the label follows from it."""
    source: Annotated[Literal["reviewer", "chargeback", "refund", "customer"], SkipValidation]
    notes: str | None
    occurred_at: datetime | str | None
    """When it became known; default now. Not in the future."""


class TransactionFilters(TypedDict, total=False):
    """Which stored payments to list; all given filters must hold."""

    decision: Decision | None
    level: Level | None
    labelled: Labelled | None
    """Only payments with, or without, any feedback."""
    selected: Annotated[Literal["sample", "close_call", "any"], SkipValidation] | None
    """Only payments that are reviewed although none had to decide them."""
    occurred_from: datetime | str | None
    occurred_until: datetime | str | None
    """Exclusive."""
    amount_min: Decimal | int | str | None
    amount_max: Decimal | int | str | None
    score_min: float | None
    category: str | None
    type: str | None
    day_of_week: int | None
    """Monday is 0."""
    hour: int | None
    customer_age: CustomerAge | None
    """How long the customer had been one."""
    customer: str | None
    text: str | None
    """Part of external id, customer, card or e-mail; where it is the whole of one of the first
    three, only payments with exactly that.
    """
    burst: Burst | Literal["any"] | None
    """Only payments of newcomers in a burst, whatever the shield did."""
    rule: int | None
    """Only payments this rule was a hit of."""
    sort: Sort
