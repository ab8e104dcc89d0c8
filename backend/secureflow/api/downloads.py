"""Files to download: in pieces, as CSV that no spreadsheet runs, or as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask import Response, stream_with_context

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def attachment(pieces: Iterator[str], name: str, mimetype: str) -> Response:
    """Return a file that is made while it is sent, in a context that lasts until then."""
    return Response(
        stream_with_context(pieces),
        mimetype=mimetype,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def csv_lines(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Yield rows as CSV, a piece each."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow([cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def json_text(value: Any) -> str:
    """Return a value as JSON: times in ISO 8601, money as text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_plain)


def cell(value: Any) -> Any:
    """Return a value as a cell: times in ISO 8601, money exact, objects as JSON, no formula."""
    if isinstance(value, datetime | Decimal):
        return _plain(value)
    if isinstance(value, dict | list):
        return json_text(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else format(value, "f")
