"""Payments as columns, for the tests of this room."""

from collections.abc import Sequence

import numpy as np

from secureflow.scoring.history.columns import Columns, Floats, columns_from

START = 1_700_000_000.0
DAY = 86_400.0


def columns(
    times: Sequence[float] | Floats,
    amounts: Sequence[float] | Floats | None = None,
    **others: object,
) -> Columns:
    """Payments in EUR; a single value of a signal stands for all of them."""
    n = len(times)
    wide = {
        name: value if isinstance(value, (list, np.ndarray)) else [value] * n
        for name, value in others.items()
    }
    paid: Floats = np.full(n, 20.0)
    if amounts is not None:
        paid[:] = amounts
    currency = str(wide.pop("of_currency", ["EUR"])[0])
    return columns_from(paid, np.array(times, dtype=np.float64), currency, **wide)


def many(n: int, seed: int = 0, days: float = 40.0) -> Columns:
    """Payments with every signal, ascending by time, of few entities each."""
    rng = np.random.default_rng(seed)

    def some(of: str, count: int) -> list[str | None]:
        return [
            None if number == 0 else f"{of}{number}"
            for number in rng.integers(0, count, n).tolist()
        ]

    return columns_from(
        np.exp(rng.normal(3.0, 1.0, n)),
        np.sort(START + np.round(rng.uniform(0.0, days * DAY, n))),
        "EUR",
        customer=some("customer", n // 20),
        card=some("card", n // 20),
        device=some("device", n // 20),
        ip=some("ip", n // 20),
        terminal=some("terminal", n // 50),
        country=[("DE", "FR", "US", None)[i] for i in rng.integers(0, 4, n)],
        merchant_category=[int(i) for i in rng.integers(0, 9, n)],
        transaction_type=[("sale", "refill", None)[i] for i in rng.integers(0, 3, n)],
        item=some("item", n // 10),
        quantity=rng.integers(1, 5, n).astype(np.float64),
        customer_created_at=np.full(n, START - 100 * DAY),
    )
