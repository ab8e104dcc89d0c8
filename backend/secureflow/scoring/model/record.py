"""What a bundle says for the record: how its inputs were spread, and what it was made with."""

import sys
from importlib.metadata import version

import numpy as np

from secureflow.scoring.history.features import NAMES
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import Examples

BINS = 10
MOST_ROWS = 50_000


def libraries() -> dict[str, str]:
    """Return the versions of what grew the trees; nothing here has to agree to serve them."""
    found = {name: version(name) for name in ("scikit-learn", "numpy", "numba")}
    return {"python": f"{sys.version_info.major}.{sys.version_info.minor}", **found}


def bins_of(examples: Examples, seed: int) -> dict[str, tuple[Floats, Floats]]:
    """Return inner edges and shares by input: of the bins between them, last of unknown values.

    The edges are up to nine tenths' ends; an input of few values has fewer. Value v lies in bin
    ``searchsorted(edges, v, side="right")``.
    """
    inputs = examples.inputs
    if len(inputs) > MOST_ROWS:
        rows = np.random.default_rng(seed).choice(len(inputs), MOST_ROWS, replace=False)
        inputs = inputs[rows]
    found = {}
    for column, name in enumerate(NAMES):
        values = inputs[:, column]
        known = values[~np.isnan(values)]
        edges = np.empty(0)
        if known.size:
            edges = np.unique(np.quantile(known, np.arange(1, BINS) / BINS))
        counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=edges.size + 1)
        found[name] = (edges, np.append(counts, values.size - known.size) / max(values.size, 1))
    return found
