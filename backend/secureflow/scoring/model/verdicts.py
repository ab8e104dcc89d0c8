"""What a bundle says of payments, step by step; scoring, training and evaluation all come here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from secureflow.domain import Code
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.curve import Floats


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a bundle says of n payments; every array has length n."""

    length: Floats
    anomaly: Floats
    oddness: Floats
    surprise: Floats
    margin: Floats
    score: Floats
    probability: Floats


def judge(bundle: Bundle, inputs: Floats, categories: Sequence[Code | None] | None) -> Verdicts:
    """Return what the bundle says of payments with these inputs, (n, K), on the calling thread."""
    cold = bundle.cold
    length = cold.forest.trees.figures(cold.forest.scaled(inputs))
    oddness = cold.oddness(inputs, length)
    surprise = cold.surprise(oddness, categories)
    from_trees = None
    if bundle.learned is not None:
        from_trees = bundle.learned.trees.figures(np.column_stack((inputs, surprise)))
    margin = bundle.margin(surprise, from_trees)
    return Verdicts(
        length=length,
        anomaly=cold.forest.anomaly(length),
        oddness=oddness,
        surprise=surprise,
        margin=margin,
        score=bundle.scale(margin),
        probability=bundle.chance(margin),
    )
