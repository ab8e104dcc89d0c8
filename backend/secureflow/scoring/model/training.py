"""From examples to a bundle: the cold start always, the learned layer as far as labels carry."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.recipe import Recipe

if TYPE_CHECKING:
    from secureflow.scoring.history.usuals import Usuals

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
    usuals: "Usuals",
    created_at: datetime,
    base: Bundle | None = None,
    progress: Progress = unheard,
) -> Bundle:
    """Return a model of these payments; the same arguments make the same model.

    ``base`` lends its cold start where there are fewer than 1,000 payments. ``recipe`` says how
    large the model is and what shares of the latest payments score at or above the lines.
    Raises InvalidInput for a recipe out of bounds, and for too few payments without a base.
    """
    recipe.check()
    raise NotImplementedError
