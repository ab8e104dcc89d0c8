"""A trained model: everything needed to judge from inputs, and to know where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np

from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.cold import Cold
from secureflow.scoring.model.curve import Curve, Floats
from secureflow.scoring.trees.trees import Trees


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned layer: ``margin = (1 - share) * log_odds(surprise) + share * trees``.

    ``trees`` read the inputs and, last, the surprise, and give log-odds of fraud, their base
    included. ``log_odds`` says what the surprise alone is worth. ``share`` grows from 0 towards 1
    with the frauds that are known.
    """

    trees: Trees
    log_odds: Curve
    share: float


@dataclass(frozen=True, slots=True)
class Bundle:
    """A trained model as plain arrays.

    Without ``learned`` the margin is the surprise. ``scale`` maps the margin to the score,
    0..100; ``probability`` maps it to log-odds of fraud, None below the labels that takes.
    ``signal_help`` says how much of what the model knows comes through each signal a client may
    send, and ``importance`` how much through each input; both add up to 1 at most.
    ``usuals`` is what was usual, for merchants with few payments of their own.
    ``bins`` holds, by input, edges and shares among the training payments (NaN's share last).
    """

    feature_names: tuple[str, ...]
    schema_hash: str
    cold: Cold
    learned: Learned | None
    scale: Curve
    probability: Curve | None
    usuals: Usuals
    importance: Mapping[str, float]
    signal_help: Mapping[str, float]
    bins: Mapping[str, tuple[Floats, Floats]]
    metrics: Mapping[str, Any]
    parameters: Mapping[str, Any]
    trained_on: str
    created_at: datetime
    versions: Mapping[str, str] = field(default_factory=dict)

    def margin(self, surprise: Floats, from_trees: Floats | None) -> Floats:
        """Return the figure that decides, length n; ``from_trees`` is the learned layer's sum."""
        if self.learned is None or from_trees is None:
            return surprise
        share = self.learned.share
        return (1.0 - share) * self.learned.log_odds(surprise) + share * from_trees

    def chance(self, margin: Floats) -> Floats:
        """Return the probability of fraud, length n; NaN before the model is calibrated."""
        if self.probability is None:
            return np.full_like(margin, np.nan)
        chance: Floats = 1.0 / (1.0 + np.exp(-self.probability(margin)))
        return chance
