"""How the cold start is learned from payments alone, without a label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.scoring.model.cold import Cold, Forest
from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.ranks import blended, surprise_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.tails import tails_of
from secureflow.scoring.trees.kinds import from_isolation_forests, normal_length

MOST_ROWS = 100_000
"""Payments the cold start looks at, drawn at random from all: its quantiles need no more."""
LEAST_KNOWN = 200
"""Payments with a value before an input, or a category, gets a curve of its own."""
TRUSTED = 20.0
"""Payments beyond a rank before a category's own figure there counts half."""
TAILS: tuple[str, ...] = (
    "amount",
    "amount_vs_category",
    "amount_off_item",
    "amount_vs_customer",
    "amount_odd_customer",
    "amount_vs_card",
    "amount_odd_card",
    "amount_vs_terminal",
    "customer_highest_7d",
    "customer_pace",
    "card_count_1h",
    "device_cards_24h",
    "ip_cards_24h",
    "customer_new_device",
    "customer_new_country",
    "travel_speed",
)
"""Inputs that mean trouble when they are high, whoever the merchant is."""
POWER = 2.0
"""Of the nats in the oddness: one value that is very rare says more than two that are rare."""


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
    tails = [_tail(place[name], sample.inputs[:, place[name]]) for name in TAILS if name in place]
    cold = Cold(
        forest=forest,
        from_length=_from_length(length),
        tails=tails_of([tail for tail in tails if tail is not None]),
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
    grown = [
        IsolationForest(n_estimators=trees, random_state=(seed + 1_000_003 * number) % 2**32).fit(
            scaled
        )
        for number, trees in enumerate(_shared_out(recipe.trees, recipe.forests))
    ]
    return Forest(
        columns=columns,
        fill=fill,
        mean=np.asarray(scaler.mean_),
        scale=np.asarray(scaler.scale_),
        trees=from_isolation_forests(grown),
        normal=normal_length(grown[0].max_samples_),
        offset=float(grown[0].offset_),
    )


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


def _tail(column: int, values: Floats) -> tuple[int, Curve, float] | None:
    known = values[~np.isnan(values)]
    if known.size < LEAST_KNOWN:
        return None
    nats = surprise_of(known)
    curve = Curve(nats.x, nats.y**POWER)
    return column, curve, float(np.mean(curve(known)))
