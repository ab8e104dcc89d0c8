"""What each method asks and reads, without sending anything: shared by both faces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

import httpx
from pydantic import ValidationError

from secureflow_client import wire
from secureflow_client.errors import NoAnswer, UnexpectedAnswer, error_of
from secureflow_client.generated import (
    GET_TRANSACTION,
    GIVE_FEEDBACK,
    GIVE_FEEDBACK_IN_BULK,
    LIST_TRANSACTIONS,
    ME,
    PREDICT,
    SCORE_UPLOAD,
    UPLOAD_FEEDBACK,
    Answer,
    Feedback,
    FeedbackBulkAnswer,
    FeedbackFile,
    FeedbackToSend,
    Me,
    Operation,
    Payment,
    Prediction,
    TransactionDetail,
    TransactionFilters,
    TransactionPage,
    Upload,
)

PAGE = 200
"""Rows of a page: the most the service gives at once."""
UPLOAD_PATIENCE = 300.0
"""Seconds a large file may take to be scored."""

T = TypeVar("T", bound=Answer)


@dataclass(frozen=True)
class Call(Generic[T]):
    """One question to the service and the type of its answer.

    `patience` is the least number of seconds to wait for the answer.
    """

    operation: Operation
    answer: type[T]
    place: Mapping[str, int] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: bytes | None = None
    file: tuple[str, bytes] | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    patience: float = 0.0

    def request(self, client: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """Return the request, built once: a repeat has the same bytes and Idempotency-Key."""
        headers = {} if self.operation.method == "GET" else {"Idempotency-Key": uuid4().hex}
        if self.body is not None:
            headers["Content-Type"] = "application/json"
        timeout = client.timeout.read
        return client.build_request(
            self.operation.method,
            self.operation.path.format(**self.place),
            params=wire.query(self.query),
            content=self.body,
            data=self.form or None,
            files={"file": self.file} if self.file else None,
            headers=headers,
            timeout=timeout and max(timeout, self.patience),
        )

    def read(self, outcome: httpx.Response | httpx.TransportError) -> T:
        """Return the answer, or raise what went wrong as an error of this package."""
        if isinstance(outcome, httpx.TransportError):
            what = str(outcome) or type(outcome).__name__
            raise NoAnswer(f"{self.operation.path} was not answered: {what}") from outcome
        if outcome.status_code >= 400:
            raise error_of(outcome)
        try:
            return self.answer.model_validate_json(outcome.content)
        except ValidationError as error:
            kind = outcome.headers.get("Content-Type", "nothing")
            raise UnexpectedAnswer(
                f"{outcome.url} answered {outcome.status_code} with {kind} that is not a "
                f"{self.answer.__name__}; check base_url and the versions of both sides"
            ) from error


def score(payment: Payment) -> Call[Prediction]:
    """Ask for the judgement of one payment."""
    return Call(PREDICT, Prediction, body=wire.body(payment))


def feedback(said: FeedbackToSend) -> Call[Feedback]:
    """Say what became known of a payment."""
    return Call(GIVE_FEEDBACK, Feedback, body=wire.body(said))


def feedback_many(said: Iterable[Mapping[str, Any]]) -> Call[FeedbackBulkAnswer]:
    """Say what became known of many payments."""
    body = wire.body({"items": list(said)})
    return Call(GIVE_FEEDBACK_IN_BULK, FeedbackBulkAnswer, body=body)


def upload_feedback(path: Path, source: str) -> Call[FeedbackFile]:
    """Send a file of labels to be read. Raises OSError when it cannot be read here."""
    file = (path.name, path.read_bytes())
    form = {"source": source}
    return Call(UPLOAD_FEEDBACK, FeedbackFile, file=file, form=form, patience=UPLOAD_PATIENCE)


def page(filters: TransactionFilters, cursor: str | None) -> Call[TransactionPage]:
    """Ask for the page of stored payments at a cursor; None is the first."""
    query = {**filters, "limit": PAGE, "cursor": cursor}
    return Call(LIST_TRANSACTIONS, TransactionPage, query=query)


def transaction(transaction_id: int) -> Call[TransactionDetail]:
    """Ask for one stored payment in full."""
    return Call(GET_TRANSACTION, TransactionDetail, place={"transaction_id": transaction_id})


def upload(path: Path) -> Call[Upload]:
    """Send a file to score. Raises OSError when it cannot be read."""
    file = (path.name, path.read_bytes())
    return Call(SCORE_UPLOAD, Upload, file=file, patience=UPLOAD_PATIENCE)


def me() -> Call[Me]:
    """Ask whose key this is."""
    return Call(ME, Me)
