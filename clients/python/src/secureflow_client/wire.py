"""How values travel: money and times as text, exact; what would be guessed is refused."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from secureflow_client.generated import MONEY


def body(values: Mapping[str, Any]) -> bytes:
    """Return a JSON object.

    Raises TypeError for money given as float and for what JSON does not know, ValueError for a
    time without a zone and for numbers that are not finite.
    """
    _check(values)
    return json.dumps(values, default=_text, allow_nan=False, ensure_ascii=False).encode()


def query(values: Mapping[str, Any]) -> dict[str, str | int | float]:
    """Return the parameters of an address; what is None is left out. Raises like `body`."""
    _check(values)
    given = {name: value for name, value in values.items() if value is not None}
    return {
        name: value if isinstance(value, str | int | float) else _text(value)
        for name, value in given.items()
    }


def _check(values: Mapping[str, Any]) -> None:
    for name in MONEY & values.keys():
        if isinstance(values[name], float):
            raise TypeError(
                f"{name}: a float cannot hold most amounts exactly; give a Decimal, or text such "
                'as "12.80"'
            )


def _text(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError(
            f"{value.isoformat()} has no time zone; use datetime.now(UTC), or .astimezone() for a "
            "local time"
        )
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} cannot be sent as JSON")
