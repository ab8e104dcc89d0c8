"""A payment as a client sends it, in the full or in the legacy shape, and what it means to us."""

import hashlib
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    RootModel,
    Tag,
    ValidationError,
)

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.intake.currencies import CURRENCIES
from secureflow.intake.fields import (
    Address,
    Amount,
    Email,
    Extra,
    Quantity,
    Reference,
    Request,
    Storable,
    UtcTime,
    Whole,
)
from secureflow.intake.wording import in_words

CATEGORY_CODES = 10
TYPE_CODES = 3
MOST_AHEAD = timedelta(days=1)
"""How far a clock may be ahead, or a time without a zone of a place east of Greenwich.

A payment of a later time would be the latest of its entities for as long: whatever is paid until
then would lie before their windows, and what is usual would fade to nothing.
"""
MAX_CODE = 2**31
MAX_TEXT_CODE = 64
FIELD_NAMES = {"idempotency_key": "Idempotency-Key", "last_event_id": "Last-Event-ID"}
"""Fields that callers know by another name."""
LEGACY_ONLY = frozenset({"merchant", "category", "timestamp", "type"})


def _code(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < MAX_CODE
    if not whole and not (isinstance(value, str) and 0 < len(value) <= MAX_TEXT_CODE):
        raise ValueError("must be a whole number or text up to 64 characters")
    return value


ClientCode = Annotated[
    Annotated[int, Field(gt=-MAX_CODE, lt=MAX_CODE)]
    | Annotated[str, Field(min_length=1, max_length=MAX_TEXT_CODE), Storable],
    BeforeValidator(_code),
]


HourOfDay = Annotated[
    int, Field(ge=0, le=23, description="Default that of occurred_at, in UTC."), Whole
]
DayOfWeek = Annotated[
    int, Field(ge=0, le=6, description="Monday is 0; default that of occurred_at, in UTC."), Whole
]


class PredictRequest(Request):
    """A payment in the full shape: only `amount` is required, the rest are signals."""

    amount: Amount
    currency: Annotated[
        str | None, Field(pattern=r"^[A-Za-z]{3}$", description="ISO 4217; default the merchant's.")
    ] = None
    occurred_at: Annotated[
        UtcTime | None,
        Field(description="Default now; no zone means UTC. At most a day in the future."),
    ] = None
    hour: HourOfDay | None = None
    day_of_week: DayOfWeek | None = None
    merchant_category: ClientCode | None = None
    transaction_type: ClientCode | None = None
    external_id: Annotated[
        Reference | None,
        Field(description="Your id of the payment; unique for you. Repeats replay."),
    ] = None
    customer: Reference | None = None
    card: Annotated[
        Reference | None, Field(description="A token of the card, never its number.")
    ] = None
    card_bin: Annotated[str | None, Field(pattern=r"^\d{6,8}$")] = None
    device: Reference | None = None
    terminal: Reference | None = None
    ip: Address | None = None
    email: Annotated[
        Email | None, Field(description="Kept for reviewers; no part of the judgement.")
    ] = None
    country: Annotated[str | None, Field(pattern=r"^[A-Za-z]{2}$", description="ISO 3166-1.")] = (
        None
    )
    customer_created_at: UtcTime | None = None
    authorisation_expires_at: UtcTime | None = None
    item: Annotated[
        Reference | None,
        Field(description="What was bought; its price per unit is compared with its usual one."),
    ] = None
    quantity: Quantity | None = None
    extra: Annotated[
        Extra,
        Field(default_factory=dict, description="Anything else; kept, at most 16,000 characters."),
    ]


class LegacyRequest(Request):
    """The older shape; any of merchant, category, timestamp or type makes a request legacy."""

    amount: Amount
    merchant: Reference | None = None
    category: Reference | None = None
    timestamp: Annotated[UtcTime | None, Field(description="No zone means UTC.")] = None
    type: Reference | None = None


def shape_of(value: Any) -> str:
    """Return "legacy" when any field of the legacy shape is present, else "full"."""
    keys = value.keys() if isinstance(value, dict) else ()
    return "legacy" if LEGACY_ONLY.intersection(keys) else "full"


class PredictBody(
    RootModel[
        Annotated[
            Annotated[PredictRequest, Tag("full")] | Annotated[LegacyRequest, Tag("legacy")],
            Discriminator(shape_of),
        ]
    ]
):
    """A payment to judge, in the full or in the legacy shape, never mixed."""


Payment = PredictRequest | LegacyRequest


def parse(value: object) -> Payment:
    """Return the payment in a decoded JSON value or a row; InvalidInput names the field."""
    try:
        return PredictBody.model_validate(value).root
    except ValidationError as error:
        raise invalid(error) from error


def invalid(error: ValidationError) -> InvalidInput:
    """Return our error for Pydantic's: the first problem, its field and what was wrong in words."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = [part for part in first["loc"] if part not in ("full", "legacy")]
    field = FIELD_NAMES.get(str(path[0]), str(path[0])) if path else None
    message = in_words(first)
    if first["type"] == "extra_forbidden":
        legacy = first["loc"][0] == "legacy"
        message = (
            "cannot be mixed with the fields of the legacy shape"
            if legacy and field in PredictRequest.model_fields
            else "is not a field of this request"
        )
    return InvalidInput(f"{field}: {message}" if field else message, field=field)


def request_hash(payment: Payment) -> str:
    """Return a SHA-256 of what was sent; equal for the same fields with the same values."""
    return hashlib.sha256(payment.model_dump_json(exclude_unset=True).encode()).hexdigest()


def to_transaction(payment: Payment, *, currency: str, now: datetime) -> Transaction:
    """Return the payment in our words; ``currency`` is the merchant's and ``now`` an aware time.

    Raises InvalidInput when the currency is not one of ISO 4217, or the time lies ahead of us.
    """
    if isinstance(payment, LegacyRequest):
        return _from_legacy(payment, currency, now)
    wanted = (payment.currency or currency).upper()
    if wanted not in CURRENCIES:
        raise InvalidInput(f"currency: {wanted} is not a currency of ISO 4217", field="currency")
    occurred_at = _moment(payment.occurred_at, "occurred_at", now)
    return Transaction(
        amount=payment.amount,
        currency=wanted,
        occurred_at=occurred_at,
        hour=occurred_at.hour if payment.hour is None else payment.hour,
        day_of_week=(occurred_at.weekday() if payment.day_of_week is None else payment.day_of_week),
        merchant_category=payment.merchant_category,
        transaction_type=payment.transaction_type,
        external_id=payment.external_id,
        customer=payment.customer,
        card=payment.card,
        card_bin=payment.card_bin,
        device=payment.device,
        terminal=payment.terminal,
        ip=str(payment.ip) if payment.ip else None,
        email=payment.email,
        country=payment.country.upper() if payment.country else None,
        customer_created_at=payment.customer_created_at,
        authorisation_expires_at=payment.authorisation_expires_at,
        item=payment.item,
        quantity=payment.quantity,
        extra=payment.extra,
    )


def _from_legacy(payment: LegacyRequest, currency: str, now: datetime) -> Transaction:
    occurred_at = _moment(payment.timestamp, "timestamp", now)
    category = payment.category or payment.merchant
    sent = payment.model_dump(mode="json", include={"merchant", "category", "type"})
    return Transaction(
        amount=payment.amount,
        currency=currency,
        occurred_at=occurred_at,
        hour=occurred_at.hour,
        day_of_week=occurred_at.weekday(),
        merchant_category=stable_code(category, CATEGORY_CODES) if category else None,
        transaction_type=stable_code(payment.type, TYPE_CODES) if payment.type else 0,
        extra={name: value for name, value in sent.items() if value is not None},
    )


def _moment(sent: datetime | None, field: str, now: datetime) -> datetime:
    if sent is None:
        return now
    if sent > now + MOST_AHEAD:
        raise InvalidInput(
            f"{field}: lies more than a day in the future",
            field=field,
            fix="Send when the payment was made, with its time zone.",
        )
    return sent


def stable_code(text: str, codes: int) -> int:
    """Return a code in 0..codes-1 for a text, the same in every process and release.

    The first eight bytes of the text's SHA-256, big-endian, modulo ``codes``. Case and outer
    blanks do not matter.
    """
    digest = hashlib.sha256(text.strip().casefold().encode()).digest()
    return int.from_bytes(digest[:8], "big") % codes
