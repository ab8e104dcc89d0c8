"""Exact TreeSHAP by look-up: what each leaf gives to each input, tabulated once per forest.

What path-dependent TreeSHAP (Lundberg et al., "From local explanations to global understanding
with explainable AI for trees", 2020) takes from one leaf depends only on which of the inputs on
its path the payment violates. A path has at most eight splits, so all cases are tabulated (Yang,
"Fast TreeSHAP", 2021, version 2), and a payment costs one pass over the nodes.

Loading numba and compiling the pass takes a second: import this late.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import factorial
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray
from sklearn.ensemble import IsolationForest

from secureflow.scoring.columns import Floats
from secureflow.scoring.path_length import normal_length

MOST_BYTES = 64 * 1024 * 1024
LEAF = -1
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A leaf: its node, its value, and of each input on its path the product of cover ratios."""

    node: int
    value: float
    inputs: tuple[int, ...]
    ratios: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LeafTables:
    """The nodes of all trees one after another, parents first, and the tables of their leaves.

    ``bit`` of an inner node stands for its input's place on the path, by first appearance.
    ``table[start[leaf] + violated * n + place]`` is what a leaf with n inputs on its path gives to
    the input ``order[first[leaf] + place]`` when the inputs of the bits ``violated`` point away.
    """

    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    bit: Ints
    start: Ints
    first: Ints
    count: Ints
    order: Ints
    table: Floats

    def shares(self, inputs: Floats) -> Floats:
        """Return TreeSHAP of the mean path length for scaled rows, shape (n, k)."""
        phi = np.zeros(inputs.shape, dtype=np.float64)
        nodes = (self.feature, self.threshold, self.left, self.right, self.bit)
        _walk(inputs, *nodes, self.start, self.first, self.count, self.order, self.table, phi)
        return phi


def tabulate(forest: IsolationForest) -> LeafTables | None:
    """Return the tables of a forest, or None where they would take more than 64 MB."""
    trees = [estimator.tree_ for estimator in forest.estimators_]
    offsets = np.concatenate(([0], np.cumsum([tree.node_count for tree in trees])))
    nodes = int(offsets[-1])
    bit = np.zeros(nodes, dtype=np.int64)
    leaves = [
        leaf
        for tree, offset in zip(trees, offsets.tolist(), strict=False)
        for leaf in _leaves(tree, offset, len(trees), bit)
    ]
    sizes = [len(leaf.inputs) << len(leaf.inputs) for leaf in leaves]
    if sum(sizes) * np.dtype(np.float64).itemsize > MOST_BYTES:
        return None
    start, first, count = (np.zeros(nodes, dtype=np.int64) for _ in range(3))
    at = [leaf.node for leaf in leaves]
    counts = [len(leaf.inputs) for leaf in leaves]
    start[at], first[at], count[at] = _starts(sizes), _starts(counts), counts
    return LeafTables(
        feature=_joined(trees, "feature", 0 * offsets),
        threshold=np.concatenate([tree.threshold for tree in trees]),
        left=_joined(trees, "children_left", offsets),
        right=_joined(trees, "children_right", offsets),
        bit=bit,
        start=start,
        first=first,
        count=count,
        order=np.array([i for leaf in leaves for i in leaf.inputs], dtype=np.int64),
        table=_table(leaves, start, sum(sizes)),
    )


def _joined(trees: Sequence[Any], name: str, offsets: Ints) -> Ints:
    parts = [
        np.where(getattr(tree, name) < 0, LEAF, getattr(tree, name) + offset)
        for tree, offset in zip(trees, offsets.tolist(), strict=False)
    ]
    return np.concatenate(parts).astype(np.int64)


def _starts(sizes: Sequence[int]) -> Ints:
    return np.cumsum([0, *sizes[:-1]])


def _leaves(tree: Any, offset: int, trees: int, bit: Ints) -> Iterator[_Leaf]:
    """Yield a tree's leaves and note in ``bit`` the place of every split's input on its path."""
    waiting: list[tuple[int, int, dict[int, float]]] = [(0, 0, {})]
    while waiting:
        node, depth, ratios = waiting.pop()
        payments = int(tree.n_node_samples[node])
        children = (int(tree.children_left[node]), int(tree.children_right[node]))
        if children[0] == LEAF:
            value = (depth + normal_length(payments)) / trees
            yield _Leaf(node + offset, value, tuple(ratios), tuple(ratios.values()))
            continue
        split = int(tree.feature[node])
        on_path = ratios if split in ratios else ratios | {split: 1.0}
        bit[node + offset] = 1 << list(on_path).index(split)
        for child in children:
            share = int(tree.n_node_samples[child]) / payments
            waiting.append((child, depth + 1, on_path | {split: on_path[split] * share}))


def _table(leaves: Sequence[_Leaf], start: Ints, size: int) -> Floats:
    table = np.zeros(size, dtype=np.float64)
    alike: dict[int, list[_Leaf]] = defaultdict(list)
    for leaf in leaves:
        alike[len(leaf.inputs)].append(leaf)
    for n, group in alike.items():
        if n:
            cells = start[[leaf.node for leaf in group]][:, None] + np.arange(n << n)
            table[cells] = _shares_of(group, n).reshape(len(group), -1)
    return table


def _shares_of(leaves: Sequence[_Leaf], n: int) -> Floats:
    """Return the Shapley values of leaves with n inputs, shape (leaves, 2^n violated, n).

    A leaf's game is the product over its inputs of 1 or 0 (known: followed or violated) and of
    the cover ratio z (unknown). With A the followed inputs besides i and w the Shapley weights,
    input i gets value * (1 or 0 - z_i) * prod(z of the violated) * sum_s w(s) e_(|A|-s)(z of A),
    where e are the elementary symmetric polynomials.
    """
    z = np.array([leaf.ratios for leaf in leaves])
    value = np.array([leaf.value for leaf in leaves])
    weights = [factorial(s) * factorial(n - 1 - s) / factorial(n) for s in range(n)]
    product = np.ones((1 << n, len(leaves)))
    symmetric = np.zeros((1 << n, n + 1, len(leaves)))
    symmetric[0, 0] = 1.0
    for subset in range(1, 1 << n):
        low = (subset & -subset).bit_length() - 1
        rest = subset & (subset - 1)
        product[subset] = product[rest] * z[:, low]
        symmetric[subset] = symmetric[rest]
        symmetric[subset, 1:] += symmetric[rest, :-1] * z[:, low]
    shares = np.zeros((len(leaves), 1 << n, n))
    for i in range(n):
        for followed in range(1 << n):
            if followed >> i & 1:
                continue
            size = followed.bit_count()
            violated = (1 << n) - 1 ^ followed ^ 1 << i
            mixed = sum(weights[s] * symmetric[followed, size - s] for s in range(size + 1))
            base = value * product[violated] * mixed
            shares[:, violated, i] = base * (1.0 - z[:, i])
            shares[:, violated | 1 << i, i] = -base * z[:, i]
    return shares


@njit(
    "void(f8[:,::1], i8[::1], f8[::1], i8[::1], i8[::1], i8[::1], i8[::1], i8[::1], i8[::1],"
    "i8[::1], f8[::1], f8[:,::1])",
    nogil=True,
)
def _walk(
    inputs: Floats,
    feature: Ints,
    threshold: Floats,
    left: Ints,
    right: Ints,
    bit: Ints,
    start: Ints,
    first: Ints,
    count: Ints,
    order: Ints,
    table: Floats,
    phi: Floats,
) -> None:
    """Add up what all leaves give, row by row, releasing the interpreter's lock."""
    violated = np.zeros(feature.size, dtype=np.int64)
    for row in range(inputs.shape[0]):
        for node in range(feature.size):
            if left[node] >= 0:
                away = violated[node] | bit[node]
                follows_left = inputs[row, feature[node]] <= threshold[node]
                violated[left[node]] = violated[node] if follows_left else away
                violated[right[node]] = away if follows_left else violated[node]
            else:
                n = count[node]
                cell = start[node] + violated[node] * n
                for place in range(n):
                    phi[row, order[first[node] + place]] += table[cell + place]
