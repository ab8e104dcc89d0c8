"""The one code that turns payments into the model's inputs: in training, serving and evaluation."""

import numpy as np

from secureflow.scoring.columns import SIGNALS, Columns, Floats, columns_of, signals_missing
from secureflow.scoring.usuals import Usuals

FORMULAS: tuple[tuple[str, str], ...] = (
    ("amount", "log(1 + amount / usual)"),
    ("amount_vs_category", "log(0.1 + amount / usual of the category)"),
    ("amount_vs_type", "log(1 + amount / usual of the type)"),
    ("time", "rarity of the hour + rarity of the weekday"),
    ("merchant_category", "rarity"),
    ("transaction_type", "rarity"),
    ("country", "rarity"),
    ("account_youth", "log(1 + 30 / (1 + days))"),
)
"""Each input and its formula, in the order of the matrix. A changed formula is a new schema.

Amounts are relative to the usual amount of their currency. log(1 + r) makes tiny amounts ordinary
and large ones stand out: a forest on plain logarithms spends itself on isolating small change.
Only against its category is a tiny amount odd, as card testers' are, hence the 0.1 there. Hour
and weekday are one input, because a weekday of its own, nearly uniform, takes as many splits as
the amount and says next to nothing. A rarity is -log(share) in nats. The youth of an account grows
when it is weeks old or less, so that loyal customers are not unusual for being old.
"""
NAMES: tuple[str, ...] = tuple(name for name, _ in FORMULAS)

__all__ = [
    "FORMULAS",
    "NAMES",
    "SIGNALS",
    "Columns",
    "columns_of",
    "feature_matrix",
    "signals_missing",
]


def feature_matrix(columns: Columns, usuals: Usuals) -> Floats:
    """Return the inputs of n payments, shape (n, k), columns as in NAMES; every value is finite.

    A missing signal is neutral: the amount is compared with the usual amount of all payments,
    rarities and the age of the account are the training payments' medians.
    """
    usual = usuals.amount
    by_currency = usuals.currency_amount
    relative = columns.amount / np.array([by_currency.get(c, usual) for c in columns.currency])
    by_category, by_type = usuals.category_amount, usuals.type_amount
    days = columns.account_days
    matrix = np.empty((relative.size, len(FORMULAS)), dtype=np.float64)
    np.log1p(relative, out=matrix[:, 0])
    of_category = np.array([by_category.get(c, 1.0) for c in columns.merchant_category])
    np.log(relative / of_category + 0.1, out=matrix[:, 1])
    of_type = np.array([by_type.get(c, 1.0) for c in columns.transaction_type])
    np.log1p(relative / of_type, out=matrix[:, 2])
    matrix[:, 3] = usuals.hour_rarity[columns.hour] + usuals.day_rarity[columns.day_of_week]
    matrix[:, 4] = usuals.categories.rarity(columns.merchant_category)
    matrix[:, 5] = usuals.types.rarity(columns.transaction_type)
    matrix[:, 6] = usuals.countries.rarity(columns.country)
    known_days = np.where(np.isnan(days), usuals.account_days, days)
    np.log1p(30.0 / (1.0 + known_days), out=matrix[:, 7])
    return matrix
