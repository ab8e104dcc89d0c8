"""The walk down the trees, compiled: many rows at a time, and one row without delay.

Both take every tree in as many steps as its longest way down: a row that has reached its leaf
stays there, and a loop without a jump that depends on the row keeps several walks going at once.
Nothing starts a thread, because the server forks.
"""

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.compiled import compiled

Floats = NDArray[np.float64]
Places = NDArray[np.uint32]

ROWS_AT_ONCE = 64


@compiled
def figures(
    turn: Places,
    threshold: Floats,
    left: Places,
    value: Floats,
    roots: Places,
    depths: NDArray[np.int32],
    offset: float,
    rows: Floats,
) -> Floats:
    """Return the sums of the leaves of each row; ``turn`` is 2 * feature + (1 if NaN goes right).

    ``turn``, ``left`` and ``roots`` are unsigned, which spares a test for negative places: half
    of the time.
    """
    n = rows.shape[0]
    sums = np.full(n, offset)
    one = np.uint32(1)
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
            for row in range(block.shape[0]):
                sums[start + row] += value[node[row]]
    return sums


@compiled
def depths(left: NDArray[np.int32], roots: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the longest way down each tree; parents come before their children."""
    level = np.zeros(left.size, dtype=np.int32)
    longest = np.zeros(roots.size, dtype=np.int32)
    for tree in range(roots.size):
        end = roots[tree + 1] if tree + 1 < roots.size else left.size
        for node in range(roots[tree], end):
            longest[tree] = max(longest[tree], level[node])
            if left[node] != node:
                level[left[node]] = level[left[node] + 1] = level[node] + 1
    return longest
