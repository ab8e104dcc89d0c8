"""How the cold start is learned from payments alone, without a label."""

from collections.abc import Sequence

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.scoring.model.cold import Cold, Forest
from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.ranks import blended, surprise_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.tails_fit import LEAST_KNOWN, POWER, fit_tails
from secureflow.scoring.trees.kinds import from_isolation_forests, normal_length

MOST_ROWS = 50_000
"""Payments the cold start looks at, drawn at random from all: its quantiles need no more."""
TRUSTED = 20.0
"""Payments beyond a rank before a category's own figure there counts half."""


def fit_cold(
    examples: Examples,
    feature_names: Sequence[str],
    forest_names: Sequence[str],
    recipe: Recipe,
    seed: int,
) -> Cold:
    """Return the cold start of these payments; labels are not looked at."""
    sample = examples.rows(_drawn(len(examples), seed))
    place = {name: column for column, name in enumerate(feature_names)}
    columns = np.array([place[name] for name in forest_names], dtype=np.intp)
    forest = fit_forest(sample.inputs[:, columns], columns, recipe, seed)
    length = forest.trees.figures(forest.scaled(sample.inputs))
    cold = Cold(
        forest=forest,
        from_length=_from_length(length),
        tails=fit_tails(sample.inputs, place),
        ranks=Curve(np.zeros(1), np.zeros(1)),
        ranks_of={},
    )
    oddness = cold.oddness(sample.inputs, length)
    own = {}
    for number, code in enumerate(examples.categories):
        of_category = oddness[sample.category == number]
        if of_category.size >= LEAST_KNOWN:
            own[code] = blended(of_category, oddness, TRUSTED)
    return Cold(forest, cold.from_length, cold.tails, surprise_of(oddness), own)


def fit_forest(given: Floats, columns: NDArray[np.intp], recipe: Recipe, seed: int) -> Forest:
    """Return a scaler and a forest of ``recipe.forests`` seeds for inputs (n, columns)."""
    known = ~np.isnan(given).all(axis=0)
    fill = np.zeros(len(columns))
    fill[known] = np.nanmedian(given[:, known], axis=0)
    filled = np.where(np.isnan(given), fill, given)
    scaler = StandardScaler().fit(filled)
    scaled = scaler.transform(filled)
    grown: list[IsolationForest] = Parallel(n_jobs=recipe.forests, prefer="threads")(
        delayed(_grown)(scaled, trees, (seed + 1_000_003 * number) % 2**32)
        for number, trees in enumerate(_shared_out(recipe.trees, recipe.forests))
    )
    return Forest(
        columns=columns,
        fill=fill,
        mean=np.asarray(scaler.mean_),
        scale=np.asarray(scaler.scale_),
        trees=from_isolation_forests(grown),
        normal=normal_length(grown[0].max_samples_),
        offset=float(grown[0].offset_),
    )


def _grown(scaled: Floats, trees: int, seed: int) -> IsolationForest:
    forest = IsolationForest(n_estimators=trees, random_state=seed)
    forest.fit(scaled)
    return forest


def _shared_out(trees: int, forests: int) -> list[int]:
    return [trees // forests + (number < trees % forests) for number in range(forests)]


def _drawn(rows: int, seed: int) -> NDArray[np.intp]:
    if rows <= MOST_ROWS:
        return np.arange(rows)
    return np.sort(np.random.default_rng(seed).choice(rows, MOST_ROWS, replace=False))


def _from_length(length: Floats) -> Curve:
    """Return what a mean path length adds to the oddness: short ways are odd."""
    short = surprise_of(-length)
    return Curve(-short.x[::-1], short.y[::-1] ** POWER)
