"""Which leaves payments land in, compiled: what a model cannot tell apart lands in the same."""

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled
from secureflow.scoring.trees.trees import Floats, Trees
from secureflow.scoring.trees.walk import ROWS_AT_ONCE, Places


def shares(trees: Trees, inputs: Floats, others: Floats) -> Floats:
    """Return for each of the others, (n, width), the share of trees that put it with ``inputs``.

    0..1, length n; ``inputs`` are one row, (width,), finite or NaN.
    """
    rows = np.ascontiguousarray(np.vstack((inputs, others)), dtype=np.float64)
    if rows.shape[1] != trees.width:
        raise ValueError(f"these trees read {trees.width} inputs, not {rows.shape[1]}")
    asked = 2 * trees.feature + ~trees.missing_left
    turn, left, roots = (part.astype(np.uint32) for part in (asked, trees.left, trees.roots))
    return _shares(turn, left, roots, trees.threshold, trees.depths, rows)


@compiled
def _shares(
    turn: Places,
    left: Places,
    roots: Places,
    threshold: Floats,
    depths: NDArray[np.int32],
    rows: Floats,
) -> Floats:
    """Return the shares of all rows but the first, walking as ``walk.figures`` does."""
    n = rows.shape[0]
    found = np.zeros(n)
    one = np.uint32(1)
    own = np.empty(roots.size, dtype=np.uint32)
    node = np.empty(ROWS_AT_ONCE, dtype=np.uint32)
    for start in range(0, n, ROWS_AT_ONCE):
        block = rows[start : start + ROWS_AT_ONCE]
        for tree in range(roots.size):
            node[:] = roots[tree]
            for _ in range(depths[tree]):
                for row in range(block.shape[0]):
                    at = node[row]
                    x = block[np.uint64(row), turn[at] >> one]
                    unknown_too = (turn[at] & one) == one
                    goes_right = (x > threshold[at]) | (np.isnan(x) & unknown_too)
                    node[row] = left[at] + np.uint32(goes_right)
            if start == 0:
                own[tree] = node[0]
            for row in range(block.shape[0]):
                found[start + row] += node[row] == own[tree]
    return found[1:] / max(roots.size, 1)
