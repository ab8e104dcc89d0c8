"""The states of many entities, and the inputs of payments made from them."""

import numpy as np

from secureflow.domain import Label
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.usuals import Usuals


class Ledger:
    """States and labels of entities by key, and what has changed since it was made."""

    def __init__(self) -> None:
        self.states: dict[bytes, Floats] = {}
        self.labels: dict[bytes, Floats] = {}
        self.changed: set[bytes] = set()

    def inputs(self, columns: Columns, usuals: Usuals, *, label_inputs: bool = True) -> Floats:
        """Return the inputs of n payments, shape (n, K), columns as in NAMES, and count them.

        Each payment is counted after its own row is made. With ``label_inputs`` False the label
        columns stay NaN.
        """
        raise NotImplementedError

    def label(self, keys: tuple[bytes, ...], occurred_at: float, label: Label, sign: int) -> None:
        """Count a label that has become known (sign 1), or take it back (sign -1)."""
        raise NotImplementedError
