"""A merchant's stored payments as columns: what policies read of them, and what became known."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.db import preview as table
from secureflow.db import preview_columns as columns
from secureflow.db.lists import ListRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.preview import Window
from secureflow.db.preview_columns import Column
from secureflow.losses import APPROVE, BLOCK, FRAUD, GOOD, REVIEW, UNKNOWN
from secureflow.rules.columns import FactTable, Needs, needs
from secureflow.rules.condition import Condition
from secureflow.rules.preview.history import History
from secureflow.rules.preview.listing import COLUMNS, on_list
from secureflow.rules.preview.past import Bools, Ints, Past

LEAST_SHARE = 1e-4
"""Whoever was drawn with less is weighed as if with this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read of payments besides what is read of all.

    ``conditions`` are those of all rules that will be asked; ``lists`` are taken as they are
    today as well as as they were; of ``model`` the scores are wanted, where there are any.
    """

    conditions: Sequence[Condition] = ()
    lists: Sequence[ListRow] = ()
    model: ModelVersionRow | None = None


def of(window: Window, asked: Asked) -> History:
    """Return a merchant's payments of a window as columns."""
    wanted = needs(asked.conditions)
    rows = table.numbers(window, list(_columns(window.merchant_id, wanted, asked.model)))
    window = _narrowed(window, rows)
    texts = _texts(window, wanted, asked.lists, rows["id"])
    past = _past(rows, window)
    was_on, snoozed, is_in_burst = _around(window, rows)
    return History(
        past,
        _facts(rows, wanted, past, texts),
        was_on,
        {one.id: _is_on(one, texts[COLUMNS[one.kind]]) for one in asked.lists},
        snoozed,
        is_in_burst,
        ~rows["is_blind"] if wanted.inputs else np.ones(len(rows), dtype=np.bool_),
        rows["other_score"] if asked.model else None,
        rows["other_probability"] if asked.model else None,
    )


def _narrowed(window: Window, rows: NDArray[Any]) -> Window:
    """Return the time that the payments of a window span, where there were more than it holds."""
    if len(rows) < window.most:
        return window
    oldest = datetime.fromtimestamp(int(rows["at"].min()), UTC)
    return replace(window, since=oldest - timedelta(seconds=1))


def _columns(merchant_id: int, wanted: Needs, model: ModelVersionRow | None) -> Iterable[Column]:
    for name in sorted(wanted.numbers - {"amount"}):
        yield columns.NUMBERS[name]
    if wanted.probability:
        yield columns.NUMBERS["probability"]
    if wanted.inputs:
        yield columns.BLIND
        orders = columns.orders(merchant_id)
        for name in sorted(wanted.inputs):
            yield columns.input_column(name, orders)
    if model is not None:
        yield from columns.of_model(model)


def _past(rows: NDArray[Any], window: Window) -> Past:
    def has(bit: int) -> Bools:
        found: Bools = rows["bits"] & bit > 0
        return found

    label = np.where(has(columns.KNOWN_GOOD), np.int8(GOOD), np.int8(UNKNOWN))
    decided = np.where(has(columns.REVIEWED), np.int8(REVIEW), np.int8(APPROVE))
    weight, is_spot_check = np.ones(len(rows)), has(columns.SPOT_CHECK)
    if is_spot_check.any():
        for at, share in _placed(rows["id"], table.drawn(window)):
            weight[at] = 1 / max(share, LEAST_SHARE)
    return Past(
        ids=rows["id"],
        at=rows["at"],
        score=rows["score"],
        label=np.where(has(columns.KNOWN_FRAUD), np.int8(FRAUD), label),
        amount=np.where(has(columns.COUNTED), rows["amount"], 0.0),
        is_counted=has(columns.COUNTED),
        is_spot_check=is_spot_check,
        weight=weight,
        stored=np.where(has(columns.BLOCKED), np.int8(BLOCK), decided),
    )


def _facts(
    rows: NDArray[Any], wanted: Needs, past: Past, texts: Mapping[str, Sequence[Any]]
) -> FactTable:
    return FactTable(
        size=len(past),
        numbers={name: rows[name] for name in wanted.numbers},
        texts={name: texts[name] for name in wanted.texts},
        inputs={name: rows[f"input_{name}"] for name in wanted.inputs},
        score=past.score,
        probability=rows["probability"] if wanted.probability else None,
        extra=texts["extra"] if wanted.extra else (),
    )


def _texts(
    window: Window, wanted: Needs, lists: Sequence[ListRow], ids: Ints
) -> dict[str, list[Any]]:
    """Return columns of text by name; a payment that came or went between is left as unknown."""
    names = set(wanted.texts) | {COLUMNS[one.kind] for one in lists}
    if wanted.extra:
        names.add("extra")
    if not names:
        return {}
    ordered = sorted(names)
    found: dict[str, list[Any]] = {
        name: [{} if name == "extra" else None] * len(ids) for name in ordered
    }
    named = list(found.values())
    for at, values in _placed(ids, table.texts(window, ordered)):
        for column, value in zip(named, values, strict=True):
            column[at] = value
    return found


def _is_on(one: ListRow, stored: Sequence[str | None]) -> Bools:
    return on_list(one.kind, stored, table.entries(one.merchant_id, one.id))


def _around(window: Window, rows: NDArray[Any]) -> tuple[dict[int, Bools], dict[int, Bools], Bools]:
    """Return lists, snoozes and bursts as they were kept with the payments."""
    size = len(rows)
    lists: dict[int, Bools] = {}
    snoozed: dict[int, Bools] = {}
    bursts = np.zeros(size, dtype=np.bool_)
    for at, kept in _placed(rows["id"], table.circumstances(window)):
        for list_id, *_ in kept.get("lists", ()):
            lists.setdefault(list_id, np.zeros(size, dtype=np.bool_))[at] = True
        for rule_id in kept.get("snoozed", ()):
            snoozed.setdefault(rule_id, np.zeros(size, dtype=np.bool_))[at] = True
        bursts[at] = bool(kept.get("bursts"))
    return lists, snoozed, bursts


def _placed(ids: Ints, found: Sequence[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    """Yield (place, what was found) of payments by their ids, without those that are not there."""
    if not len(ids) or not found:
        return
    order = np.argsort(ids)
    wanted = np.array([payment_id for payment_id, _ in found])
    near = order[np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)]
    for at, is_there, (_, what) in zip(
        near.tolist(), (ids[near] == wanted).tolist(), found, strict=True
    ):
        if is_there:
            yield at, what
