"""POST /api/feedback/uploads: a file of chargebacks or other labels, and what became of it."""

from contextlib import closing
from hashlib import file_digest
from http import HTTPStatus
from typing import Any

from apiflask.fields import UploadFile
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import FileStorage

from secureflow.api import uploads
from secureflow.api.door import api
from secureflow.api.idempotency import REPLAYED, Repeat
from secureflow.api.identity import caller
from secureflow.api.schemas.feedback import FeedbackFile, FeedbackFilePage, FeedbackFileQuery
from secureflow.db import feedback_files as table
from secureflow.db.feedback_files import FeedbackFileRow
from secureflow.domain import Source
from secureflow.errors import NotFound
from secureflow.infra import tables
from secureflow.intake import labels
from secureflow.services import feedback_files as service
from secureflow.services.feedback_files import OUTCOMES, Content
from secureflow.services.suspicion import Suspicion


class FeedbackForm(BaseModel):
    """A multipart form with one file, and who says what it says."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: UploadFile = Field(description="CSV in UTF-8 or Parquet, up to 20 MB.")
    source: Source = Field("chargeback", description="Of lines that do not name one themselves.")


@api.input(FeedbackForm, location="files", arg_name="form")
@api.output(FeedbackFile, status_code=201)
def upload_feedback(form: FeedbackForm) -> Any:
    """Read a CSV or Parquet file of chargebacks or other labels, up to 20 MB.

    A line means the payment of its `external_id`; without one, or where it is unknown, the only
    payment with its `card`, its `amount` and its day, a day earlier or later. What several payments
    fit is listed and changes nothing. Without a column `label` every line says fraud. Amazon Fraud
    Detector's training files are read too. The same file again from the same source returns what
    became of it; it is read anew as long as it has lines whose payments were not found.
    """
    with closing(form.file) as sent, uploads.received(sent) as seen:
        file, was_known = _read(sent, seen, form.source)
    return _shown(file), HTTPStatus.CREATED, {REPLAYED: "true"} if was_known else {}


def _read(sent: FileStorage, seen: Suspicion, source: Source) -> tuple[FeedbackFileRow, bool]:
    digest = file_digest(sent.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    sent.stream.seek(0)
    content = tables.read(sent.stream)
    wanted = Content(content, labels.match(content.header), digest, source)
    return service.read(caller(), wanted, seen)


@api.output(FeedbackFile)
def _rebuild(reference: dict[str, Any]) -> dict[str, Any]:
    return _shown(_found(reference["id"]))


FEEDBACK_FILE = Repeat(refer=lambda answer: {"id": answer["id"]}, rebuild=_rebuild)


@api.input(FeedbackFileQuery, location="query", arg_name="query")
@api.output(FeedbackFilePage)
def list_feedback_files(query: FeedbackFileQuery) -> dict[str, Any]:
    """List files of labels, a page at a time, newest first unless sorted otherwise."""
    who = caller()
    page = table.page(who.merchant_id, who.is_test, query.sort, query.limit, query.cursor)
    return {
        "items": [_shown(row.FeedbackFileRow) | {"lines": []} for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.output(FeedbackFile)
def get_feedback_file(file_id: int) -> dict[str, Any]:
    """Return what became of a file of labels, with the lines that came to nothing."""
    return _shown(_found(file_id))


def _found(file_id: int) -> FeedbackFileRow:
    who = caller()
    row = table.by_id(who.merchant_id, who.only_mode, file_id)
    if row is None:
        raise NotFound(f"There is no file {file_id}.", field="file_id")
    return row


def _shown(row: FeedbackFileRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "filename": row.filename,
        "created_at": row.created_at,
        **{name: row.counts.get(name, 0) for name in ("rows", *OUTCOMES)},
        "columns": row.columns,
        "ignored_columns": row.ignored_columns,
        "lines": row.lines,
        "seconds": row.seconds,
    }
