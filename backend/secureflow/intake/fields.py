"""The kinds of value a client may send: strict, limited, and in one unit each."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

MAX_AMOUNT = Decimal("999999999999")
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


class Request(BaseModel):
    """A body or query a client sends: unknown fields are refused by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _no_bool(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("must be a number, not true or false")
    return value


def _no_fraction(value: Any) -> Any:
    _no_bool(value)
    if isinstance(value, Decimal | float):
        if value != int(value):
            raise ValueError("must be a whole number")
        return int(value)
    return value


def _as_utc(value: datetime) -> datetime:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
    if not EARLIEST <= aware < LATEST:
        raise ValueError("must lie between 1990 and 2099")
    return aware.astimezone(UTC)


def _iso_text(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise ValueError("must be a time in ISO 8601, such as 2026-11-21T09:30:00Z")
    return value


def _no_nul(value: str) -> str:
    if "\x00" in value:
        raise ValueError("must not contain a NUL character")
    return value


Amount = Annotated[
    Decimal,
    BeforeValidator(_no_bool),
    Field(ge=0, le=MAX_AMOUNT, decimal_places=4, allow_inf_nan=False),
    WithJsonSchema(
        {
            "description": "In units of the currency; 0 is a card check. A decimal string is exact.",
            "examples": ["1284.00"],
            "anyOf": [
                {"type": "number", "minimum": 0, "maximum": int(MAX_AMOUNT)},
                {"type": "string", "pattern": r"^\d{1,12}(\.\d{1,4})?$"},
            ],
        }
    ),
]
Whole = BeforeValidator(_no_fraction)
Text = Annotated[str, Field(strict=True), AfterValidator(_no_nul)]
Reference = Annotated[Text, Field(min_length=1, max_length=128)]
UtcTime = Annotated[
    datetime, BeforeValidator(_iso_text, json_schema_input_type=datetime), AfterValidator(_as_utc)
]
