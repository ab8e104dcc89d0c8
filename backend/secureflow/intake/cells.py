"""Whole columns of a file as arrays of values: what millions of rows need in the place of bodies.

Each function returns the values and which cells were written but not understood; a blank cell is
an unknown value. The limits are those of a request.
"""

import math
from collections.abc import Callable, Set
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.intake.currencies import CURRENCIES
from secureflow.intake.fields import EARLIEST, LATEST, MAX_AMOUNT

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]

FRAUD_VALUES = frozenset({"1", "true", "t", "yes", "y", "fraud", "fraudulent"})
GOOD_VALUES = frozenset(
    {"0", "false", "f", "no", "n", "ok", "good", "legit", "legitimate", "genuine", "normal"}
)
FRAUD, GOOD, UNKNOWN = 1, 0, -1
FIRST, LAST = EARLIEST.timestamp(), LATEST.timestamp()
MILLI, MICRO, NANO = 1e11, 1e14, 1e17
"""A number above these is a time in milli-, micro- or nanoseconds since 1970, else in seconds."""


def amounts(column: pa.ChunkedArray) -> tuple[Floats, Bools]:
    """Return numbers of 0 or more, NaN where blank; negative or huge ones are not understood."""
    found, bad = _numbers(column)
    bad |= (found < 0.0) | (found > float(MAX_AMOUNT))
    return np.where(bad, np.nan, found), bad


def times(column: pa.ChunkedArray) -> tuple[Floats, Bools]:
    """Return seconds since 1970 in UTC, NaN where blank; no zone means UTC.

    Times are ISO 8601 from 1990 to 2099, or numbers of 0 or more since 1970.
    """
    column = _spelled_out(column)
    kind = column.type
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return _in_range(_seconds(column.cast(pa.timestamp("us", getattr(kind, "tz", None)))))
    if _is_text(kind):
        # Arrow reads a column whole, all of it with a zone or all without; what is neither, such
        # as one with a bad cell, is read cell by cell, so that only the bad ones are lost.
        for zone in (None, "UTC"):
            with suppress(pa.ArrowInvalid):
                return _in_range(_seconds(column.cast(pa.timestamp("us", zone))))
        seconds, bad = _each(column, _time)
        return seconds.astype(np.float64), bad
    found, bad = _numbers(column)
    largest = np.nanmax(found) if np.isfinite(found).any() else 0.0
    unit = 1e9 if largest > NANO else 1e6 if largest > MICRO else 1e3 if largest > MILLI else 1.0
    bad |= (found < 0.0) | (found / unit >= LAST)
    return np.where(bad, np.nan, found / unit), bad


def whole(column: pa.ChunkedArray, most: int) -> tuple[NDArray[np.int64], Bools]:
    """Return whole numbers of 0 to ``most``, -1 where blank or not understood."""
    found, bad = _numbers(column)
    bad |= ~np.isnan(found) & ((found < 0.0) | (found > most) | (found != np.floor(found)))
    return np.where(bad | np.isnan(found), -1.0, found).astype(np.int64), bad


def references(column: pa.ChunkedArray) -> tuple[Objects, Bools]:
    """Return text, None where blank; equal cells are the same object."""
    return _each(column, lambda text: text)


def codes(column: pa.ChunkedArray) -> tuple[Objects, Bools]:
    """Return whole numbers as such and everything else as text, None where blank."""
    return _each(column, _code)


def countries(column: pa.ChunkedArray) -> tuple[Objects, Bools]:
    """Return two capital letters, None where blank."""
    return _each(column, _country)


def currencies(column: pa.ChunkedArray, default: str) -> tuple[Objects, Bools]:
    """Return currencies of ISO 4217, the default where blank."""
    found, bad = _each(column, _currency)
    found[found == None] = default  # noqa: E711 -- elementwise
    return found, bad


def labels(
    column: pa.ChunkedArray, fraud_value: str | None, good_value: str | None
) -> NDArray[np.int8]:
    """Return FRAUD, GOOD or UNKNOWN for each cell.

    Values that are named count alone; a value of two of which one is named is the other's. With
    none named, 1/0, true/false, yes/no and the usual words count. Case does not matter.
    """
    text, _ = references(column)
    frauds: Set[str] = FRAUD_VALUES
    goods: Set[str] = GOOD_VALUES
    if fraud_value is not None or good_value is not None:
        values = {_plain(value) for value in set(text.tolist()) if value is not None}
        frauds, goods = _named(values, fraud_value), _named(values, good_value)
        if len(values) == 2 and fraud_value is None:
            frauds = values - goods if goods else goods
        elif len(values) == 2 and good_value is None:
            goods = values - frauds if frauds else frauds
    known = {
        value: FRAUD if _plain(value) in frauds else GOOD if _plain(value) in goods else UNKNOWN
        for value in set(text.tolist())
        if value is not None
    }
    return np.array([known.get(value, UNKNOWN) for value in text], dtype=np.int8)


def _named(values: set[str], name: str | None) -> frozenset[str]:
    return frozenset() if name is None else frozenset({_plain(name)} & values)


def _plain(value: str) -> str:
    """Return a value as it is compared: 1.0 is 1, and case does not matter."""
    number = _number(value)
    whole = number is not None and number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole and number is not None else value.strip().casefold()


def _each(column: pa.ChunkedArray, read: Callable[[str], Any]) -> tuple[Objects, Bools]:
    """Return what a function makes of each cell as text; it is called once for each value."""
    column = _spelled_out(column)
    if pa.types.is_null(column.type) or pa.types.is_nested(column.type):
        return np.full(len(column), None, dtype=object), ~column.is_null().to_numpy()
    encoded = pc.dictionary_encode(column.combine_chunks())
    values = np.empty(len(encoded.dictionary) + 1, dtype=object)
    bad = np.zeros(values.size, dtype=np.bool_)
    for number, cell in enumerate(encoded.dictionary.to_pylist()):
        text = _text(cell)
        if text is not None:
            values[number] = read(text)
            bad[number] = values[number] is None
    places = encoded.indices.fill_null(values.size - 1).to_numpy(zero_copy_only=False)
    return values[places], bad[places]


def _text(cell: Any) -> str | None:
    if isinstance(cell, float):
        cell = None if math.isnan(cell) else int(cell) if cell.is_integer() else cell
    if hasattr(cell, "isoformat"):
        cell = cell.isoformat()
    text = "" if cell is None else str(cell).strip()
    return text or None


def _spelled_out(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column whose cells are numbers of a dictionary with the cells themselves."""
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def _numbers(column: pa.ChunkedArray) -> tuple[Floats, Bools]:
    column = _spelled_out(column)
    kind = column.type
    if not (pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)):
        found, bad = _each(column, _number)
        return found.astype(np.float64), bad
    numbers = column.cast(pa.float64(), safe=False).to_numpy().astype(np.float64)
    bad = np.isinf(numbers)
    return np.where(bad, np.nan, numbers), bad


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) else None


def _seconds(column: pa.ChunkedArray) -> Floats:
    stamps = column.cast(pa.int64()).cast(pa.float64(), safe=False)
    seconds: Floats = stamps.to_numpy().astype(np.float64) / 1e6
    return seconds


def _in_range(seconds: Floats) -> tuple[Floats, Bools]:
    bad = (seconds < FIRST) | (seconds >= LAST)
    return np.where(bad, np.nan, seconds), bad


def _time(text: str) -> float | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        number = _number(text)
        return number if number is not None and 0.0 <= number < LAST else None
    aware = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    seconds = aware.timestamp()
    return seconds if FIRST <= seconds < LAST else None


def _code(text: str) -> Code:
    is_whole = text.lstrip("-").isascii() and text.lstrip("-").isdigit()
    return int(text) if is_whole and len(text) < 11 and str(int(text)) == text else text


def _country(text: str) -> str | None:
    return text.upper() if len(text) == 2 and text.isascii() and text.isalpha() else None


def _currency(text: str) -> str | None:
    return text.upper() if text.upper() in CURRENCIES else None


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))
