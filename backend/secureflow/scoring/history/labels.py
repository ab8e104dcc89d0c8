"""Labels of entities: counted one by one when they become known, or as a stream over many payments.

The labels of an entity are a flat array of ``SIZE`` floats, laid out in ``risk.py``. A label counts
once the caller counts it, that is once it is known.
"""

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Label
from secureflow.scoring.compiled import compiled
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.entities import KINDS
from secureflow.scoring.history.features import FEATURES, HALF_LIVES_DAYS, LABEL_START, RISK_COLUMNS
from secureflow.scoring.history.kernel import AT_LOG_AMOUNT, NOBODY
from secureflow.scoring.history.risk import SIZE, count_label, fill_risk

NO_ENTITY = -1
RATES = len(HALF_LIVES_DAYS)
LABEL_WIDTH = len(FEATURES) - LABEL_START

Index = NDArray[np.int32]
Flags = NDArray[np.bool_]


@compiled
def _count(labels: Floats, t: float, log_amount: float, is_fraud: bool, sign: float) -> None:
    count_label(labels, t, log_amount, is_fraud, sign)


@compiled
def _stream(
    out: Floats,
    entity: Index,
    occurred_at: Floats,
    exposure: Floats,
    event_at: Floats,
    event_entity: Index,
    event_occurred_at: Floats,
    event_log_amount: Floats,
    event_is_fraud: Flags,
    book: Floats,
) -> int:
    event = 0
    for row in range(occurred_at.size):
        while event < event_at.size and event_at[event] <= occurred_at[row]:
            for kind in range(entity.shape[1]):
                owner = event_entity[event, kind]
                if owner != NO_ENTITY:
                    count_label(
                        book[owner],
                        event_occurred_at[event],
                        event_log_amount[event],
                        event_is_fraud[event],
                        1.0,
                    )
            event += 1
        for kind in range(entity.shape[1]):
            owner = entity[row, kind]
            labels = NOBODY if owner == NO_ENTITY else book[owner]
            own = exposure[row, kind * RATES : (kind + 1) * RATES]
            log_amount = exposure[row, AT_LOG_AMOUNT]
            fill_risk(out[row], kind * RISK_COLUMNS, own, labels, occurred_at[row], log_amount)
    return event


def no_labels() -> Floats:
    """Return the labels of an entity that has none."""
    return np.zeros(SIZE)


def apply(labels: Floats, occurred_at: float, log_amount: float, label: Label, sign: int) -> Floats:
    """Return the labels with one more (sign 1), or with an earlier one taken back (sign -1).

    Time and ``log_amount``, of ``facts.log_amounts``, are the payment's. The array given stays as
    it is. Any order gives the same to rounding (``risk.count_label``).
    """
    counted = labels.copy()
    _count(counted, occurred_at, log_amount, label == "fraud", float(sign))
    return counted


def label_rows(
    entity: Index,
    occurred_at: Floats,
    exposure: Floats,
    event_at: Floats,
    event_entity: Index,
    event_occurred_at: Floats,
    event_log_amount: Floats,
    event_is_fraud: Flags,
    book: Floats,
) -> tuple[Floats, int]:
    """Return the label columns of n payments, shape (n, LABEL_WIDTH), and the events counted.

    Payments are ascending by ``occurred_at``, events by ``event_at``, when they became known; an
    event counts before every payment that is not earlier. ``entity`` (n, 5) and ``event_entity``
    (m, 5) are rows of ``book`` (entities, SIZE) or NO_ENTITY; ``exposure`` (n, 16) is that of
    ``Ledger.history``. The book is changed in place; events after the last payment are not
    counted. Start with a book of zeros.
    """
    out = np.empty((occurred_at.size, LABEL_WIDTH))
    counted = _stream(
        out,
        entity,
        occurred_at,
        exposure,
        event_at,
        event_entity,
        event_occurred_at,
        event_log_amount,
        event_is_fraud,
        book,
    )
    return out, counted


def entities_index(columns: Columns) -> tuple[Index, int]:
    """Return the number of each entity of n payments, shape (n, 5), and how many there are."""
    index = np.full((len(columns), len(KINDS)), NO_ENTITY, dtype=np.int32)
    count = 0
    for number, kind in enumerate(KINDS):
        values = getattr(columns, kind)
        distinct = dict.fromkeys(values)
        distinct.pop(None, None)
        numbers: dict[str | None, int] = {value: count + i for i, value in enumerate(distinct)}
        numbers[None] = NO_ENTITY
        index[:, number] = [numbers[value] for value in values]
        count += len(distinct)
    return index, count
