"""The states of many entities, and the inputs of payments made from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from secureflow.domain import Label
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.entities import KINDS, entity_key, partner_id
from secureflow.scoring.history.facts import facts_of
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.kernel import EXPOSURE, NOBODY, Five, judge, risk
from secureflow.scoring.history.labels import apply, no_labels
from secureflow.scoring.history.layout import empty, opened, packed
from secureflow.scoring.history.places import distances
from secureflow.scoring.history.risk import SIZE
from secureflow.scoring.history.usuals import Usuals

AT_ONCE = 10_000
"""Payments whose facts are made together: enough to be quick, few enough to stay small."""

Keys = tuple[bytes | None, ...]
"""The keys of a payment's entities in the order of KINDS, None where one was not sent."""


@dataclass(frozen=True, slots=True)
class History:
    """What the history of n payments gives.

    ``inputs`` is (n, K) with label columns NaN; ``exposure`` (n, 16) holds the decayed payments
    that rates of fraud refer to, and the logarithm of the amount; ``keys`` are those of each
    payment's entities.
    """

    inputs: Floats
    exposure: Floats
    occurred_at: Floats
    keys: Sequence[Keys]


class Ledger:
    """States and labels of entities by key, and what has changed since it was made.

    States in ``states`` have room for more; ``load`` and ``dump`` turn them into bytes and back.
    Of one thread at a time.
    """

    def __init__(self) -> None:
        self.states: dict[bytes, Floats] = {}
        self.labels: dict[bytes, Floats] = {}
        self.changed: set[bytes] = set()
        self.labels_changed: set[bytes] = set()
        self._known: dict[str, dict[str, tuple[bytes, float]]] = {kind: {} for kind in KINDS}

    def load(self, key: bytes, state: bytes, labels: bytes | None) -> None:
        """Take in the state and the labels of an entity as they were stored.

        No bytes stand for no payment, or no label, so far. Labels as another release laid them
        out are left out: ``secureflow rebuild-state`` makes them anew.
        """
        if state:
            # A copy that can be written to: another type would be compiled anew.
            self.states[key] = opened(np.frombuffer(bytearray(state), dtype=np.float64))
        if labels and len(labels) == SIZE * np.dtype(np.float64).itemsize:
            self.labels[key] = np.frombuffer(bytearray(labels), dtype=np.float64)

    def dump(self, key: bytes) -> bytes:
        """Return the state of an entity as it is stored, no bytes where it has no payment."""
        state = self.states.get(key)
        return b"" if state is None else packed(state).tobytes()

    def dump_labels(self, key: bytes) -> bytes | None:
        """Return the labels of an entity as they are stored, None where it has none."""
        labels = self.labels.get(key)
        return None if labels is None else labels.tobytes()

    def inputs(self, columns: Columns, usuals: Usuals, *, label_inputs: bool = True) -> Floats:
        """Return the inputs of n payments, shape (n, K), columns as in NAMES, and count them.

        Each payment is counted after its own row is made. With ``label_inputs`` False the label
        columns stay NaN.
        """
        history = self.history(columns, usuals)
        if label_inputs:
            self.fill_labels(history)
        return history.inputs

    def history(self, columns: Columns, usuals: Usuals, *, counted: bool = True) -> History:
        """Return what the history gives for n payments in their order, and count them.

        With ``counted`` False nothing changes, and no payment sees another of these.
        """
        n = len(columns)
        inputs, exposure = np.empty((n, len(NAMES))), np.empty((n, EXPOSURE))
        keys: list[Keys] = []
        for start in range(0, n, AT_ONCE):
            stop = min(start + AT_ONCE, n)
            some = columns.rows(start, stop) if n > AT_ONCE else columns
            keys += self._keys(some)
            facts = facts_of(some, usuals, self._known)
            self._fill(inputs[start:stop], exposure[start:stop], facts, keys[start:stop], counted)
        return History(inputs, exposure, columns.occurred_at, keys)

    def fill_labels(self, history: History) -> None:
        """Fill the label columns of the history's inputs by what is known now."""
        labels = self.labels
        for row, exposure, t, keys in zip(
            history.inputs,
            history.exposure,
            history.occurred_at.tolist(),
            history.keys,
            strict=True,
        ):
            own = tuple(labels.get(key, NOBODY) if key else NOBODY for key in keys)
            risk(row, exposure, t, cast(Five, own))

    def label(
        self,
        keys: Sequence[bytes],
        occurred_at: float,
        log_amount: float,
        label: Label,
        sign: int,
    ) -> None:
        """Count a label that has become known (sign 1), or take it back (sign -1).

        ``keys`` are the payment's entities, ``occurred_at`` and ``log_amount``, of
        ``facts.log_amounts``, its time and amount.
        """
        for key in keys:
            before = self.labels.get(key)
            self.labels[key] = apply(
                no_labels() if before is None else before, occurred_at, log_amount, label, sign
            )
            self.labels_changed.add(key)

    def _fill(
        self, inputs: Floats, exposure: Floats, facts: Floats, keys: list[Keys], counted: bool
    ) -> None:
        states, far = self.states, distances()
        for i, own in enumerate(keys):
            given = [NOBODY if key is None else self._state(key, counted) for key in own]
            row, exposed, fact = inputs[i], exposure[i], facts[i]
            while full := judge(counted, row, exposed, fact, far, cast(Five, tuple(given))):
                for kind, key in enumerate(own):
                    if full >> kind & 1 and key is not None:
                        given[kind] = states[key] = opened(given[kind])
            if counted:
                self.changed.update(key for key in own if key is not None)

    def _state(self, key: bytes, kept: bool) -> Floats:
        state = self.states.get(key)
        if state is None:
            state = empty()
            if kept:
                self.states[key] = state
        return state

    def _keys(self, columns: Columns) -> list[Keys]:
        of_kinds: list[list[bytes | None]] = []
        for number, kind in enumerate(KINDS):
            known, own = self._known[kind], []
            for value in getattr(columns, kind):
                found = None if value is None else known.get(value)
                if found is None and value is not None:
                    key = entity_key(kind, value)
                    found = known[value] = (key, partner_id(number, key))
                own.append(None if found is None else found[0])
            of_kinds.append(own)
        return list(zip(*of_kinds, strict=True))
