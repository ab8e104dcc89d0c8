"""The list of fields a rule may compare: how each is said, what it is, and where it comes from."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "money", "text", "code", "country", "currency", "flag", "any"]
Turn = Literal[
    "plain", "count", "days", "minutes", "speed", "times", "more_times", "percent", "share", "new"
]
"""How a field comes from an input of the model, see ``naturals``."""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact of one payment in the unit people think in.

    ``phrase`` is how a sentence says it, of a flag the whole clause (``denied`` its contrary).
    ``reads`` are the fields of the Transaction it is made of; else ``source`` is an input of the
    model by name, or ``score`` or ``probability``, and ``turn`` the way back to ``unit``.
    ``values`` are all texts there are, where they are few; ``low`` and ``high`` bound a number.
    """

    name: str
    phrase: str
    kind: Kind
    unit: str = ""
    reads: tuple[str, ...] = ()
    source: str | None = None
    turn: Turn = "plain"
    denied: str = ""
    is_plural: bool = False
    list_kind: str | None = None
    values: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None

    @property
    def is_number(self) -> bool:
        """Return whether numbers are compared with it."""
        return self.kind in ("number", "money")


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EXTRA = "extra."
EXTRA_NAME = re.compile(r"extra(\.[A-Za-z0-9_-]{1,64}){1,5}")
"""A value within what the client sent besides, by its keys."""


def _text(name: str, phrase: str, kind: Kind = "text", list_kind: str | None = None) -> Field:
    return Field(name, phrase, kind, reads=(name,), list_kind=list_kind)


OF_THE_PAYMENT: tuple[Field, ...] = (
    Field("amount", "amount", "money", "", ("amount",), low=0.0),
    _text("currency", "currency", "currency"),
    _text("country", "country", "country", "country"),
    Field("hour", "hour", "number", "", ("hour",), low=0.0, high=23.0),
    Field("day_of_week", "weekday", "text", "", ("day_of_week",), values=WEEKDAYS),
    _text("merchant_category", "category", "code"),
    _text("transaction_type", "type of payment", "code"),
    _text("item", "item"),
    Field("quantity", "quantity", "number", "", ("quantity",), low=0.0),
    _text("customer", "customer", list_kind="customer"),
    _text("card", "card", list_kind="card"),
    _text("card_bin", "card BIN", list_kind="card_bin"),
    _text("device", "device", list_kind="device"),
    _text("terminal", "terminal", list_kind="terminal"),
    _text("ip", "address", list_kind="ip"),
    _text("email", "e-mail", list_kind="email"),
    Field("email_domain", "e-mail domain", "text", "", ("email",), list_kind="domain"),
    Field(
        "account_age",
        "account age",
        "number",
        "days",
        ("occurred_at", "customer_created_at"),
        low=0.0,
    ),
)

SAID_BY_THE_MODEL: tuple[Field, ...] = (
    Field("score", "score", "number", "", source="score", low=0.0, high=100.0),
    Field(
        "probability",
        "chance of fraud",
        "number",
        "percent",
        source="probability",
        turn="percent",
        low=0.0,
        high=100.0,
    ),
)

SPANS = {
    "10m": "10 minutes",
    "1h": "1 hour",
    "24h": "24 hours",
    "7d": "7 days",
    "30d": "30 days",
}
COUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("customer_count", "earlier payments of the customer", ("10m", "1h", "24h", "7d", "30d")),
    ("card_count", "earlier payments of the card", ("10m", "1h", "24h", "7d")),
    ("device_count", "earlier payments from the device", ("24h",)),
    ("ip_count", "earlier payments from the address", ("1h",)),
    ("terminal_count", "earlier payments at the terminal", ("1h", "24h", "7d", "30d")),
    ("card_devices", "other devices of the card", ("30d",)),
    ("card_ips", "other addresses of the card", ("24h",)),
    ("card_customers", "other customers of the card", ("30d",)),
    ("device_cards", "other cards on the device", ("24h", "30d")),
    ("device_customers", "other customers on the device", ("30d",)),
    ("ip_cards", "other cards at the address", ("24h", "30d")),
    ("ip_customers", "other customers at the address", ("24h",)),
)
"""Counts of payments judged before whose time lies in (time of this one - span, its time].

Spans of days are counted in whole hours, the one of this payment among them. "Others" are distinct,
without this payment's own, and met after the span began. A payment that comes late finds what is
kept of its entity: back from the latest payment 24 hours, for spans of days 30 days."""


def _count(stem: str, said: str, span: str) -> Field:
    name = f"{stem}_{span}"
    return Field(
        name,
        f"{said} in {SPANS[span]}",
        "number",
        source=name,
        turn="count",
        is_plural=True,
        low=0.0,
    )


def _turned(name: str, phrase: str, unit: str, turn: Turn, source: str | None = None) -> Field:
    high = 100.0 if turn in ("percent", "share") else None
    return Field(name, phrase, "number", unit, source=source or name, turn=turn, low=0.0, high=high)


def _flag(name: str, phrase: str, denied: str) -> Field:
    return Field(name, phrase, "flag", source=name, turn="new", denied=denied)


ENTITIES = {
    "customer": "customer",
    "card": "card",
    "device": "device",
    "ip": "address",
    "terminal": "terminal",
}

OF_THE_HISTORY: tuple[Field, ...] = (
    *(_count(stem, said, span) for stem, said, spans in COUNTS for span in spans),
    _turned("customer_age", "customer age", "days", "days"),
    _turned("card_age", "card age", "days", "days"),
    _turned("customer_since_last", "time since the customer's last payment", "minutes", "minutes"),
    _turned("card_since_last", "time since the card's last payment", "minutes", "minutes"),
    _turned("amount_vs_usual", "amount against the usual", "times", "times", "amount"),
    _turned("amount_vs_category", "amount against the category's usual", "times", "times"),
    _turned("amount_vs_item", "price against the item's usual", "times", "times"),
    _turned("amount_vs_customer", "amount against the customer's usual", "times", "times"),
    _turned("amount_vs_card", "amount against the card's usual", "times", "times"),
    _turned("amount_vs_terminal", "amount against the terminal's usual", "times", "times"),
    _turned(
        "customer_spent_24h",
        "sum of the customer in 24 hours against its usual payment",
        "times",
        "more_times",
    ),
    _turned(
        "customer_spent_7d",
        "sum of the customer in 7 days against its usual payment",
        "times",
        "more_times",
    ),
    _turned("customer_pace", "pace of the customer against its usual day", "times", "times"),
    _turned("terminal_pace", "pace of the terminal against its usual day", "times", "times"),
    _turned(
        "country_share", "share of payments from the country", "percent", "share", "country_rarity"
    ),
    _turned("travel_speed", "travel speed from the last country", "km/h", "speed"),
    _flag(
        "customer_new_device",
        "the device is new for the customer",
        "the device is not new for the customer",
    ),
    _flag(
        "customer_new_ip",
        "the address is new for the customer",
        "the address is not new for the customer",
    ),
    _flag(
        "customer_new_country",
        "the country is new for the customer",
        "the country is not new for the customer",
    ),
    _flag(
        "customer_new_terminal",
        "the terminal is new for the customer",
        "the terminal is not new for the customer",
    ),
    *(
        field
        for kind, said in ENTITIES.items()
        for field in (
            _turned(
                f"{kind}_fraud_rate_30d",
                f"fraud rate of the {said} in 30 days",
                "percent",
                "percent",
            ),
            _turned(
                f"{kind}_since_fraud",
                f"time since the last fraud of the {said}",
                "days",
                "days",
            ),
        )
    ),
)

FIELDS: tuple[Field, ...] = (*OF_THE_PAYMENT, *SAID_BY_THE_MODEL, *OF_THE_HISTORY)
BY_NAME: dict[str, Field] = {field.name: field for field in FIELDS}
BY_LIST_KIND: dict[str, Field] = {f.list_kind: f for f in FIELDS if f.list_kind is not None}


def field_of(name: str) -> Field | None:
    """Return the field of this name, one of ``extra`` as well; None where there is none."""
    if EXTRA_NAME.fullmatch(name):
        return Field(name, name, "any", reads=("extra",))
    return BY_NAME.get(name)
