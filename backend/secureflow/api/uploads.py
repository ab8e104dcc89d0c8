"""POST /api/uploads/score: a file of payments, scored at once, and its result to download."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from apiflask.fields import UploadFile
from flask import Response
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import FileStorage
from werkzeug.utils import secure_filename

from secureflow.api import downloads
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
from secureflow.intake.hostile import START
from secureflow.services import suspicion
from secureflow.services import uploads as service
from secureflow.services.suspicion import Suspicion

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
    with received(sent) as seen:
        content = tables.read(sent.stream)
        matching = columns.match(content.header)
        return service.score(models(), caller(), content, matching, seen)


@contextmanager
def received(sent: FileStorage) -> Iterator[Suspicion]:
    """Yield what is seen of a file that was sent, at its start; TooLarge where it is."""
    sent.stream.seek(0, io.SEEK_END)
    if sent.stream.tell() > UPLOAD_LIMIT:
        raise TooLarge(
            "file: exceeds 20 MB",
            field="file",
            fix="Split the file; each part keeps the header line.",
        )
    sent.stream.seek(0)
    filename = (secure_filename(sent.filename or "") or "upload")[:MAX_FILENAME]
    with suspicion.watching(filename, sent.stream.read(START)) as seen:
        sent.stream.seek(0)
        yield seen


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
    lines = downloads.csv_lines(_result_rows(upload.merchant_id, upload.id))
    return downloads.attachment(lines, f"secureflow-{upload.id}.csv", "text/csv")


def _found(upload_id: int) -> UploadRow:
    who = caller()
    row = table.by_id(who.merchant_id, who.only_mode, upload_id)
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


def _result_rows(merchant_id: int, upload_id: int) -> Iterator[list[Any]]:
    # The body is sent after the request, when its session is gone and with it the merchant.
    tenancy.bind(merchant_id)
    yield ["line", "transaction_id", *RESULT_COLUMNS, "reasons"]
    for line, payment in table.lines(merchant_id, upload_id):
        cells = [getattr(payment, name) for name in RESULT_COLUMNS]
        reasons = "; ".join(reason["text"] for reason in payment.reasons or ())
        yield [line, payment.id, *cells, reasons]
