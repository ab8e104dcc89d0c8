"""The two ways from a row to its shares, compiled: looked up in tables, or worked out by leaf."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.trees import leaves
from secureflow.scoring.trees.groups import Groups
from secureflow.scoring.trees.leaves import Flags, Ints, Nodes, climb, give, new_box
from secureflow.scoring.trees.trees import Floats

Places = NDArray[np.uint32]


class Tables(NamedTuple):
    """The groups that have a table, as the look-up reads them; lists stand one after another.

    Group i has the conditions from ``first[i]`` on, and in ``table`` rows of as many numbers as
    it has inputs, from ``begin[i]`` on, for the inputs in ``name`` from ``start[i]`` on. A
    condition is met, and sets the next bit of the row's number, when ``low < x <= high`` for input
    ``reads``, or when x is NaN and ``unknown``.
    """

    start: Places
    name: Places
    first: Places
    reads: Places
    low: Floats
    high: Floats
    unknown: Flags
    begin: NDArray[np.uint64]
    table: Floats


class Rest(NamedTuple):
    """The leaves that have no table: from ``start[i]`` on the boxes of leaf i, and its value."""

    start: Ints
    name: Ints
    low: Floats
    high: Floats
    unknown: Flags
    ratio: Floats
    value: Floats


def tables_of(nodes: Nodes, groups: Groups, chosen: Flags, table: Floats, begin: Ints) -> Tables:
    """Return the chosen groups for the look-up; ``table`` and ``begin`` come from ``tabulated``."""
    start, first = [0], [0]
    name: list[Ints] = []
    reads: list[NDArray[np.integer]] = []
    low: list[Floats] = []
    high: list[Floats] = []
    unknown: list[Flags] = []
    for group in np.flatnonzero(chosen):
        at, end = groups.start[group], groups.start[group + 1]
        boxes = slice(at, at + groups.above[group])
        splits = groups.split[groups.first[group] : groups.first[group + 1]]
        name.append(groups.name[at:end])
        start.append(start[-1] + int(end - at))
        first.append(first[-1] + int(groups.above[group]) + splits.size)
        reads += [groups.name[boxes], nodes.feature[splits]]
        # A turn to the right is a condition like the others: above the threshold.
        low += [groups.low[boxes], nodes.threshold[splits]]
        high += [groups.high[boxes], np.full(splits.size, np.inf)]
        unknown += [groups.unknown[boxes], ~nodes.missing_left[splits]]
    return Tables(
        np.array(start, dtype=np.uint32),
        _joined(name, np.uint32),
        np.array(first, dtype=np.uint32),
        _joined(reads, np.uint32),
        _joined(low, np.float64),
        _joined(high, np.float64),
        _joined(unknown, np.bool_),
        begin[:-1][chosen].astype(np.uint64),
        table,
    )


def _joined(parts: Sequence[NDArray[Any]], kind: type) -> NDArray[Any]:
    return np.concatenate((np.zeros(0, dtype=kind), *parts), dtype=kind, casting="unsafe")


@compiled
def rest_of(nodes: Nodes, wanted: Ints) -> Rest:
    """Return the boxes of these leaves."""
    box = new_box()
    start = np.zeros(wanted.size + 1, dtype=np.int64)
    for i in range(wanted.size):
        start[i + 1] = start[i] + climb(nodes, wanted[i], box)
    size = start[-1]
    rest = Rest(
        start,
        np.zeros(size, dtype=np.int64),
        np.zeros(size),
        np.zeros(size),
        np.zeros(size, dtype=np.bool_),
        np.zeros(size),
        nodes.value[wanted],
    )
    for i in range(wanted.size):
        count = climb(nodes, wanted[i], box)
        at = slice(start[i], start[i + 1])
        rest.name[at] = box.name[:count]
        rest.low[at] = box.low[:count]
        rest.high[at] = box.high[:count]
        rest.unknown[at] = box.unknown[:count]
        rest.ratio[at] = box.ratio[:count]
    return rest


@compiled
def add_looked_up(
    start: Places,
    name: Places,
    first: Places,
    reads: Places,
    low: Floats,
    high: Floats,
    unknown: Flags,
    begin: NDArray[np.uint64],
    table: Floats,
    rows: Floats,
    shares: Floats,
) -> None:
    """Add to ``shares``, as large as ``rows``, what the tables say.

    First where to look for all groups, then what is there: so the processor waits for many places
    in memory at once, which takes half the time. Unsigned places spare a test for negative ones.
    """
    one = np.uint64(1)
    groups = np.uint64(begin.size)
    found = np.empty(begin.size, dtype=np.uint64)
    for row in range(rows.shape[0]):
        x, due = rows[row], shares[row]
        for group in range(groups):
            bits, bit = np.uint64(0), np.uint64(0)
            for condition in range(first[group], first[group + one]):
                value = x[reads[condition]]
                met = (value > low[condition]) & (value <= high[condition])
                met |= np.isnan(value) & unknown[condition]
                bits |= np.uint64(met) << bit
                bit += one
            found[group] = begin[group] + bits * np.uint64(start[group + one] - start[group])
        for group in range(groups):
            ours, at = np.uint64(start[group]), found[group]
            for place in range(np.uint64(start[group + one]) - ours):
                due[name[ours + place]] += table[at + place]


@compiled
def add_worked_out(
    start: Ints,
    name: Ints,
    low: Floats,
    high: Floats,
    unknown: Flags,
    ratio: Floats,
    value: Floats,
    point: Floats,
    weight: Floats,
    rows: Floats,
    shares: Floats,
) -> None:
    """Add to ``shares`` what the leaves without a table give."""
    follows = np.zeros(leaves.DEEPEST, dtype=np.bool_)
    due = np.zeros(leaves.DEEPEST)
    for row in range(rows.shape[0]):
        x = rows[row]
        for leaf in range(value.size):
            at, count = start[leaf], start[leaf + 1] - start[leaf]
            for i in range(count):
                here = x[name[at + i]]
                met = (here > low[at + i]) & (here <= high[at + i])
                follows[i] = met | (np.isnan(here) & unknown[at + i])
            give(count, value[leaf], ratio[at : at + count], follows, point, weight, due)
            for i in range(count):
                shares[row, name[at + i]] += due[i]
