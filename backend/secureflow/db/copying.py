"""Rows in PostgreSQL's binary COPY format: the quickest way in for many.

The format is that of the manual of PostgreSQL 15 to 17, "COPY", section "Binary Format"; values are
as the types' send functions write them. Nothing is read from text on the other side, which for the
inputs of a payment takes as long as everything else together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from struct import Struct
from typing import Any

import numpy as np
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
MICROSECOND = timedelta(microseconds=1)
FLOAT8 = 701
"""The number of the type, which an array names."""

_length = Struct(">i").pack
_count = Struct(">h").pack
_bool, _int2, _int4 = Struct(">i?").pack, Struct(">ih").pack, Struct(">ii").pack
_int8, _float8 = Struct(">iq").pack, Struct(">id").pack
_numeric = Struct(">ihhHH").pack
_array = Struct(">iiiiii").pack
_element = np.dtype([("length", ">i4"), ("value", ">f8")])


def encoded(columns: Iterable[KeyedColumnElement[Any]], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return rows as a whole COPY, each with a value, or None, for every column.

    Times are aware, money is Decimal, JSON is what Pydantic writes.
    """
    encoders = [(column.key, _encoder(column)) for column in columns]
    start = _count(len(encoders))
    parts = [HEADER]
    for row in rows:
        parts.append(start)
        for name, encode in encoders:
            value = row[name]
            parts.append(NULL if value is None else encode(value))
    parts.append(END)
    return b"".join(parts)


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
    return _int8(8, (value - EPOCH) // MICROSECOND)


def _floats(values: Sequence[float]) -> bytes:
    elements = np.empty(len(values), dtype=_element)
    elements["length"], elements["value"] = 8, values
    body = elements.tobytes()
    return _array(20 + len(body), 1, 0, FLOAT8, len(values), 1) + body


def _decimal(value: Decimal) -> bytes:
    """Return a number in groups of four decimal digits, as ``numeric_send`` does."""
    whole, _, fraction = format(abs(value), "f").partition(".")
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
    sign = 0x4000 if value < 0 else 0
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
