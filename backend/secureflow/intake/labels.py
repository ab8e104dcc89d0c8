"""A line of a file of labels: which payment it means, and what is said of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, ValidationError

from secureflow.domain import Label, Source
from secureflow.errors import InvalidInput
from secureflow.intake import fraud_detector
from secureflow.intake.fields import Amount, Reference, Request, Text, UtcTime
from secureflow.intake.payment import invalid

MAX_NOTES = 2_000
DAY = timedelta(days=1)
DATE_LENGTH = len("2026-11-21")
NAMES: dict[str, tuple[str, ...]] = {
    "external_id": (
        "external_id",
        "event_id",
        "order_id",
        "merchant_reference",
        "payment_id",
        "transaction_id",
        "tx_id",
        "reference",
        "id",
    ),
    "card": ("card", "card_token", "card_id"),
    "amount": ("amount", "transaction_amount", "payment_amount", "order_amount", "disputed_amount"),
    "currency": ("currency", "currency_code"),
    "occurred_at": (
        "occurred_at",
        "event_timestamp",
        "payment_date",
        "transaction_date",
        "order_date",
        "date",
    ),
    "label": ("label", "event_label", "is_fraud", "fraud"),
    "source": ("source",),
    "notes": ("notes", "reason", "reason_code", "chargeback_reason"),
    "known_at": ("known_at", "label_timestamp", "chargeback_date", "reported_at", "received_at"),
}
"""Our field to what files call it, the most telling first; capitals and blanks do not matter."""
WORDS: dict[str, Label] = {
    **dict.fromkeys(("fraud", "fraudulent", "1", "true", "yes"), "fraud"),
    **dict.fromkeys(("legitimate", "legit", "genuine", "0", "false", "no"), "legitimate"),
}
"""How files write a label."""


class LabelLine(Request):
    """What a line says once its cells are matched; ``occurred_at`` is when it was paid."""

    external_id: Reference | None = None
    card: Reference | None = None
    amount: Amount | None = None
    currency: Annotated[str | None, Field(pattern=r"^[A-Za-z]{3}$")] = None
    occurred_at: UtcTime | None = None
    source: Source | None = None
    notes: Annotated[Text | None, Field(max_length=MAX_NOTES)] = None
    known_at: UtcTime | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """By what a payment can be found where it is not named: its card, amount and day."""

    card: str
    amount: Decimal
    currency: str | None
    paid_from: datetime
    paid_until: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """What a line says: of which payment, by name or by a lead, and what of it."""

    external_id: str | None
    lead: Lead | None
    label: Label
    source: Source | None
    notes: str | None
    known_at: datetime | None


@dataclass(frozen=True, slots=True)
class LabelColumns:
    """Our field to the file's column, and the columns that are none of ours."""

    columns: Mapping[str, str]
    ignored: Sequence[str]

    def read(self, row: Mapping[str, Any]) -> Found:
        """Return what a line says; InvalidInput names the cell at fault."""
        cells = {field: _text(field, row.get(column)) for field, column in self.columns.items()}
        label = _label(cells.pop("label", None)) if "label" in self.columns else "fraud"
        is_day = len(cells.get("occurred_at") or "") == DATE_LENGTH
        try:
            line = LabelLine.model_validate({n: v for n, v in cells.items() if v is not None})
        except ValidationError as error:
            raise invalid(error) from error
        lead = _lead(line, is_day=is_day)
        if line.external_id is None and lead is None:
            raise InvalidInput(
                "external_id: is empty, and card, amount and date are not all there",
                field="external_id",
            )
        return Found(line.external_id, lead, label, line.source, line.notes, line.known_at)


def match(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> LabelColumns:
    """Return how a file's columns match; ``chosen`` is ours to theirs and wins.

    Raises InvalidInput where no payment can be told by these columns, or a choice names nothing.
    A file without a column of labels holds chargebacks: every line of it says fraud.
    """
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise InvalidInput(f"header: the column {repeated[0]!r} stands twice", field="header")
    columns = dict(chosen or {})
    for ours, theirs in columns.items():
        if ours not in NAMES:
            raise InvalidInput(f"map: {ours!r} is not a field of a label", field="map")
        if theirs not in header:
            raise InvalidInput(f"map: the file has no column {theirs!r}", field="map")
    free = {_plain(name): name for name in header if name not in columns.values()}
    for field, names in NAMES.items():
        found = next((free.pop(name) for name in names if name in free), None)
        if found is not None:
            columns.setdefault(field, found)
    if "external_id" not in columns and not {"card", "amount", "occurred_at"} <= columns.keys():
        raise InvalidInput(
            "header: no column names the payments",
            field="header",
            fix="Call one external_id, or three of them card, amount and occurred_at.",
        )
    used = set(columns.values())
    return LabelColumns(columns, [name for name in header if name not in used])


def _text(field: str, cell: Any) -> str | None:
    text = "" if cell is None else str(cell).strip()
    if field in ("occurred_at", "known_at"):
        text = str(fraud_detector.value("occurred_at", text))
    return text or None


def _label(text: str | None) -> Label:
    label = WORDS.get((text or "").casefold())
    if label is None:
        raise InvalidInput(
            "label: is neither fraud nor legitimate" if text else "label: is empty", field="label"
        )
    return label


def _lead(line: LabelLine, *, is_day: bool) -> Lead | None:
    """Return by what to look for a payment: paid a day before or after is near enough.

    Banks and shops write the day of another time zone, or that of the booking.
    """
    if line.card is None or line.amount is None or line.occurred_at is None:
        return None
    until = line.occurred_at + DAY + (DAY if is_day else timedelta())
    currency = line.currency.upper() if line.currency else None
    return Lead(line.card, line.amount, currency, line.occurred_at - DAY, until)


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_").lstrip("\ufeff")
