"""A small world whose truth is known, for protocols to be tried on."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, FRAUD, GOOD, Dataset, dataset

MONDAY = 1_525_046_400.0
"""2018-04-30."""
Make = Callable[..., Dataset]


@pytest.fixture(scope="session")
def make() -> Make:
    """Make payments: so many a day for so many days, every tenth one fraud."""

    def payments(days: int = 40, per_day: int = 10, *, has_time: bool = True) -> Dataset:
        n = days * per_day
        number = np.arange(n)
        truth = np.where(number % 10 == 3, FRAUD, GOOD).astype(np.int8)
        values: dict[str, Any] = {
            "amount": np.where(truth == FRAUD, 90.0, 10.0) + number % 7,
            "customer": [f"c{one % 13}" for one in number],
            "terminal": [f"t{one % 5}" for one in number],
            "merchant_category": [("food", 5411, None)[one % 3] for one in number],
        }
        if has_time:
            values["occurred_at"] = MONDAY + number * (DAY_SECONDS / per_day)
        return dataset(values, truth, currency="EUR", facts={})

    return payments
