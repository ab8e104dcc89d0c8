"""Which column of a file is which field: matched by name, or as the caller says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secureflow.errors import InvalidInput
from secureflow.intake import fraud_detector
from secureflow.intake.payment import LegacyRequest, PredictRequest

ALIASES: dict[str, tuple[str, ...]] = {
    "amount": ("value", "total", "order_amount", "transaction_amount", "amt"),
    "occurred_at": ("date", "time", "datetime", "created", "ts", "transaction_date", "order_date"),
    "day_of_week": ("weekday", "dow"),
    "external_id": ("id", "order_id", "transaction_id", "tx_id", "payment_id"),
    "customer": ("customer_id", "client_id", "user_id", "buyer"),
    "card": ("card_id", "card_token"),
    "device": ("device_id",),
    "terminal": ("terminal_id", "pos_id"),
    "merchant_category": ("mcc", "product_category"),
    "transaction_type": ("trans_type", "payment_type"),
    "ip": ("ip_address",),
    "email": ("e_mail", "email_address"),
    "country": ("country_code",),
    "card_bin": ("bin",),
    "item": ("product", "product_id", "sku", "item_id"),
    "quantity": ("qty", "units"),
}
FILE_FIELDS = tuple(name for name in PredictRequest.model_fields if name != "extra")
LEGACY_FIELDS = tuple(LegacyRequest.model_fields)
WHOLE_FIELDS = frozenset({"hour", "day_of_week"})
NUMBER_FIELDS = frozenset({"amount", "quantity"})
CODE_FIELDS = frozenset({"merchant_category", "transaction_type"})


@dataclass(frozen=True, slots=True)
class Matching:
    """Our field to the file's column, and the columns that matched nothing.

    ``is_fraud_detectors`` says that values are written as Amazon Fraud Detector does.
    """

    columns: Mapping[str, str]
    ignored: Sequence[str]
    is_fraud_detectors: bool = False

    def payment(self, row: Mapping[str, object]) -> dict[str, object]:
        """Return a row as the body of a request; blank cells are missing signals."""
        body: dict[str, object] = {}
        for field, column in self.columns.items():
            cell = row.get(column)
            value = cell.strip() if isinstance(cell, str) else cell
            if self.is_fraud_detectors:
                value = fraud_detector.value(field, value)
            if value is not None and value != "":
                body[field] = _typed(field, value)
        return body


def match(header: Sequence[str], chosen: Mapping[str, str] | None = None) -> Matching:
    """Return how a file's columns match our fields; ``chosen`` is ours to theirs and wins.

    Raises InvalidInput when there is no amount, a column stands twice, or a choice names what
    does not exist.
    """
    repeated = sorted({name for name in header if header.count(name) > 1})
    if repeated:
        raise InvalidInput(f"header: the column {repeated[0]!r} stands twice", field="header")
    chosen = dict(chosen or {})
    for ours, theirs in chosen.items():
        if ours not in (*FILE_FIELDS, "label"):
            raise InvalidInput(f"map: {ours!r} is not a field of a payment", field="map")
        if theirs not in header:
            raise InvalidInput(f"map: the file has no column {theirs!r}", field="map")
    by_name = {_plain(name): name for name in header if name not in chosen.values()}
    is_theirs = fraud_detector.is_theirs(header)
    legacy = {"merchant", "category", "timestamp", "type"} & by_name.keys()
    fields = FILE_FIELDS
    if legacy and not chosen and not is_theirs and not _full(by_name):
        fields = LEGACY_FIELDS
    columns = {ours: theirs for ours, theirs in chosen.items() if ours in fields}
    for field in fields:
        names = _names(field, is_theirs=is_theirs) if fields is FILE_FIELDS else (field,)
        found = next((by_name[name] for name in names if name in by_name), None)
        if found is not None and field not in columns and found not in columns.values():
            columns[field] = found
    if "amount" not in columns:
        raise InvalidInput(
            "header: no column is called amount",
            field="header",
            fix="Name the columns amount, hour, day_of_week, merchant_category, transaction_type.",
        )
    used = {*columns.values(), *chosen.values()}
    return Matching(columns, [name for name in header if name not in used], is_theirs)


def _names(field: str, *, is_theirs: bool) -> tuple[str, ...]:
    ours = (field, *ALIASES.get(field, ()))
    return (*fraud_detector.NAMES.get(field, ()), *ours) if is_theirs else ours


def _full(by_name: Mapping[str, str]) -> bool:
    return bool({"hour", "day_of_week", "merchant_category", "transaction_type"} & by_name.keys())


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_").lstrip("\ufeff")


def _typed(field: str, value: object) -> object:
    """Return a cell as the kind of value its field takes: whole numbers and codes from text."""
    if field in WHOLE_FIELDS or field in CODE_FIELDS:
        if isinstance(value, float) and value.is_integer():
            return int(value)
        text = str(value)
        digits = text.lstrip("-")
        if (
            digits.isascii()
            and digits.isdigit()
            and (field in WHOLE_FIELDS or str(int(text)) == text)
        ):
            return int(text)
        return value if field in WHOLE_FIELDS else text
    return value if field in NUMBER_FIELDS else str(value)
