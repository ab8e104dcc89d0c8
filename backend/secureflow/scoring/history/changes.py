"""What a row of inputs would be if the amount were another, or the account older."""

import numpy as np

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.entities import KINDS
from secureflow.scoring.history.facts import LEAST_AMOUNT
from secureflow.scoring.history.features import NAMES

_PLAIN = [NAMES.index(f"amount{of}") for of in ("", "_vs_category", "_vs_type")] + [
    NAMES.index("total_vs_item"),
    NAMES.index("price"),
    *(NAMES.index(f"{kind}_amount_vs_fraud") for kind in KINDS),
]
_COMPARED = [
    (NAMES.index(f"amount_vs_{of}"), NAMES.index(f"amount_odd_{of}"))
    for of in ("item", "customer", "card", "terminal")
]
_OFF_ITEM, _ODD_ITEM = NAMES.index("amount_off_item"), NAMES.index("amount_odd_item")
_ACCOUNT = NAMES.index("account_age")


def with_amount(inputs: Floats, amount: float, other: float | Floats) -> Floats:
    """Return the inputs of a payment with other amounts in its currency, shape (n, K) or (K,).

    ``inputs`` (K,) are the payment's own, ``amount`` is its own amount, ``other`` one amount or n.
    What the entities did before stays as it is. Exact but for amounts below 0.001 of a currency's
    rough unit, which the inputs do not tell apart.
    """
    others = np.maximum(other, LEAST_AMOUNT)
    shift = np.log(others / max(amount, LEAST_AMOUNT))
    rows: Floats = np.broadcast_to(inputs, (*np.shape(shift), inputs.size)).copy()
    rows[..., _PLAIN] += np.expand_dims(shift, -1)
    for plain, odd in _COMPARED:
        # The spread is in the row as the quotient of the two.
        steepness = inputs[odd] / inputs[plain] if inputs[plain] else 1.0
        rows[..., plain] += shift
        rows[..., odd] = rows[..., plain] * steepness
    rows[..., _OFF_ITEM] = np.abs(rows[..., _ODD_ITEM])
    return rows


def with_account_age(inputs: Floats, days: float | Floats) -> Floats:
    """Return the inputs of a payment by an account so many days old, shape (n, K) or (K,)."""
    age = np.log1p(np.maximum(days, 0.0))
    rows: Floats = np.broadcast_to(inputs, (*np.shape(age), inputs.size)).copy()
    rows[..., _ACCOUNT] = age
    return rows
