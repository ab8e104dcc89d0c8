"""Leaves in small groups, and a table for each: exact reasons by looking them up.

What TreeSHAP takes from a leaf depends only on which of the inputs on its path the row follows
(Yang, "Fast TreeSHAP: accelerating SHAP value computation for trees", 2021, version 2). The leaves
below one node share all of the path to it: for a subtree of at most three splits, the inputs
followed on the way to it and the turns at its splits say everything about its two to four leaves.
So they have one table together, no larger than the tables of each, and are looked up at once.
"""

from typing import NamedTuple

import numpy as np

from secureflow.scoring.compiled import compiled
from secureflow.scoring.trees import leaves
from secureflow.scoring.trees.leaves import Box, Flags, Ints, Nodes, climb, give, new_box
from secureflow.scoring.trees.trees import Floats

MOST_SPLITS = 3
WIDEST = leaves.DEEPEST + MOST_SPLITS


class Groups(NamedTuple):
    """Subtrees of g and the ways down to them; lists stand one after another.

    ``top`` is the subtree's highest node. From ``start[i]`` to ``start[i + 1]`` are the group's
    inputs in ``name`` with ``low``, ``high`` and ``unknown``: first the ``above[i]`` on the way
    to the subtree, then those that only its splits read. From ``first[i]`` to ``first[i + 1]`` are
    its splits in ``split``, as nodes of the trees, parents first.
    """

    top: Ints
    start: Ints
    above: Ints
    name: Ints
    low: Floats
    high: Floats
    unknown: Flags
    first: Ints
    split: Ints

    def sizes(self) -> Ints:
        """Return how many numbers the table of each group has."""
        rows = 1 << (self.above + np.diff(self.first))
        sizes: Ints = rows * np.diff(self.start)
        return sizes


def grouped(nodes: Nodes) -> Groups:
    """Return the groups of all leaves of trees at most DEEPEST deep."""
    return Groups(*_grouped(nodes, _tops(nodes)))


def tabulated(nodes: Nodes, groups: Groups, chosen: Flags) -> tuple[Floats, Ints]:
    """Return the tables of the chosen groups one after another, and where each begins.

    A table's row is the number whose bits say which inputs above are followed, lowest first, and
    after them which splits are left to the right.
    """
    begin = np.concatenate(([0], np.cumsum(np.where(chosen, groups.sizes(), 0))))
    table = np.zeros(int(begin[-1]))
    _tabulate(nodes, groups, chosen, begin, leaves.POINT, leaves.WEIGHT, table)
    return table, begin


@compiled
def _tops(nodes: Nodes) -> Ints:
    size = nodes.left.size
    splits = np.zeros(size, dtype=np.int64)
    for node in range(size - 1, -1, -1):
        if nodes.left[node] != node:
            splits[node] = 1 + splits[nodes.left[node]] + splits[nodes.left[node] + 1]
    found = [
        node
        for node in range(size)
        if splits[node] <= MOST_SPLITS
        and (nodes.parent[node] == node or splits[nodes.parent[node]] > MOST_SPLITS)
    ]
    return np.array(found)


@compiled
def _grouped(
    nodes: Nodes, tops: Ints
) -> tuple[Ints, Ints, Ints, Ints, Floats, Floats, Flags, Ints, Ints]:
    box = new_box()
    start, first = np.zeros(tops.size + 1, dtype=np.int64), np.zeros(tops.size + 1, dtype=np.int64)
    above = np.zeros(tops.size, dtype=np.int64)
    name = np.zeros(tops.size * WIDEST, dtype=np.int64)
    low, high = np.zeros(name.size), np.zeros(name.size)
    unknown = np.zeros(name.size, dtype=np.bool_)
    split = np.zeros(tops.size * MOST_SPLITS, dtype=np.int64)
    for group in range(tops.size):
        at = start[group]
        count = climb(nodes, tops[group], box)
        above[group] = count
        name[at : at + count] = box.name[:count]
        low[at : at + count] = box.low[:count]
        high[at : at + count] = box.high[:count]
        unknown[at : at + count] = box.unknown[:count]
        end = _splits_of(nodes, tops[group], split, first[group])
        for place in range(first[group], end):
            feature = nodes.feature[split[place]]
            if feature not in name[at : at + count]:
                name[at + count] = feature
                count += 1
        start[group + 1], first[group + 1] = at + count, end
    whole, splits = start[-1], first[-1]
    return (
        tops,
        start,
        above,
        name[:whole].copy(),
        low[:whole].copy(),
        high[:whole].copy(),
        unknown[:whole].copy(),
        first,
        split[:splits].copy(),
    )


@compiled
def _splits_of(nodes: Nodes, top: int, split: Ints, at: int) -> int:
    """Write the splits at and below ``top`` from place ``at`` on; return the place after them."""
    if nodes.left[top] == top:
        return at
    split[at] = top
    end, look = at + 1, at
    while look < end:
        for side in range(2):
            child = nodes.left[split[look]] + side
            if nodes.left[child] != child:
                split[end] = child
                end += 1
        look += 1
    return end


@compiled
def _tabulate(
    nodes: Nodes,
    groups: Groups,
    chosen: Flags,
    begin: Ints,
    point: Floats,
    weight: Floats,
    table: Floats,
) -> None:
    box = new_box()
    follows = np.zeros(leaves.DEEPEST, dtype=np.bool_)
    due = np.zeros(leaves.DEEPEST)
    for group in range(groups.top.size):
        if not chosen[group]:
            continue
        start, above = groups.start[group], groups.above[group]
        names = groups.name[start : groups.start[group + 1]]
        splits = groups.split[groups.first[group] : groups.first[group + 1]]
        below = (
            [groups.top[group]]
            if splits.size == 0
            else [
                nodes.left[node] + side
                for node in splits
                for side in range(2)
                if nodes.left[nodes.left[node] + side] == nodes.left[node] + side
            ]
        )
        for leaf in below:
            count = climb(nodes, leaf, box)
            for bits in range(1 << (above + splits.size)):
                _follow(nodes, leaf, bits, names[:above], splits, box, count, follows)
                give(count, nodes.value[leaf], box.ratio, follows, point, weight, due)
                row = begin[group] + bits * names.size
                for i in range(count):
                    for place in range(names.size):
                        if names[place] == box.name[i]:
                            table[row + place] += due[i]


@compiled
def _follow(
    nodes: Nodes,
    leaf: int,
    bits: int,
    above: Ints,
    splits: Ints,
    box: Box,
    count: int,
    follows: Flags,
) -> None:
    """Say which of the leaf's inputs a row with these bits follows all the way to the leaf."""
    for i in range(count):
        follows[i] = True
        for place in range(above.size):
            if above[place] == box.name[i]:
                follows[i] = (bits >> place) & 1 == 1
    node = leaf
    while nodes.parent[node] != node:
        up = nodes.parent[node]
        for place in range(splits.size):
            if splits[place] == up:
                turned = (bits >> (above.size + place)) & 1
                for i in range(count):
                    if box.name[i] == nodes.feature[up]:
                        follows[i] &= turned == node - nodes.left[up]
        node = up
