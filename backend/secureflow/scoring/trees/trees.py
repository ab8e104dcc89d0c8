"""An ensemble of trees as flat arrays, whatever library grew it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.errors import BundleDamaged
from secureflow.scoring.trees import walk

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Trees:
    """All nodes of all trees one after another; the figure of a row is the sum of its leaves.

    A row at node j goes left when ``x[feature[j]] <= threshold[j]``, or when that input is NaN and
    ``missing_left[j]``. The right child is always ``left[j] + 1``; a leaf's ``left`` is itself, so
    that walking on stays there. ``value`` is a leaf's part of the figure (a mean's 1/n and a
    learning rate are in it already), ``cover`` how many training rows came by. ``offset`` is what
    every row has before its first tree. Thresholds of trees that compare 32-bit inputs are moved
    so that comparing 64-bit ones says the same.
    """

    feature: NDArray[np.int32]
    threshold: Floats
    left: NDArray[np.int32]
    missing_left: NDArray[np.bool_]
    value: Floats
    cover: Floats
    roots: NDArray[np.int32]
    offset: float
    width: int

    def figures(self, inputs: Floats) -> Floats:
        """Return the figure of each row, length n, of inputs (n, width), finite or NaN."""
        rows = np.ascontiguousarray(inputs, dtype=np.float64)
        if rows.ndim != 2 or rows.shape[1] != self.width:
            raise ValueError(f"these trees read {self.width} inputs, not {rows.shape[1:]}")
        turn, left, roots = self._unsigned
        return walk.figures(
            turn, self.threshold, left, self.value, roots, self.depths, self.offset, rows
        )

    @cached_property
    def _unsigned(self) -> tuple[walk.Places, walk.Places, walk.Places]:
        # The walk asks whether a missing input goes right: one bit beside the feature's number.
        turn = 2 * self.feature + ~self.missing_left
        return turn.astype(np.uint32), self.left.astype(np.uint32), self.roots.astype(np.uint32)

    @cached_property
    def depths(self) -> NDArray[np.int32]:
        """How many splits the longest way down each tree takes."""
        return walk.depths(self.left, self.roots)

    @property
    def is_leaf(self) -> NDArray[np.bool_]:
        """Which nodes have no children."""
        is_leaf: NDArray[np.bool_] = self.left == np.arange(self.left.size)
        return is_leaf

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return everything as arrays by name, for a file; ``of`` makes the trees again."""
        return {part.name: np.asarray(getattr(self, part.name)) for part in fields(self)}

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> "Trees":
        """Return the trees of ``arrays``; BundleDamaged where a walk could leave the arrays."""
        try:
            trees = cls(
                feature=np.asarray(arrays["feature"], dtype=np.int32),
                threshold=np.asarray(arrays["threshold"], dtype=np.float64),
                left=np.asarray(arrays["left"], dtype=np.int32),
                missing_left=np.asarray(arrays["missing_left"], dtype=np.bool_),
                value=np.asarray(arrays["value"], dtype=np.float64),
                cover=np.asarray(arrays["cover"], dtype=np.float64),
                roots=np.asarray(arrays["roots"], dtype=np.int32),
                offset=float(np.asarray(arrays["offset"]).item()),
                width=int(np.asarray(arrays["width"]).item()),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BundleDamaged("The trees of the bundle are not complete.") from error
        if not trees._is_sound():
            raise BundleDamaged("The trees of the bundle lead nowhere.")
        return trees

    def _is_sound(self) -> bool:
        """Return whether every walk ends inside the arrays: compiled code does not look."""
        n = self.left.size
        nodes = (self.feature, self.threshold, self.missing_left, self.value, self.cover, self.left)
        if n == 0 or any(part.shape != (n,) for part in nodes) or self.roots.ndim != 1:
            return False
        onwards = self.left > np.arange(n)
        return bool(
            np.all(onwards | self.is_leaf)
            and np.all(self.left[onwards] < n - 1)
            and np.all((self.feature >= 0) & (self.feature < self.width))
            and np.all((self.roots >= 0) & (self.roots < n))
            and np.all(np.isfinite(self.value))
            and np.all(self.cover >= 0)
        )


@dataclass(frozen=True, slots=True)
class Grown:
    """One tree as its library has it: children by index, -1 at leaves; all of length n nodes."""

    feature: NDArray[np.int64]
    threshold: Floats
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    missing_left: NDArray[np.bool_]
    value: Floats
    cover: Floats


def joined(grown: Sequence[Grown], *, offset: float, width: int) -> Trees:
    """Return the trees in one, their nodes in the order of their depth, siblings side by side."""
    parts: dict[str, list[NDArray[np.generic]]] = {part.name: [] for part in fields(Grown)}
    roots, start = [], 0
    for tree in grown:
        order = _by_depth(tree)
        place = np.empty(order.size, dtype=np.int64)
        place[order] = np.arange(order.size)
        leaf = tree.left[order] < 0
        parts["left"].append(
            start + np.where(leaf, np.arange(order.size), place[tree.left[order].clip(0)])
        )
        # A leaf's comparison sends everything left, which is the leaf again.
        parts["feature"].append(np.where(leaf, 0, tree.feature[order]))
        parts["threshold"].append(np.where(leaf, np.inf, tree.threshold[order]))
        parts["missing_left"].append(leaf | tree.missing_left[order])
        parts["value"].append(np.where(leaf, tree.value[order], 0.0))
        parts["cover"].append(tree.cover[order])
        roots.append(start)
        start += order.size
    whole = {name: np.concatenate(found) for name, found in parts.items() if found}
    return Trees.of(whole | {"roots": np.array(roots), "offset": offset, "width": width})


def _by_depth(tree: Grown) -> NDArray[np.int64]:
    levels = [np.zeros(1, dtype=np.int64)]
    while (inner := levels[-1][tree.left[levels[-1]] >= 0]).size:
        levels.append(np.stack([tree.left[inner], tree.right[inner]], axis=1).reshape(-1))
    return np.concatenate(levels)
