"""The inputs of all payments of a file: history once, label columns anew for every seed."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, FRAUD, Dataset
from secureflow.scoring.evaluation.plan import Plan
from secureflow.scoring.evaluation.run import Progress
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.facts import log_amounts
from secureflow.scoring.history.features import LABEL_START, NAMES
from secureflow.scoring.history.kernel import EXPOSURE
from secureflow.scoring.history.labels import Index, entities_index, label_rows
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.risk import SIZE
from secureflow.scoring.history.usuals import Usuals

WARM_UP_DAYS = 30.0
"""Before training begins: enough payments to know without any label what is usual."""


@dataclass(slots=True)
class FileHistory:
    """The inputs of the payments ``first`` and later, (n, K), and what their rates refer to.

    ``entities`` (n, 5) are rows of ``book``, which has what is known of each of ``count`` entities;
    ``waiting`` are payments whose labels came after the last payment so far, with the times.
    """

    first: int
    inputs: Floats
    exposure: Floats
    occurred_at: Floats
    log_amount: Floats
    entities: Index
    count: int
    snapshots: dict[int, Usuals] = field(default_factory=dict)
    book: Floats = field(init=False)
    waiting: tuple[NDArray[np.intp], Floats, NDArray[np.bool_]] = field(init=False)

    def __post_init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Take back every label, for the next seed."""
        self.book = np.zeros((self.count, SIZE))
        self.waiting = (np.empty(0, np.intp), np.empty(0), np.empty(0, np.bool_))

    def usuals(self, at: float) -> Usuals:
        """Return what was usual at the beginning of the day of a time."""
        day = int(at // DAY_SECONDS)
        return self.snapshots[max(known for known in self.snapshots if known <= day)]

    def tell(
        self, start: int, stop: int, rows: NDArray[np.intp], at: Floats, truth: NDArray[np.int8]
    ) -> None:
        """Fill the label columns of the payments ``start`` up to ``stop``, in order of time.

        Labels of the payments ``rows`` count from the times ``at`` on, which do not fall.
        """
        rows = np.concatenate([self.waiting[0], rows])
        at = np.concatenate([self.waiting[1], at])
        is_fraud = np.concatenate([self.waiting[2], truth == FRAUD])
        own = slice(start - self.first, stop - self.first)
        filled, counted = label_rows(
            self.entities[start:stop],
            self.occurred_at[start:stop],
            self.exposure[own],
            at,
            self.entities[rows],
            self.occurred_at[rows],
            self.log_amount[rows],
            is_fraud,
            self.book,
        )
        self.inputs[own, LABEL_START:] = filled
        self.waiting = rows[counted:], at[counted:], is_fraud[counted:]


def history_of(data: Dataset, plan: Plan, progress: Progress) -> FileHistory:
    """Return the history of the payments up to the end of the test, made once.

    What is usual is a snapshot of every midnight, as a job makes it in service every hour. Every
    payment from the file's first on is counted; inputs are kept from 30 days before training.
    """
    times = data.columns.occurred_at
    kept_from = plan.train_from - WARM_UP_DAYS * DAY_SECONDS
    first, end = np.searchsorted(times, [kept_from, plan.test_until]).tolist()
    entities, count = entities_index(data.columns)
    found = FileHistory(
        first=first,
        inputs=np.empty((end - first, len(NAMES))),
        exposure=np.empty((end - first, EXPOSURE)),
        occurred_at=times,
        log_amount=log_amounts(data.columns),
        entities=entities,
        count=count,
    )
    ledger, builder = Ledger(), UsualsBuilder()
    starts = np.flatnonzero(np.diff(data.day[:end], prepend=data.day[0] - 1)).tolist()
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        usuals = found.snapshots[int(data.day[start])] = builder.snapshot()
        columns = data.columns.rows(start, stop)
        made = ledger.history(columns, usuals)
        skipped = max(first - start, 0)
        if skipped < stop - start:
            rows = slice(start + skipped - first, stop - first)
            found.inputs[rows] = made.inputs[skipped:]
            found.exposure[rows] = made.exposure[skipped:]
        builder.add(columns)
        progress("history", stop, end)
    found.snapshots[int(data.day[end - 1]) + 1] = builder.snapshot()
    return found
