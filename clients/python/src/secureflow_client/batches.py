"""Any number of payments in chunks that the service takes, and their answers in order."""

from collections.abc import Iterator

from secureflow_client import wire
from secureflow_client.calls import Call
from secureflow_client.errors import UnexpectedAnswer
from secureflow_client.generated import (
    MAX_BATCH,
    PREDICT_BATCH,
    BatchAnswer,
    Payment,
    Prediction,
    RowError,
)

MAX_BYTES = 900_000
"""Of a chunk's rows; the service takes bodies up to 1 MB."""
BETWEEN = b", "


class Chunk:
    """Payments to score with one call."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.rows: list[bytes] = []
        self.size = 0

    def call(self) -> Call[BatchAnswer]:
        """Return the call that scores them."""
        body = b'{"transactions": [' + BETWEEN.join(self.rows) + b"]}"
        return Call(PREDICT_BATCH, BatchAnswer, body=body)

    def in_order(self, answer: BatchAnswer) -> Iterator[Prediction | RowError]:
        """Yield one result a payment; an error's index counts from the first payment of all."""
        if len(answer.predictions) + len(answer.errors) != len(self.rows):
            raise UnexpectedAnswer("The service did not answer every row of a batch.")
        errors = {error.index: error for error in answer.errors}
        predictions = iter(answer.predictions)
        for index in range(len(self.rows)):
            error = errors.get(index)
            if error is None:
                yield next(predictions)
            else:
                yield error.model_copy(update={"index": self.first + index})


class Chunks:
    """Fills chunks one payment after the other."""

    def __init__(self, rows: int) -> None:
        if not 1 <= rows <= MAX_BATCH:
            raise ValueError(f"chunk: must be 1 to {MAX_BATCH}")
        self._most = rows
        self._open = Chunk(0)

    def add(self, payment: Payment) -> Chunk | None:
        """Take a payment; return a chunk when this payment no longer fits into it."""
        chunk = self._open
        try:
            row = wire.body(payment)
        except (TypeError, ValueError) as error:
            error.add_note(f"in payment {chunk.first + len(chunk.rows)}, counted from 0")
            raise
        full = None
        if len(chunk.rows) == self._most or (chunk.rows and chunk.size + len(row) > MAX_BYTES):
            full, self._open = chunk, Chunk(chunk.first + len(chunk.rows))
        self._open.rows.append(row)
        self._open.size += len(row) + len(BETWEEN)
        return full

    def rest(self) -> Chunk | None:
        """Return the last chunk, unless it is empty."""
        return self._open if self._open.rows else None
