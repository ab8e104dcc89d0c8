"""The client for asyncio: the methods of `client`, awaited."""

import asyncio
import os
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
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


class AsyncSecureFlow:
    """`SecureFlow` for asyncio: the same arguments, methods and errors."""

    def __init__(
        self,
        api_key: str,
        base_url: str,
        *,
        timeout: float = connection.TIMEOUT,
        retries: int = connection.RETRIES,
    ) -> None:
        self._http = httpx.AsyncClient(**connection.options(api_key, base_url, timeout))
        self._retries = retries

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={str(self._http.base_url)!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections; leaving an `async with` block does this too."""
        await self._http.aclose()

    async def score(self, **payment: Unpack[Payment]) -> Prediction:
        """Judge one payment, like `SecureFlow.score`."""
        return await self._send(calls.score(payment))

    async def score_many(
        self, payments: Iterable[Payment] | AsyncIterable[Payment], *, chunk: int = MAX_BATCH
    ) -> AsyncIterator[Prediction | RowError]:
        """Yield a result for each payment, like `SecureFlow.score_many`."""
        chunks = Chunks(chunk)
        async for payment in _each(payments):
            if full := chunks.add(payment):
                for result in full.in_order(await self._send(full.call())):
                    yield result
        if rest := chunks.rest():
            for result in rest.in_order(await self._send(rest.call())):
                yield result

    async def feedback(self, **feedback: Unpack[FeedbackToSend]) -> Feedback:
        """Say what became known of a payment, like `SecureFlow.feedback`."""
        return await self._send(calls.feedback(feedback))

    async def feedback_many(self, feedback: Iterable[Mapping[str, Any]]) -> FeedbackBulkAnswer:
        """Say what became known of many payments, like `SecureFlow.feedback_many`."""
        return await self._send(calls.feedback_many(feedback))

    async def upload_feedback(
        self, path: str | os.PathLike[str], *, source: str = "chargeback"
    ) -> FeedbackFile:
        """Send a file of labels, like `SecureFlow.upload_feedback`."""
        call = await asyncio.to_thread(calls.upload_feedback, Path(path), source)
        return await self._send(call)

    async def transactions(
        self, **filters: Unpack[TransactionFilters]
    ) -> AsyncIterator[TransactionRow]:
        """Yield all stored payments that pass the filters, like `SecureFlow.transactions`."""
        cursor: str | None = None
        while True:
            page = await self._send(calls.page(filters, cursor))
            for item in page.items:
                yield item
            cursor = page.next_cursor
            if cursor is None:
                return

    async def transaction(self, transaction_id: int) -> TransactionDetail:
        """Return one stored payment in full."""
        return await self._send(calls.transaction(transaction_id))

    async def upload(self, path: str | os.PathLike[str]) -> Upload:
        """Score a file of payments, like `SecureFlow.upload`."""
        return await self._send(await asyncio.to_thread(calls.upload, Path(path)))

    async def me(self) -> Me:
        """Return whose key this is and what it may do."""
        return await self._send(calls.me())

    async def _send(self, call: Call[T]) -> T:
        request, retries = call.request(self._http), Retries(self._retries)
        while True:
            outcome = await self._try(request)
            wait = retries.wait_after(outcome)
            if wait is None:
                return call.read(outcome)
            await asyncio.sleep(wait)

    async def _try(self, request: httpx.Request) -> httpx.Response | httpx.TransportError:
        try:
            return await self._http.send(request)
        except httpx.TransportError as error:
            return error


async def _each(payments: Iterable[Payment] | AsyncIterable[Payment]) -> AsyncIterator[Payment]:
    if isinstance(payments, AsyncIterable):
        async for payment in payments:
            yield payment
    else:
        for payment in payments:
            yield payment
