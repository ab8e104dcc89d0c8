"""New probabilities for a model that goes on judging: the same trees, later labels."""

from dataclasses import replace
from datetime import datetime

import numpy as np

from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.calibration import HeldBack, calibrate
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import DAY_SECONDS, Examples
from secureflow.scoring.model.lessons import lessons_of
from secureflow.scoring.model.recipe import LATEST_DAYS, Recipe
from secureflow.scoring.model.scale import fit_scale
from secureflow.scoring.model.verdicts import judge


def recalibrate(
    bundle: Bundle, examples: Examples, *, recipe: Recipe, created_at: datetime, seed: int = 0
) -> Bundle:
    """Return the bundle with probability and scale of these payments, which it did not learn from.

    Without labels enough the probability stays as it was. The scale keeps the recipe's shares of
    the latest four weeks at or above the lines; without a payment it stays too.
    """
    if not len(examples):
        return replace(bundle, created_at=created_at)
    lessons = lessons_of(examples, recipe.rows, seed)
    lessons = lessons.some(lessons.ripe)
    held = HeldBack(
        margin=_margins(bundle, examples.rows(lessons.row)),
        is_fraud=lessons.is_fraud,
        weight=lessons.weight,
        silent=lessons.silent,
        coverage=lessons.coverage,
    )
    probability = calibrate(held) if held.suffices else bundle.probability
    latest = examples.occurred_at.max() - LATEST_DAYS * DAY_SECONDS
    rows = np.flatnonzero(examples.occurred_at >= latest)
    if rows.size > recipe.rows:
        rows = np.random.default_rng(seed).choice(rows, recipe.rows, replace=False)
    margin = _margins(bundle, examples.rows(rows))
    return replace(
        bundle,
        probability=probability,
        scale=fit_scale(margin, recipe.review_share, recipe.block_share, recipe.lines),
        created_at=created_at,
    )


def _margins(bundle: Bundle, examples: Examples) -> Floats:
    codes = np.array([*examples.categories, None], dtype=object)
    return judge(bundle, examples.inputs, codes[examples.category].tolist()).margin
