"""Rows in PostgreSQL's binary COPY format: the quickest way in for many.

The format is that of the manual of PostgreSQL 15 to 17, "COPY", section "Binary Format"; values are
as the types' send functions write them. Nothing is read from text on the other side, which for the
inputs of a payment takes as long as everything else together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import chain, repeat
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic_core import to_json
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Float,
    Integer,
    Numeric,
    SmallInteger,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.sql.elements import KeyedColumnElement

Encode = Callable[[Any], bytes]

HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
END = b"\xff\xff"
NULL = b"\xff\xff\xff\xff"
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
DAY, MILLION = 86_400, 1_000_000
"""Seconds, and microseconds of a second."""
FLOAT8 = 701
"""The number of the type, which an array names."""

_length = Struct(">i").pack
_count = Struct(">h").pack
_bool, _int2, _int4 = Struct(">i?").pack, Struct(">ih").pack, Struct(">ii").pack
_int8, _float8 = Struct(">iq").pack, Struct(">id").pack
_numeric = Struct(">ihhHH").pack
_array = Struct(">iiiiii").pack
_element = np.dtype([("length", ">i4"), ("value", ">f8")])


def encoded(
    columns: Iterable[KeyedColumnElement[Any]],
    rows: Sequence[Mapping[str, Any]],
    others: Mapping[str, Sequence[Any]],
) -> bytes:
    """Return rows as a whole COPY, each with a value, or None, for every column.

    ``others`` has a value for each row of columns that are not read from the rows. Times are
    aware, money is Decimal, JSON is what Pydantic writes.
    """
    cells = [
        _cells(column, list(others.get(column.key) or [row[column.key] for row in rows]))
        for column in columns
    ]
    of_rows = zip(repeat(_count(len(cells)), len(rows)), *cells, strict=True)
    return b"".join((HEADER, *chain.from_iterable(of_rows), END))


def _cells(column: KeyedColumnElement[Any], values: list[Any]) -> Sequence[bytes]:
    """Return the values of a column as they are written, one for each row."""
    encode = _encoder(column)
    # What is the same object in all rows, as half of a payment's columns are, is written once.
    if len(set(map(id, values))) == 1:
        return [NULL if values[0] is None else encode(values[0])] * len(values)
    if encode is _floats and None not in values and len(set(map(len, values))) == 1:
        return _rows_of_floats(np.array(values, dtype=np.float64))
    return [NULL if value is None else encode(value) for value in values]


def _encoder(column: KeyedColumnElement[Any]) -> Encode:
    kind = column.type
    # From the special to the general: what is none of these is text.
    for types, encode in ENCODERS:
        if isinstance(kind, types):
            return encode
    return _text


@lru_cache(maxsize=4_096)
def _text(value: str) -> bytes:
    return _bytes(value.encode())


def _bytes(value: bytes) -> bytes:
    return _length(len(value)) + value


def _json(value: Any) -> bytes:
    # The first byte is the version of the format.
    return _bytes(b"\x01" + to_json(value))


def _moment(value: datetime) -> bytes:
    since = value - EPOCH
    return _int8(8, (since.days * DAY + since.seconds) * MILLION + since.microseconds)


def _floats(values: Sequence[float]) -> bytes:
    return _rows_of_floats(np.array([values], dtype=np.float64))[0]


def _rows_of_floats(values: NDArray[np.float64]) -> list[bytes]:
    """Return each row of a matrix as an array."""
    width = values.shape[1]
    elements = np.empty(values.shape, dtype=_element)
    elements["length"], elements["value"] = 8, values
    size = width * _element.itemsize
    head, body = _array(20 + size, 1, 0, FLOAT8, width, 1), elements.tobytes()
    return [head + body[row * size : (row + 1) * size] for row in range(len(values))]


def _decimal(value: Decimal) -> bytes:
    return _digits(format(value, "f"))


@lru_cache(maxsize=4_096)
def _digits(number: str) -> bytes:
    """Return a number in groups of four decimal digits, as ``numeric_send`` does."""
    whole, _, fraction = number.lstrip("-").partition(".")
    scale = len(fraction)
    whole = whole.rjust(-(-len(whole) // 4) * 4, "0")
    digits = whole + fraction.ljust(-(-scale // 4) * 4, "0")
    groups = [int(digits[at : at + 4]) for at in range(0, len(digits), 4)]
    weight = len(whole) // 4 - 1
    while groups and groups[0] == 0:
        groups.pop(0)
        weight -= 1
    while groups and groups[-1] == 0:
        groups.pop()
    sign = 0x4000 if number.startswith("-") and groups else 0
    head = _numeric(8 + 2 * len(groups), len(groups), weight if groups else 0, sign, scale)
    return head + b"".join(map(_count, groups))


ENCODERS: tuple[tuple[Any, Encode], ...] = (
    (JSONB, _json),
    (TIMESTAMP, _moment),
    (ARRAY, _floats),
    (Boolean, lambda value: _bool(1, value)),
    (SmallInteger, lambda value: _int2(2, value)),
    (BigInteger, lambda value: _int8(8, value)),
    (Integer, lambda value: _int4(4, value)),
    (Float, lambda value: _float8(8, value)),
    (Numeric, _decimal),
)
"""How values of a type are written; a Float is also a Numeric, and so comes before it."""
