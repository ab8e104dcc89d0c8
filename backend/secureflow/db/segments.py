"""Pages of a list that is several lists one after another, each with an order of its own."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, tuple_

from secureflow.db.pages import READERS, Page, as_text
from secureflow.errors import InvalidInput
from secureflow.extensions import db


@dataclass(frozen=True, slots=True)
class Segment:
    """One of the lists: which rows are in it, and the column, never null there, that sorts them."""

    column: Any
    where: ColumnElement[bool]
    descending: bool = False

    def order(self, key: Any) -> list[ColumnElement[Any]]:
        """Return the order of its rows; ``key`` is the unique column that parts equal values."""
        parts = [self.column, key]
        return [part.desc() if self.descending else part for part in parts]

    def after(self, key: Any, value: Any, key_value: int) -> ColumnElement[bool]:
        """Return the condition of what comes after a place."""
        position, place = tuple_(self.column, key), (value, key_value)
        return position < place if self.descending else position > place


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: ``began`` is when the first page was asked for."""

    began: datetime
    segment: int
    value: str
    key: int


def place_of(cursor: str | None, sort: str) -> Place | None:
    """Return what a cursor says; InvalidInput for another sort's, or one of nobody's making."""
    if cursor is None:
        return None
    try:
        made_for, began, segment, value, key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        place = Place(READERS[datetime](began), int(segment), str(value), int(key))
        if not -(2**63) <= place.key < 2**63:
            raise ValueError("no key that is stored")
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise _wrong("is not one that this service gave out") from error
    if made_for != sort:
        raise _wrong("belongs to another sort order")
    return place


def page(
    query: Select[Any],
    segments: Sequence[Segment],
    key: Any,
    *,
    sort: str,
    began: datetime,
    limit: int,
    place: Place | None,
) -> Page:
    """Return one page of a query that is bound to its merchant and has no order yet.

    ``segments`` are made for ``began``, which the cursor carries on: what is due within the hour
    of the first page does not change under the reader.
    """
    found: list[Any] = []
    first = 0 if place is None else place.segment
    if not 0 <= first < len(segments):
        raise _wrong("is not one that this service gave out")
    for number, segment in enumerate(segments[first:], first):
        part = query.where(segment.where)
        if place is not None and number == first:
            part = part.where(segment.after(key, _value(segment, place.value), place.key))
        part = part.add_columns(segment.column.label("page_value"), key.label("page_key"))
        part = part.order_by(*segment.order(key)).limit(limit + 1 - len(found))
        found += [(number, row) for row in db.session.execute(part)]
        if len(found) > limit:
            break
    rows = [row for _, row in found[:limit]]
    if len(found) <= limit:
        return Page(rows, None)
    number, last = found[limit - 1]
    ended = [sort, began.isoformat(), number, as_text(last.page_value), last.page_key]
    return Page(rows, base64.urlsafe_b64encode(json.dumps(ended).encode()).decode())


def _value(segment: Segment, text: str) -> Any:
    try:
        return READERS[segment.column.type.python_type](text)
    except (ValueError, ArithmeticError) as error:
        raise _wrong("is not one that this service gave out") from error


def _wrong(why: str) -> InvalidInput:
    return InvalidInput(
        f"cursor: {why}",
        field="cursor",
        fix="Send next_cursor of the page before, unchanged, with the same sort.",
    )
