"""Small trees of both kinds, on rows with ties and gaps, as scikit-learn grows them."""

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier, IsolationForest

Floats = NDArray[np.float64]


def rows(count: int, width: int, seed: int, *, gaps: float = 0.1) -> Floats:
    """Return seeded rows; one digit after the point makes ties, ``gaps`` are NaN."""
    rng = np.random.default_rng(seed)
    made: Floats = (rng.normal(size=(count, width)) * 2).round(1)
    made[rng.random(made.shape) < gaps] = np.nan
    return made


def boosted(
    width: int, *, depth: int = 4, trees: int = 8, seed: int = 0
) -> HistGradientBoostingClassifier:
    """Return boosted trees that learned a sum and a product of the first inputs."""
    known = rows(600, width, seed)
    filled = np.nan_to_num(known)
    label = (filled[:, 0] + filled[:, 1] * filled[:, -1] > 1).astype(int)
    model = HistGradientBoostingClassifier(
        max_iter=trees, max_depth=depth, early_stopping=False, random_state=seed
    )
    model.fit(known, label)
    return model


def isolating(
    width: int, *, samples: int = 64, trees: int = 8, seed: int = 0, share: float = 1.0
) -> IsolationForest:
    """Return an isolation forest, its trees on a ``share`` of the inputs."""
    forest = IsolationForest(
        n_estimators=trees, max_samples=samples, max_features=share, random_state=seed
    )
    forest.fit(rows(600, width, seed, gaps=0.0))
    return forest
