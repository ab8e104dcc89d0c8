"""The client for ordinary code; `async_client` is the same for asyncio."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar, Unpack

import httpx

from secureflow_client import calls, connection
from secureflow_client.batches import Chunks
from secureflow_client.calls import Call
from secureflow_client.generated import (
    MAX_BATCH,
    Answer,
    Feedback,
    FeedbackBulkAnswer,
    FeedbackFile,
    FeedbackToSend,
    Me,
    Payment,
    Prediction,
    RowError,
    TransactionDetail,
    TransactionFilters,
    TransactionRow,
    Upload,
)
from secureflow_client.retries import Retries

T = TypeVar("T", bound=Answer)


class SecureFlow:
    """A connection to SecureFlow, for one merchant's key; safe to share between threads.

    `base_url` is where the service is, without `/api`. `timeout` is how many seconds one try may
    go without an answer. `retries` is how often a failed call is tried again: after lost
    connections, timeouts and 429, 502, 503 and 504, with growing waits. A call that is repeated
    is done once: it carries the same Idempotency-Key each time.

    Every method raises a `SecureFlowError`; TypeError and ValueError mean a wrong argument.
    """

    def __init__(
        self,
        api_key: str,
        base_url: str,
        *,
        timeout: float = connection.TIMEOUT,
        retries: int = connection.RETRIES,
    ) -> None:
        self._http = httpx.Client(**connection.options(api_key, base_url, timeout))
        self._retries = retries

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={str(self._http.base_url)!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; leaving a `with` block does this too."""
        self._http.close()

    def score(self, **payment: Unpack[Payment]) -> Prediction:
        """Judge one payment: `score(amount="12.80", customer="c-1")`. The service stores it.

        The same `external_id` again returns the stored answer; with other values it is a
        `Conflict`.
        """
        return self._send(calls.score(payment))

    def score_many(
        self, payments: Iterable[Payment], *, chunk: int = MAX_BATCH
    ) -> Iterator[Prediction | RowError]:
        """Yield a result for each payment, in their order, asking for up to `chunk` at once.

        A payment that cannot be judged yields a `RowError` whose `index` counts from the first
        payment; the others are judged. Payments are read as results are taken, so any number fits
        into memory.
        """
        chunks = Chunks(chunk)
        for payment in payments:
            if full := chunks.add(payment):
                yield from full.in_order(self._send(full.call()))
        if rest := chunks.rest():
            yield from rest.in_order(self._send(rest.call()))

    def feedback(self, **feedback: Unpack[FeedbackToSend]) -> Feedback:
        """Say what became known of a payment: `feedback(transaction_id=1, label="fraud")`."""
        return self._send(calls.feedback(feedback))

    def feedback_many(self, feedback: Iterable[Mapping[str, Any]]) -> FeedbackBulkAnswer:
        """Say what became known of up to 1,000 payments, each as for `feedback`.

        An item may name its payment by `external_id`. What cannot be stored is in `errors` by its
        position; the others are stored.
        """
        return self._send(calls.feedback_many(feedback))

    def upload_feedback(
        self, path: str | os.PathLike[str], *, source: str = "chargeback"
    ) -> FeedbackFile:
        """Send a CSV or Parquet file of chargebacks or other labels, and return what it came to.

        The same file again changes nothing and returns the same.
        """
        return self._send(calls.upload_feedback(Path(path), source))

    def transactions(self, **filters: Unpack[TransactionFilters]) -> Iterator[TransactionRow]:
        """Yield all stored payments that pass the filters, newest first unless sorted otherwise."""
        cursor: str | None = None
        while True:
            page = self._send(calls.page(filters, cursor))
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                return

    def transaction(self, transaction_id: int) -> TransactionDetail:
        """Return one stored payment in full."""
        return self._send(calls.transaction(transaction_id))

    def upload(self, path: str | os.PathLike[str]) -> Upload:
        """Score a CSV or Parquet file of payments, up to 20 MB, and return its totals."""
        return self._send(calls.upload(Path(path)))

    def me(self) -> Me:
        """Return whose key this is and what it may do."""
        return self._send(calls.me())

    def _send(self, call: Call[T]) -> T:
        request, retries = call.request(self._http), Retries(self._retries)
        while True:
            outcome = self._try(request)
            wait = retries.wait_after(outcome)
            if wait is None:
                return call.read(outcome)
            time.sleep(wait)

    def _try(self, request: httpx.Request) -> httpx.Response | httpx.TransportError:
        try:
            return self._http.send(request)
        except httpx.TransportError as error:
            return error
