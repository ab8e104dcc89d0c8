"""Which payments of a day a reviewer is given."""

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.history.columns import Floats

Rows = NDArray[np.intp]


def choose(score: Floats, entities: NDArray[np.int32], known: set[int], count: int) -> Rows:
    """Return ``count`` of n payments, ascending: the highest scores that tell something new.

    ``entities`` (n, k) are numbers, -1 for none. A payment of a customer or a terminal (or any
    other entity) with a fraud in ``known``, or of which a higher one is taken already, waits:
    what a person would say of it is all but certain. Waiting ones fill up what is left.
    """
    taken: list[int] = []
    waiting: list[int] = []
    seen = set(known)
    for row in np.argsort(-score, kind="stable").tolist():
        own = {one for one in entities[row].tolist() if one >= 0}
        if own & seen:
            waiting.append(row)
            continue
        seen |= own
        taken.append(row)
        if len(taken) == count:
            break
    chosen = (taken + waiting)[:count]
    return np.sort(np.array(chosen, dtype=np.intp))
