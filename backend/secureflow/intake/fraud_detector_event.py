"""An event as Amazon Fraud Detector's `GetEventPrediction` takes it, and the payment in it."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.intake import columns
from secureflow.intake import payment as payments
from secureflow.intake.columns import Matching
from secureflow.intake.fields import Reference, Storable, Text, UtcTime
from secureflow.intake.wording import in_words

ESSENTIAL = frozenset({"amount", "currency", "occurred_at", "external_id", "customer", "extra"})
"""Fields that no payment is judged without when they were sent; the others are signals."""
METADATA = {
    "EVENT_TIMESTAMP": "eventTimestamp",
    "EVENT_ID": "eventId",
    "ENTITY_ID": "entities",
}
"""What their files call a part of the event to what their API calls it."""

Name = Annotated[Text, Field(min_length=1, max_length=64)]


class _Theirs(BaseModel):
    """A part of their request; parts we have no use for are let pass, as their API does."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)


class FraudDetectorEntity(_Theirs):
    """Who performed the event."""

    entity_type: Name
    entity_id: Annotated[
        Reference, Field(description="Your id of the customer, or `unknown`; up to 128 characters.")
    ]


class FraudDetectorEvent(_Theirs):
    """The body of `GetEventPrediction`: a payment as an event."""

    detector_id: Annotated[Name, Field(description="Any; there is one policy for a merchant.")]
    detector_version_id: Annotated[Text | None, Field(max_length=5)] = None
    event_id: Annotated[Reference, Field(description="Your id of the payment. Repeats replay.")]
    event_type_name: Name
    entities: Annotated[
        list[FraudDetectorEntity],
        Field(min_length=1, max_length=10, description="The first is the customer."),
    ]
    event_timestamp: UtcTime
    event_variables: Annotated[
        dict[Name, Annotated[Text, Field(min_length=1, max_length=8_192), Storable]],
        Field(
            min_length=1,
            max_length=100,
            description="One is the amount, such as `order_price`; docs/fraud-detector.md has "
            "all names. Others are kept as they are.",
        ),
    ]


def parse(value: object) -> FraudDetectorEvent:
    """Return the event in a decoded JSON value; InvalidInput names the part in their words."""
    try:
        return FraudDetectorEvent.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"] if part != "[key]") or None
        words = in_words(first)
        raise InvalidInput(f"{field}: {words}" if field else words, field=field) from error


def read(event: FraudDetectorEvent, *, currency: str, now: datetime) -> tuple[Transaction, str]:
    """Return the payment in an event and the hash by which a repeat of it is known.

    ``currency`` is the merchant's and ``now`` an aware time. InvalidInput names the part at fault
    in their words.

    Variables we do not know are kept in `extra`. So is a signal we cannot read, such as a country
    in full: a checkout is waiting, and the rest of the payment can still be judged.
    """
    row: dict[str, str] = dict(event.event_variables)
    row["EVENT_TIMESTAMP"] = event.event_timestamp.isoformat()
    row["EVENT_ID"] = event.event_id
    row["ENTITY_ID"] = event.entities[0].entity_id
    try:
        matching = columns.match(list(row))
    except InvalidInput as error:
        raise InvalidInput(
            "eventVariables: none of them is the amount of a payment",
            field="eventVariables",
            fix="Add order_price, price or amount.",
        ) from error
    body = matching.payment(row)
    extra = {name: row[name] for name in matching.ignored}
    extra |= {"eventTypeName": event.event_type_name, "entityType": event.entities[0].entity_type}
    while True:
        try:
            payment = payments.parse(body | {"extra": extra})
            transaction = payments.to_transaction(payment, currency=currency, now=now)
            return transaction, payments.request_hash(payment)
        except InvalidInput as error:
            if error.field is None or error.field in ESSENTIAL:
                raise _in_their_words(error, matching) from error
            del body[error.field]
            theirs = matching.columns[error.field]
            extra[theirs] = row[theirs]


def _in_their_words(error: InvalidInput, matching: Matching) -> InvalidInput:
    column = matching.columns.get(error.field or "")
    field = "eventVariables" if column is None else METADATA.get(column)
    field = field or f"eventVariables.{column}"
    words = error.message.removeprefix(f"{error.field}: ")
    return InvalidInput(f"{field}: {words}", field=field)
