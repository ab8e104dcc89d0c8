"""How far payments are from each other, as the model that decided sees them."""

from collections.abc import Sequence

import numpy as np

from secureflow.domain import Code
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.trees import agreement


def distances(
    bundle: Bundle, inputs: Floats, others: Floats, categories: Sequence[Code | None]
) -> Floats:
    """Return how far each of the others, (n, K), is from one payment's ``inputs``, (K,).

    0..1, length n: one less the share of the model's trees in which both land in the same leaf
    (the proximity of Breiman's "Random Forests", 2001). The learned layer's trees and the cold
    start's count with the say that each layer has. ``categories``, length n + 1, are the
    merchant categories, the payment's own first.
    """
    cold, forest = bundle.cold, bundle.cold.forest
    rows = np.vstack((inputs, others))
    scaled = forest.scaled(rows)
    agree = agreement.shares(forest.trees, scaled[0], scaled[1:])
    if bundle.learned is not None:
        share = bundle.learned.share
        surprise = cold.surprise(cold.oddness(rows, forest.trees.figures(scaled)), categories)
        read = np.column_stack((rows, surprise))
        agree = (1.0 - share) * agree + share * agreement.shares(
            bundle.learned.trees, read[0], read[1:]
        )
    apart: Floats = 1.0 - agree
    return apart
