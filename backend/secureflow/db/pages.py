"""Lists, a page at a time: one way to sort, and a cursor that stays right while rows come in."""

import base64
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, Select, tuple_

from secureflow.errors import InvalidInput
from secureflow.extensions import db

MAX_CURSOR = 512


@dataclass(frozen=True, slots=True)
class Page:
    """Rows as the query selects them, and the cursor of the next page; None at the end."""

    rows: Sequence[Row[Any]]
    next_cursor: str | None


def page(
    query: Select[Any],
    columns: Mapping[str, Any],
    key: Any,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
) -> Page:
    """Return one page of a query that is bound to its merchant and has no order yet.

    ``sort`` is a name of ``columns``, with a leading minus for the largest first; its column is
    never null. ``key`` is the unique column that parts equal values. Raises InvalidInput for a
    cursor of another sort or of nobody's making. Cursors are checked and not signed: the merchant
    comes from the query, so an invented one only begins elsewhere in the caller's own rows.
    """
    column, descending = columns[sort.lstrip("-")], sort.startswith("-")
    if cursor is not None:
        position = tuple_(column, key)
        after = _read(cursor, sort, column.type.python_type)
        query = query.where(position < after if descending else position > after)
    order = [part.desc() if descending else part for part in (column, key)]
    query = query.add_columns(column.label("page_value"), key.label("page_key"))
    rows = db.session.execute(query.order_by(*order).limit(limit + 1)).all()
    if len(rows) <= limit:
        return Page(rows, None)
    last = rows[limit - 1]
    return Page(rows[:limit], _write(sort, last.page_value, last.page_key))


def as_text(value: Any) -> str:
    """Return the value of a column as ``READERS`` read it back."""
    if isinstance(value, datetime):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _write(sort: str, value: Any, key: int) -> str:
    ended = [sort, as_text(value), key]
    return base64.urlsafe_b64encode(json.dumps(ended).encode()).decode()


def _read(cursor: str, sort: str, kind: type) -> tuple[Any, int]:
    try:
        made_for, text, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        if made_for == sort:
            return READERS[kind](text), int(key)
    except (ValueError, TypeError, AttributeError, OverflowError, ArithmeticError) as error:
        raise InvalidInput(
            "cursor: is not one that this service gave out",
            field="cursor",
            fix="Send next_cursor of the page before, unchanged.",
        ) from error
    raise InvalidInput(
        "cursor: belongs to another sort order",
        field="cursor",
        fix="Begin without a cursor after changing the sort.",
    )


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def _number(text: str) -> Decimal:
    # An exponent could name a number that no column holds.
    if not text.replace("-", "", 1).replace(".", "", 1).isdecimal():
        raise ValueError("no number that is stored")
    return Decimal(text)


def _words(text: str) -> str:
    if "\x00" in text.encode().decode():
        raise ValueError("no text that is stored")
    return text


READERS: Mapping[type, Callable[[str], Any]] = {
    datetime: _instant,
    Decimal: _number,
    float: float,
    int: int,
    str: _words,
}
"""How the value of a column of this type is read back."""
