"""POST /api/uploads/score: a file of payments, scored at once, and its result to download."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from typing import Any

from apiflask.fields import UploadFile
from flask import Response, stream_with_context
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from secureflow.api.door import api, models
from secureflow.api.idempotency import Repeat
from secureflow.api.identity import caller
from secureflow.api.schemas.uploads import Upload, UploadPage, UploadQuery
from secureflow.config import UPLOAD_LIMIT
from secureflow.db import tenancy
from secureflow.db import uploads as table
from secureflow.db.uploads import UploadRow
from secureflow.errors import NotFound, TooLarge
from secureflow.infra import tables
from secureflow.intake import columns
from secureflow.services import uploads as service

MAX_FILENAME = 200
RESULT_COLUMNS = (
    "external_id",
    "occurred_at",
    "amount",
    "currency",
    "merchant_category",
    "transaction_type",
    "customer",
    "score",
    "level",
    "decision",
    "is_fraudulent",
    "confidence",
    "anomaly_score",
    "model_version",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class UploadForm(BaseModel):
    """A multipart form with one file."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: UploadFile = Field(description="CSV in UTF-8 or Parquet, up to 20 MB.")


@api.input(UploadForm, location="files", arg_name="form")
@api.output(Upload, status_code=201)
def score_upload(form: UploadForm) -> dict[str, Any]:
    """Score a CSV or Parquet file of up to 20 MB.

    Columns are matched by name (`amount`, `hour`, `day_of_week`, `merchant_category`,
    `transaction_type` and the other fields of a payment). Rows that cannot be read are listed
    with their line and the reason; all others are scored and stored, or none at all on an error.
    """
    with closing(form.file) as sent:
        return _shown(_scored(sent))


@api.output(Upload)
def _rebuild(reference: dict[str, Any]) -> dict[str, Any]:
    return _shown(_found(reference["id"]))


UPLOAD = Repeat(refer=lambda answer: {"id": answer["id"]}, rebuild=_rebuild)


def _scored(sent: FileStorage) -> UploadRow:
    sent.stream.seek(0, io.SEEK_END)
    if sent.stream.tell() > UPLOAD_LIMIT:
        raise TooLarge(
            "file: exceeds 20 MB",
            field="file",
            fix="Split the file; each part keeps the header line.",
        )
    sent.stream.seek(0)
    content = tables.read(sent.stream)
    matching = columns.match(content.header)
    filename = secure_filename(sent.filename or "") or "upload"
    return service.score(models(), caller(), filename[:MAX_FILENAME], content, matching)


@api.input(UploadQuery, location="query", arg_name="query")
@api.output(UploadPage)
def list_uploads(query: UploadQuery) -> dict[str, Any]:
    """List uploads, a page at a time, newest first unless sorted otherwise; without bad rows."""
    who = caller()
    page = table.page(who.merchant_id, who.is_test, query.sort, query.limit, query.cursor)
    return {
        "items": [_shown(row.UploadRow) | {"bad_rows": []} for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.output(Upload)
def get_upload(upload_id: int) -> dict[str, Any]:
    """Return the totals of one upload and the rows that could not be read."""
    return _shown(_found(upload_id))


@api.output({}, content_type="text/csv", description="The result as CSV.")
def download_result(upload_id: int) -> Response:
    """Download an upload's result as CSV, one line per scored row, built from what is stored."""
    upload = _found(upload_id)
    body = stream_with_context(_result_lines(upload.merchant_id, upload.id))
    name = f"secureflow-{upload.id}.csv"
    return Response(
        body,
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _found(upload_id: int) -> UploadRow:
    row = table.by_id(caller().merchant_id, upload_id)
    if row is None:
        raise NotFound(f"There is no upload {upload_id}.", field="upload_id")
    return row


def _shown(row: UploadRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "filename": row.filename,
        "created_at": row.created_at,
        **row.totals,
        "currency": caller().currency,
        "columns": row.columns,
        "ignored_columns": row.ignored_columns,
        "bad_rows": row.bad_rows,
        "result_path": f"/api/uploads/{row.id}/result.csv",
        "seconds": row.seconds,
    }


def _result_lines(merchant_id: int, upload_id: int) -> Iterator[str]:
    # The body is sent after the request, when its session is gone and with it the merchant.
    tenancy.bind(merchant_id)
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("line", "transaction_id", *RESULT_COLUMNS, "reasons"))
    for line, payment in table.lines(merchant_id, upload_id):
        cells = [_cell(getattr(payment, name)) for name in RESULT_COLUMNS]
        reasons = "; ".join(reason["text"] for reason in payment.reasons or ())
        writer.writerow((line, payment.id, *cells, _cell(reasons)))
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _cell(value: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
