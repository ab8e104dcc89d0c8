"""Exact TreeSHAP by look-up: what each leaf gives to each input, tabulated once per forest.

What path-dependent TreeSHAP (Lundberg et al., "From local explanations to global understanding
with explainable AI for trees", 2020) takes from one leaf depends only on which of the inputs on
its path the payment follows (Yang, "Fast TreeSHAP", 2021, version 2). A leaf is a box, so that is
one comparison an input; with at most eight inputs it is one byte, which picks the leaf's row.
All of it is a handful of numpy calls: nothing to compile, and kind to the caches.
"""

from dataclasses import dataclass
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import IsolationForest

from secureflow.scoring.columns import Floats
from secureflow.scoring.path_length import normal_length

MOST_INPUTS = 8
MOST_BYTES = 64 * 1024 * 1024
BITS = (1 << np.arange(MOST_INPUTS)).astype(np.uint8)[:, np.newaxis]
SUMMED_AT_ONCE = 64
Singles = NDArray[np.float32]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class LeafTables:
    """The leaves of all trees, and their tables one after another.

    A leaf follows input i when ``low[i, leaf] < x[i] <= high[i, leaf]``; ``place[group[leaf] +
    followed]`` is its row, counted from ``start[leaf]``, for the byte of followed inputs.
    """

    low: Singles
    high: Singles
    group: Ints
    place: Ints
    start: Ints
    table: Floats

    def shares(self, inputs: Floats) -> Floats:
        """Return TreeSHAP of the mean path length for scaled rows, shape (n, k)."""
        shares: Floats = np.array([self._shares(row) for row in inputs.astype(np.float32)])
        return shares

    def _shares(self, row: Singles) -> Floats:
        x = row[:, np.newaxis]
        follows = (x > self.low) & (x <= self.high)
        followed = np.bitwise_or.reduce(follows.view(np.uint8) * BITS[: row.size], axis=0)
        given = self.table.take(self.place.take(self.group + followed) + self.start, axis=0)
        # Rows side by side add up faster than one below the other, and to more exact sums.
        whole = len(given) // SUMMED_AT_ONCE * SUMMED_AT_ONCE
        wide = given[:whole].reshape(-1, SUMMED_AT_ONCE * row.size).sum(axis=0)
        sums: Floats = wide.reshape(-1, row.size).sum(axis=0, dtype=np.float64)
        sums += given[whole:].sum(axis=0, dtype=np.float64)
        return sums


def tabulate(forest: IsolationForest) -> LeafTables | None:
    """Return the tables of a forest; None for more than eight inputs or more than 64 MB."""
    boxes = [_boxes(tree.tree_) for tree in forest.estimators_]
    low, high, ratio, value = (np.concatenate(part) for part in zip(*boxes, strict=True))
    used = np.isfinite(low) | np.isfinite(high)
    sizes = 1 << used.sum(axis=1)
    start = np.cumsum([0, *sizes[:-1]])
    k = low.shape[1]
    if k > MOST_INPUTS or int(sizes.sum()) * k * np.dtype(np.float64).itemsize > MOST_BYTES:
        return None
    table = np.zeros((int(sizes.sum()), k))
    kinds, kind = np.unique(used, axis=0, return_inverse=True)
    place = np.zeros((len(kinds), 256), dtype=np.intp)
    for number, is_used in enumerate(kinds):
        names = np.flatnonzero(is_used)
        for bit, name in enumerate(names.tolist()):
            place[number] |= (np.arange(256) >> name & 1) << bit
        leaves = np.flatnonzero(kind == number)
        rows = start[leaves][:, np.newaxis] + np.arange(1 << names.size)
        of_kind = _shares(ratio[leaves][:, names], value[leaves] / len(boxes))
        table[rows[:, :, np.newaxis], names] = of_kind
    # Inputs are 32-bit numbers, so rounding a threshold down changes no comparison.
    return LeafTables(
        low=_rounded_down(low),
        high=_rounded_down(high),
        group=256 * kind.reshape(-1).astype(np.intp),
        place=place.reshape(-1),
        start=start,
        table=table,
    )


def _boxes(tree: Any) -> tuple[Floats, Floats, Floats, Floats]:
    """Return each leaf's lower and upper bounds, products of cover ratios, and path length."""
    k, nodes = tree.n_features, tree.node_count
    low, high = np.full((nodes, k), -np.inf), np.full((nodes, k), np.inf)
    ratio, depth = np.ones((nodes, k)), np.zeros(nodes)
    payments = tree.n_node_samples.astype(np.float64)
    for node in np.flatnonzero(tree.children_left >= 0):  # parents come before their children
        left, right, split = tree.children_left[node], tree.children_right[node], tree.feature[node]
        for child in (left, right):
            low[child], high[child], ratio[child] = low[node], high[node], ratio[node]
            ratio[child, split] *= payments[child] / payments[node]
            depth[child] = depth[node] + 1.0
        high[left, split] = min(high[left, split], tree.threshold[node])
        low[right, split] = max(low[right, split], tree.threshold[node])
    leaf = np.flatnonzero(tree.children_left < 0)
    length = depth[leaf] + [normal_length(int(n)) for n in payments[leaf]]
    return low[leaf], high[leaf], ratio[leaf], length


def _shares(z: Floats, value: Floats) -> Floats:
    """Return the Shapley values of leaves with n inputs, shape (leaves, 2^n followed, n).

    A leaf's game is the product over its inputs of 1 or 0 (known: followed or not) and of the
    cover ratio z (unknown). ``mixed[..., s]`` sums, over the sets of s known followed inputs
    besides i, the ratios of all the others; with the Shapley weights w input i gets
    value * (1 or 0 - z_i) * sum_s w(s) mixed(s).
    """
    leaves, n = z.shape
    follows = (np.arange(1 << n)[:, np.newaxis] >> np.arange(n) & 1).astype(bool)
    weights = np.array([factorial(s) * factorial(n - 1 - s) / factorial(n) for s in range(n)])
    shares = np.zeros((leaves, 1 << n, n))
    for i in range(n):
        mixed = np.zeros((leaves, 1 << n, n))
        mixed[:, :, 0] = 1.0
        for other in (j for j in range(n) if j != i):
            known = mixed[:, follows[:, other], :-1]
            mixed *= z[:, other, np.newaxis, np.newaxis]
            mixed[:, follows[:, other], 1:] += known
        shares[:, :, i] = (mixed @ weights) * (follows[:, i] - z[:, i, np.newaxis])
    return shares * value[:, np.newaxis, np.newaxis]


def _rounded_down(bounds: Floats) -> Singles:
    single = bounds.T.astype(np.float32, order="C")
    return np.where(single > bounds.T, np.nextafter(single, np.float32(-np.inf)), single)
