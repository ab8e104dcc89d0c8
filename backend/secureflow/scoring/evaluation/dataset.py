"""The payments that are judged in an evaluation, with the truth about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.scoring.history.columns import Columns, Floats, columns_from

DAY_SECONDS = 86_400.0
SPAN_DAYS = 365.0
FIRST_SECOND = 1_577_836_800.0
"""2020-01-01: where time begins for payments whose order alone is known."""
UNKNOWN_TIME = -1
FRAUD, GOOD, UNKNOWN = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Dataset:
    """n payments, oldest first.

    ``truth`` is FRAUD, GOOD or UNKNOWN; ``day`` counts days since 1970 in UTC; ``customer`` numbers
    the customers, -1 where unknown; ``category`` indexes ``categories``, -1 where none was sent.
    ``has_time`` is False where only the order of the payments is known, which are then spread
    evenly over 365 days.
    """

    columns: Columns
    truth: NDArray[np.int8]
    day: NDArray[np.int64]
    customer: NDArray[np.int64]
    category: NDArray[np.int32]
    categories: tuple[Code, ...]
    has_time: bool
    facts: Mapping[str, object] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.truth)


def dataset(
    values: Mapping[str, Sequence[object] | Floats],
    truth: NDArray[np.int8],
    *,
    currency: str,
    facts: Mapping[str, object],
) -> Dataset:
    """Return the payments in these columns, by name as in Columns, in order of time.

    Without ``occurred_at`` the order is that of the rows, and hours and weekdays are unknown.
    Payments of the same second keep the order of their rows.
    """
    arrays: dict[str, Any] = dict(values)
    has_time = "occurred_at" in arrays
    n = len(truth)
    if has_time:
        order = np.argsort(np.asarray(arrays["occurred_at"]), kind="stable")
        if not np.array_equal(order, np.arange(n)):
            arrays = {name: np.asarray(cells)[order] for name, cells in arrays.items()}
            truth = truth[order]
    else:
        arrays["occurred_at"] = FIRST_SECOND + np.arange(n) * (SPAN_DAYS * DAY_SECONDS / max(n, 1))
        arrays["hour"] = np.full(n, UNKNOWN_TIME, dtype=np.int64)
        arrays["day_of_week"] = np.full(n, UNKNOWN_TIME, dtype=np.int64)
    occurred_at = np.asarray(arrays.pop("occurred_at"), dtype=np.float64)
    amount = np.asarray(arrays.pop("amount"), dtype=np.float64)
    currencies = arrays.pop("currency", None)
    columns = columns_from(amount, occurred_at, currency, **arrays)
    if currencies is not None:
        columns = replace(columns, currency=currencies)
    category, categories = numbered(columns.merchant_category)
    customer, _ = numbered(columns.customer)
    return Dataset(
        columns=columns,
        truth=truth,
        day=np.floor(occurred_at / DAY_SECONDS).astype(np.int64),
        customer=customer.astype(np.int64),
        category=category,
        categories=tuple(categories),
        has_time=has_time,
        facts=facts,
    )


def numbered(cells: Sequence[object]) -> tuple[NDArray[np.int32], list[Code]]:
    """Return a number for each cell, -1 for None, and the values that the numbers stand for."""
    numbers: dict[object, int] = {None: -1}
    found = [numbers.setdefault(cell, len(numbers) - 1) for cell in cells]
    del numbers[None]
    return np.array(found, dtype=np.int32), list(numbers)  # type: ignore[arg-type]
