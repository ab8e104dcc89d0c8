"""A merchant's stored payments as columns: what policies read of them, and what became known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
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
from secureflow.rules.preview.past import AsDecided, Bools, Ints, Past
from secureflow.services import forced
from secureflow.services.tried_entries import Entries

LEAST_SHARE = 1e-4
"""Whoever was drawn with less is weighed as if with this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read of payments besides what is read of all.

    ``conditions`` are those of all rules that will be asked; ``lists`` are taken as they are
    today as well as as they were; of ``model`` the scores are wanted, where there are any.
    ``as_decided`` asks how they were really decided, and leaves out test payments whose decision
    was fixed whatever any policy says. ``entries`` are tried on one of ``lists``.
    """

    conditions: Sequence[Condition] = ()
    lists: Sequence[ListRow] = ()
    model: ModelVersionRow | None = None
    as_decided: bool = False
    entries: Entries | None = None


@dataclass(frozen=True, slots=True)
class _Around:
    """What was kept around payments; by the ids of lists and rules, and what any list did."""

    was_on: Mapping[int, Bools]
    snoozed: Mapping[int, Bools]
    is_in_burst: Bools
    is_blocked: Bools
    is_allowed: Bools


def of(window: Window, asked: Asked) -> History:
    """Return a merchant's payments of a window as columns."""
    wanted = needs(asked.conditions)
    rows = table.numbers(window, list(_columns(window.merchant_id, wanted, asked)))
    window = _narrowed(window, rows)
    if asked.as_decided:
        rows = rows[~rows[columns.FORCED]]
    texts = _texts(window, wanted, asked.lists, rows["id"])
    past = _past(rows, window)
    around = _around(window, rows)
    standing = {one.id: table.entries(one.merchant_id, one.id) for one in asked.lists}
    tried = {} if asked.entries is None else {asked.entries.of.id: asked.entries.with_them}
    return History(
        past,
        _facts(rows, wanted, past, texts),
        around.was_on,
        {one.id: _is_on(one, texts, standing[one.id]) for one in asked.lists},
        around.snoozed,
        around.is_in_burst,
        ~rows["is_blind"] if wanted.inputs else np.ones(len(rows), dtype=np.bool_),
        rows["other_score"] if asked.model else None,
        rows["other_probability"] if asked.model else None,
        _decided(rows, around) if asked.as_decided else None,
        {
            one.id: _is_on(one, texts, tried[one.id](standing[one.id]))
            for one in asked.lists
            if one.id in tried
        },
    )


def _narrowed(window: Window, rows: NDArray[Any]) -> Window:
    """Return the time that the payments of a window span, where there were more than it holds."""
    if len(rows) < window.most:
        return window
    oldest = datetime.fromtimestamp(int(rows["at"].min()), UTC)
    return replace(window, since=oldest - timedelta(seconds=1))


def _decided(rows: NDArray[Any], around: _Around) -> AsDecided:
    score, by, at = (rows[column.name] for column in columns.DECIDED)
    return AsDecided(score, by, at, around.is_blocked, around.is_allowed)


def _columns(merchant_id: int, wanted: Needs, asked: Asked) -> Iterable[Column]:
    for name in sorted(wanted.numbers - {"amount"}):
        yield columns.NUMBERS[name]
    if wanted.probability:
        yield columns.NUMBERS["probability"]
    if wanted.inputs:
        yield columns.BLIND
        orders = columns.orders(merchant_id)
        for name in sorted(wanted.inputs):
            yield columns.input_column(name, orders)
    if asked.model is not None:
        yield from columns.of_model(asked.model)
    if asked.as_decided:
        yield from (*columns.DECIDED, columns.forced_column(list(forced.TARGETS)))


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


def _is_on(one: ListRow, texts: Mapping[str, Sequence[Any]], standing: AbstractSet[str]) -> Bools:
    return on_list(one.kind, texts[COLUMNS[one.kind]], standing)


def _around(window: Window, rows: NDArray[Any]) -> _Around:
    """Return lists, snoozes and bursts as they were kept with the payments."""

    def nobody() -> Bools:
        return np.zeros(len(rows), dtype=np.bool_)

    lists, snoozed, did = (defaultdict[Any, Bools](nobody) for _ in range(3))
    bursts = nobody()
    for at, kept in _placed(rows["id"], table.circumstances(window)):
        for list_id, _, effect in kept.get("lists", ()):
            lists[list_id][at] = did[effect][at] = True
        for rule_id in kept.get("snoozed", ()):
            snoozed[rule_id][at] = True
        bursts[at] = bool(kept.get("bursts"))
    return _Around(dict(lists), dict(snoozed), bursts, did["block"], did["allow"])


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
