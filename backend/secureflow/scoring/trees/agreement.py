"""Which leaves payments land in, compiled: what a model cannot tell apart lands in the same."""

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.trees.trees import Floats, Trees


def shares(trees: Trees, inputs: Floats, others: Floats) -> Floats:
    """Return for each of the others, (n, width), the share of trees that put it with ``inputs``.

    0..1, length n; ``inputs`` are one row, (width,), finite or NaN.
    """
    rows = np.ascontiguousarray(np.vstack((inputs, others)), dtype=np.float64)
    if rows.shape[1] != trees.width:
        raise ValueError(f"these trees read {trees.width} inputs, not {rows.shape[1]}")
    return _shares(
        trees.feature, trees.threshold, trees.left, trees.missing_left, trees.roots, rows
    )


@compiled
def _shares(
    feature: NDArray[np.int32],
    threshold: Floats,
    left: NDArray[np.int32],
    missing_left: NDArray[np.bool_],
    roots: NDArray[np.int32],
    rows: Floats,
) -> Floats:
    """Return the shares of all rows but the first, which they are compared with."""
    found = np.zeros(rows.shape[0] - 1)
    for tree in range(roots.size):
        own = 0
        for row in range(rows.shape[0]):
            node = roots[tree]
            while left[node] != node:
                x = rows[row, feature[node]]
                goes_left = x <= threshold[node] or (np.isnan(x) and missing_left[node])
                node = left[node] if goes_left else left[node] + 1
            if row == 0:
                own = node
            elif node == own:
                found[row - 1] += 1.0
    return found / max(roots.size, 1)
