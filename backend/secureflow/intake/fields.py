"""The kinds of value a client may send: strict, limited, and in one unit each."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from math import isfinite
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    IPvAnyAddress,
    StringConstraints,
    WithJsonSchema,
)

MAX_AMOUNT = Decimal("999999999999")
MAX_QUANTITY = Decimal("999999999")
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
MAX_DEPTH = 8
MAX_EXTRA = 16_000
ISO_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}")


class Request(BaseModel):
    """A body or query a client sends: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _not_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    return value


def _written(value: Any) -> Any:
    """Refuse a number for an address: false would be read as 0.0.0.0."""
    if not isinstance(value, str):
        raise ValueError("must be an IPv4 or IPv6 address")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("must be a whole number")
    if isinstance(value, Decimal):
        # What is beyond the range is refused first: arithmetic on such a number fails.
        in_range = value.is_finite() and -MAX_AMOUNT <= value <= MAX_AMOUNT
        if not in_range or value != value.to_integral_value():
            raise ValueError("must be a whole number")
        return int(value)
    return value


def _as_utc(value: datetime) -> datetime:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
    if not EARLIEST <= aware < LATEST:
        raise ValueError("must lie between 1990 and 2099")
    return aware.astimezone(UTC)


def _iso_text(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and ISO_DATE.match(value)):
        return value
    raise ValueError("must be a time in ISO 8601, such as 2026-11-21T09:30:00Z")


def _storable(value: str) -> str:
    if value.isascii() and "\x00" not in value:
        return value
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("must not contain NUL characters or halves of surrogate pairs")
    return value


def _extra(value: Any, depth: int = 0) -> Any:
    """Return the value with numbers that JSON can hold; refuse what PostgreSQL cannot store."""
    if depth > MAX_DEPTH:
        raise ValueError(f"must not be nested deeper than {MAX_DEPTH}")
    if isinstance(value, str):
        return _storable(value)
    if isinstance(value, Decimal):
        number = float(value)
        if not isfinite(number):
            raise ValueError("must not contain numbers beyond the range of a double")
        return number
    if isinstance(value, dict):
        return {_extra(str(key)): _extra(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_extra(item, depth + 1) for item in value]
    return value


def _small(value: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(value)) > MAX_EXTRA:
        raise ValueError(f"must not exceed {MAX_EXTRA} characters as JSON")
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(_not_bool),
    Field(ge=0, le=MAX_AMOUNT, decimal_places=4, allow_inf_nan=False),
    WithJsonSchema(
        {
            "description": "In units of the currency; 0 is a card check. Text is exact.",
            "examples": ["1284.00"],
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": int(MAX_AMOUNT)},
                {"type": "string", "pattern": r"^\d{1,12}(\.\d{1,4})?$"},
            ],
        }
    ),
]
Quantity = Annotated[
    Decimal,
    BeforeValidator(_not_bool),
    Field(gt=0, le=MAX_QUANTITY, decimal_places=4, allow_inf_nan=False),
    WithJsonSchema(
        {
            "description": "How many units of `item` were bought.",
            "examples": [2],
            "anyOf": [
                {"type": "number", "exclusiveMinimum": 0, "maximum": int(MAX_QUANTITY)},
                {"type": "string", "pattern": r"^\d{1,9}(\.\d{1,4})?$"},
            ],
        }
    ),
]
Address = Annotated[IPvAnyAddress, BeforeValidator(_written)]
Whole = BeforeValidator(_whole)
Storable = AfterValidator(_storable)
Text = Annotated[str, Field(strict=True), Storable]
Name = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=100),
    Storable,
]
Reference = Annotated[str, Field(strict=True, min_length=1, max_length=128), Storable]
Email = Annotated[
    str,
    Field(strict=True, min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$"),
    Storable,
]
UtcTime = Annotated[
    datetime, BeforeValidator(_iso_text, json_schema_input_type=datetime), AfterValidator(_as_utc)
]
Extra = Annotated[
    dict[str, Any],
    BeforeValidator(_extra, json_schema_input_type=dict[str, Any]),
    AfterValidator(_small),
    Field(max_length=50),
]
