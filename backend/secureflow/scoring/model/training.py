"""From examples to a bundle: the cold start always, the learned layer as far as labels carry."""

from collections.abc import Callable
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from secureflow.errors import InvalidInput
from secureflow.scoring.history.features import FOREST_NAMES, NAMES, SCHEMA_HASH
from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.bundle import Bundle, Learned
from secureflow.scoring.model.calibration import calibrate, carried_over
from secureflow.scoring.model.cold import Cold
from secureflow.scoring.model.cold_fit import fit_cold
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import DAY_SECONDS, Examples
from secureflow.scoring.model.importance import importance_of, signal_help
from secureflow.scoring.model.layers import Later, judge_later, learn, margin
from secureflow.scoring.model.lessons import lessons_of
from secureflow.scoring.model.quality import figures_of, quality_of, scores_of
from secureflow.scoring.model.recipe import LATEST_DAYS, Recipe
from secureflow.scoring.model.record import bins_of, libraries
from secureflow.scoring.model.scale import fit_scale

LEAST_PAYMENTS = 1_000
"""Fewer say too little of what is usual for a cold start of their own."""
MOST_SCALED = 50_000
"""Of the latest four weeks' payments as many are scored to find where the lines lie."""
Progress = Callable[[str, int, int], None]
"""Told the step's name, how much of it is done and how much there is."""


def unheard(step: str, done: int, total: int) -> None:
    """Tell nobody of the progress."""


def train(
    examples: Examples,
    *,
    recipe: Recipe,
    seed: int,
    trained_on: str,
    usuals: Usuals,
    created_at: datetime,
    base: Bundle | None = None,
    coverage: float | None = None,
    progress: Progress = unheard,
) -> Bundle:
    """Return a model of these payments; the same arguments make the same model.

    ``base`` lends its cold start where there are fewer than 1,000 payments. ``coverage`` is the
    share of frauds that get reported, estimated from the reviewed ones unless given. Raises
    InvalidInput for a recipe out of bounds, and for too few payments without a base.
    """
    recipe.check()
    if not len(examples):
        raise InvalidInput("There are no payments to learn from.", field="transactions")
    cold = _cold(examples, recipe, seed, base, progress)
    lessons = lessons_of(examples, recipe.rows, seed, coverage)
    surprise = _surprise(cold, examples, lessons.row)

    progress("learned_layer", 0, 2)
    later = judge_later(examples, surprise, lessons, rounds=recipe.rounds, seed=seed)
    progress("learned_layer", 1, 2)
    learned = learn(examples, surprise, lessons, rounds=recipe.rounds, seed=seed)
    progress("learned_layer", 2, 2)
    progress("calibration", 0, 1)
    probability = None
    if later is not None and later.held.suffices:
        probability = carried_over(calibrate(later.held), later.held.labels)
    latest = _latest(examples, cold, learned, later, seed)
    scale = fit_scale(latest, recipe.review_share, recipe.block_share, recipe.lines)
    importance = importance_of(examples, cold, learned, seed)
    metrics = figures_of(examples, lessons) | scores_of(scale(latest), recipe.lines)
    metrics |= {
        "learned_share": 0.0 if learned is None else learned.share,
        "quality": quality_of(examples, later),
    }
    progress("calibration", 1, 1)
    return Bundle(
        feature_names=NAMES,
        schema_hash=SCHEMA_HASH,
        cold=cold,
        learned=learned,
        scale=scale,
        probability=probability,
        usuals=usuals,
        importance=importance,
        signal_help=signal_help(importance, examples, base),
        bins=bins_of(examples, seed),
        metrics=metrics,
        parameters=recipe.told() | {"seed": seed},
        trained_on=trained_on,
        created_at=created_at,
        versions=libraries(),
    )


def _cold(
    examples: Examples, recipe: Recipe, seed: int, base: Bundle | None, progress: Progress
) -> Cold:
    progress("cold_start", 0, 1)
    if len(examples) >= LEAST_PAYMENTS:
        cold = fit_cold(examples, NAMES, FOREST_NAMES, recipe, seed)
    elif base is None or base.schema_hash != SCHEMA_HASH:
        raise InvalidInput(
            f"Training needs at least {LEAST_PAYMENTS:,} payments, there are {len(examples):,}.",
            field="transactions",
        )
    else:
        cold = base.cold
    progress("cold_start", 1, 1)
    return cold


def _surprise(cold: Cold, examples: Examples, rows: NDArray[np.intp]) -> Floats:
    inputs = examples.inputs[rows]
    oddness = cold.oddness(inputs, cold.forest.trees.figures(cold.forest.scaled(inputs)))
    if not cold.ranks_of:
        return cold.ranks(oddness)
    codes = np.array([*examples.categories, None], dtype=object)
    return cold.surprise(oddness, codes[examples.category[rows]].tolist())


def _latest(
    examples: Examples, cold: Cold, learned: Learned | None, later: Later | None, seed: int
) -> Floats:
    """Return margins of the latest four weeks' payments, to lay the lines among.

    The layer that judged later payments speaks where it can: the new one has learned the
    labels of these payments and would set the known frauds too far apart.
    """
    since = examples.occurred_at.max() - LATEST_DAYS * DAY_SECONDS
    if later is not None and learned is not None:
        judged_since = max(since, later.since)
        if np.count_nonzero(examples.occurred_at >= judged_since) >= LEAST_PAYMENTS:
            since = judged_since
    rows = np.flatnonzero(examples.occurred_at >= since)
    if rows.size > MOST_SCALED:
        rows = np.random.default_rng(seed).choice(rows, MOST_SCALED, replace=False)
    surprise = _surprise(cold, examples, rows)
    if learned is None:
        return surprise
    layer = learned if later is None else later.layer
    return margin(layer, examples.inputs[rows], surprise, learned.share)
