"""Exact TreeSHAP of trees of any kind, from tables where they are small."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.trees import leaves, lookup
from secureflow.scoring.trees.groups import Groups, grouped, tabulated
from secureflow.scoring.trees.leaves import Flags, Ints, Nodes, nodes_of
from secureflow.scoring.trees.trees import Floats, Trees

MOST_BYTES = 64 * 1024 * 1024


class Shapley:
    """What each input gives to the figure of a row: ``base + sum of a row's shares = its figure``.

    Built once; safe under threads and across a fork. The smallest tables come first, and what does
    not fit into ``most_bytes`` is worked out leaf by leaf. Trees deeper than 32 splits are
    explained by shap itself, which says the same more slowly.
    """

    def __init__(self, trees: Trees, most_bytes: int = MOST_BYTES) -> None:
        nodes = nodes_of(trees)
        self.base = expected_figure(trees)
        self._by_shap: Callable[[Floats], Floats] | None = None
        if int(trees.depths.max(initial=0)) > leaves.DEEPEST:
            self._by_shap = by_shap(trees)
            return
        groups = grouped(nodes)
        chosen = _affordable(groups, most_bytes)
        table, begin = tabulated(nodes, groups, chosen)
        self._tables = lookup.tables_of(nodes, groups, chosen, table, begin)
        self._rest = lookup.rest_of(nodes, _leaves_below(nodes, groups.top[~chosen]))

    def shares(self, inputs: Floats) -> Floats:
        """Return the shares of rows, shape (n, width), of inputs that are finite or NaN."""
        rows = np.ascontiguousarray(inputs, dtype=np.float64)
        if self._by_shap is not None:
            return self._by_shap(rows)
        shares = np.zeros_like(rows)
        lookup.add_looked_up(*self._tables, rows, shares)
        if self._rest.value.size:
            lookup.add_worked_out(*self._rest, leaves.POINT, leaves.WEIGHT, rows, shares)
        return shares


def expected_figure(trees: Trees) -> float:
    """Return the mean figure of the rows that the trees were grown on, by their cover."""
    return trees.offset + leaves.expected(nodes_of(trees))


def by_shap(trees: Trees) -> Callable[[Floats], Floats]:
    """Return shap's own TreeSHAP of the same trees: rows (n, width) to shares (n, width)."""
    import shap

    ends = [*trees.roots[1:].tolist(), trees.left.size]
    explainer = shap.TreeExplainer(
        {
            "trees": [
                _for_shap(trees, slice(root, end))
                for root, end in zip(trees.roots.tolist(), ends, strict=True)
            ],
            "base_offset": trees.offset,
            "input_dtype": np.float64,
            "internal_dtype": np.float64,
            "tree_output": "raw_value",
            "objective": None,
        }
    )

    def shares(rows: Floats) -> Floats:
        found: Floats = explainer.shap_values(rows, check_additivity=False)
        return found

    return shares


def _for_shap(trees: Trees, tree: slice) -> dict[str, NDArray[np.generic]]:
    leaf = trees.is_leaf[tree]
    left = np.where(leaf, -1, trees.left[tree] - tree.start)
    right = np.where(leaf, -1, left + 1)
    return {
        "children_left": left,
        "children_right": right,
        "children_default": np.where(trees.missing_left[tree], left, right),
        "features": trees.feature[tree],
        "thresholds": trees.threshold[tree],
        "values": trees.value[tree].reshape(-1, 1),
        "node_sample_weight": trees.cover[tree],
    }


def _affordable(groups: Groups, most_bytes: int) -> Flags:
    sizes = groups.sizes()
    order = np.argsort(sizes, kind="stable")
    chosen = np.zeros(sizes.size, dtype=np.bool_)
    chosen[order] = np.cumsum(sizes[order]) * np.dtype(np.float64).itemsize <= most_bytes
    return chosen


def _leaves_below(nodes: Nodes, tops: Ints) -> Ints:
    found, level = [np.zeros(0, dtype=np.int64)], tops
    while level.size:
        is_leaf = nodes.left[level] == level
        found.append(level[is_leaf])
        inner = nodes.left[level[~is_leaf]].astype(np.int64)
        level = np.concatenate((inner, inner + 1))
    return np.concatenate(found)
