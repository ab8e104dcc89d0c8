"""What one leaf gives to each input on its path: exact Shapley values, without cancellation.

Path-dependent TreeSHAP (Lundberg et al., "From local explanations to global understanding with
explainable AI for trees", 2020) plays a game for each leaf: an input that is known counts 1 when
the row follows it to the leaf, else 0; one that is not known counts the ratio z of training rows
that went that way. The leaf's value times the product is what a coalition gets. With the weights
``s! (n-1-s)! / n! = integral of t^s (1-t)^(n-1-s)`` over 0..1, input i is due

    value * (o_i - z_i) * integral of product over j != i of (z_j (1-t) + o_j t),

a polynomial of degree n-1, which Gauss and Legendre's rule integrates exactly with n/2 points.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.trees.trees import Floats, Trees

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
DEEPEST = 32
"""Splits on one path; deeper trees are left to shap."""


def _rule(points: int) -> tuple[Floats, Floats]:
    at, weight = np.polynomial.legendre.leggauss(points)
    return (at + 1.0) / 2.0, weight / 2.0


POINT, WEIGHT = np.zeros((2, DEEPEST // 2 + 1, DEEPEST // 2))
for _points in range(1, DEEPEST // 2 + 1):
    POINT[_points, :_points], WEIGHT[_points, :_points] = _rule(_points)


class Nodes(NamedTuple):
    """The trees for compiled code, each node with its parent; a root is its own."""

    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    missing_left: Flags
    value: Floats
    cover: Floats
    parent: NDArray[np.int32]


class Box(NamedTuple):
    """What a row must do to come to a node, one place for each input on the way.

    A row follows input ``name`` when ``low < x <= high``, or when x is NaN and ``unknown``;
    ``ratio`` is the product of the shares of training rows that went this way.
    """

    name: Ints
    low: Floats
    high: Floats
    unknown: Flags
    ratio: Floats


def nodes_of(trees: Trees) -> Nodes:
    """Return the nodes of trees."""
    parent = np.arange(trees.left.size, dtype=np.int32)
    inner = np.flatnonzero(~trees.is_leaf)
    parent[trees.left[inner]] = parent[trees.left[inner] + 1] = inner
    return Nodes(
        trees.feature,
        trees.threshold,
        trees.left,
        trees.missing_left,
        trees.value,
        trees.cover,
        parent,
    )


@compiled
def expected(nodes: Nodes) -> float:
    """Return the mean figure of the training rows, without the trees' offset."""
    share = np.ones(nodes.left.size)
    total = 0.0
    for node in range(nodes.left.size):
        if nodes.left[node] == node:
            total += share[node] * nodes.value[node]
            continue
        for side in range(2):
            child = nodes.left[node] + side
            part = nodes.cover[child] / nodes.cover[node] if nodes.cover[node] > 0 else 0.0
            share[child] = share[node] * part
    return total


@compiled
def new_box() -> Box:
    """Return a box to fill in, large enough for any path."""
    return Box(
        np.zeros(DEEPEST, dtype=np.int64),
        np.zeros(DEEPEST),
        np.zeros(DEEPEST),
        np.zeros(DEEPEST, dtype=np.bool_),
        np.zeros(DEEPEST),
    )


@compiled
def climb(nodes: Nodes, node: int, box: Box) -> int:
    """Fill in the box of a node from its path and return how many inputs are on it."""
    count = 0
    while nodes.parent[node] != node:
        up = nodes.parent[node]
        i = 0
        while i < count and box.name[i] != nodes.feature[up]:
            i += 1
        if i == count:
            count += 1
            box.name[i] = nodes.feature[up]
            box.low[i], box.high[i] = -np.inf, np.inf
            box.unknown[i], box.ratio[i] = True, 1.0
        if node == nodes.left[up]:
            box.high[i] = min(box.high[i], nodes.threshold[up])
            box.unknown[i] &= nodes.missing_left[up]
        else:
            box.low[i] = max(box.low[i], nodes.threshold[up])
            box.unknown[i] &= not nodes.missing_left[up]
        box.ratio[i] *= nodes.cover[node] / nodes.cover[up] if nodes.cover[up] > 0 else 0.0
        node = up
    return count


@compiled
def give(
    count: int,
    value: float,
    ratio: Floats,
    follows: Flags,
    point: Floats,
    weight: Floats,
    due: Floats,
) -> None:
    """Write what a leaf gives to its ``count`` inputs; ``point`` and ``weight`` are the rules."""
    due[:count] = 0.0
    points = (count + 1) // 2
    for p in range(points):
        t = point[points, p]
        product = value * weight[points, p]
        for i in range(count):
            product *= ratio[i] * (1.0 - t) + (t if follows[i] else 0.0)
        if product != 0.0:
            for i in range(count):
                due[i] += product / (ratio[i] * (1.0 - t) + (t if follows[i] else 0.0))
    for i in range(count):
        due[i] *= (1.0 if follows[i] else 0.0) - ratio[i]
