"""How much of a model's judgement comes through each input, and through each signal sent."""

import numpy as np

from secureflow.scoring.history.features import NAMES
from secureflow.scoring.model.bundle import Bundle, Learned
from secureflow.scoring.model.cold import Cold
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.signals import INPUTS_OF, SENT_BY

MOST_ROWS = 1_000
RARELY_SENT = 0.05
"""A signal that fewer payments have cannot have shown what it is worth."""


def importance_of(
    examples: Examples, cold: Cold, learned: Learned | None, seed: int
) -> dict[str, float]:
    """Return each input's share of the movement of the margin, adding up to 1.

    The movement by an input is how much the figure changes, on average over some payments, when
    the input's values are dealt out anew among them (Breiman, "Random forests", 2001).
    """
    rows = np.arange(len(examples))
    rng = np.random.default_rng(seed)
    if rows.size > MOST_ROWS:
        rows = rng.choice(rows, MOST_ROWS, replace=False)
    inputs = examples.inputs[rows]
    before = _figure(cold, learned, inputs)
    moved: dict[str, float] = {}
    read = _read(cold, learned)
    for column, name in enumerate(NAMES):
        if column not in read:
            # What nothing reads moves nothing, and often is what nobody sends.
            moved[name] = 0.0
            continue
        dealt = inputs.copy()
        dealt[:, column] = rng.permutation(dealt[:, column])
        moved[name] = float(np.abs(_figure(cold, learned, dealt) - before).mean())
    total = sum(moved.values())
    return {name: by_it / total if total > 0.0 else 0.0 for name, by_it in moved.items()}


def signal_help(
    importance: dict[str, float], examples: Examples, base: Bundle | None
) -> dict[str, float]:
    """Return each signal's share: that of the inputs that need it.

    A signal that hardly any payment has is worth what it is worth to the base model.
    """
    place = {name: column for column, name in enumerate(NAMES)}
    help_of = {}
    for signal, inputs in INPUTS_OF.items():
        sent = 1.0 - np.isnan(examples.inputs[:, place[SENT_BY[signal]]]).mean()
        own = sum(importance[name] for name in inputs)
        is_rare = sent < RARELY_SENT and base is not None
        help_of[signal] = base.signal_help.get(signal, own) if is_rare and base else own
    return help_of


def _read(cold: Cold, learned: Learned | None) -> set[int]:
    """Return the columns that a split or a tail reads."""
    forest = cold.forest
    read = {*forest.columns.tolist(), *cold.tails.column.tolist()}
    if learned is not None:
        read.update(learned.trees.feature[~learned.trees.is_leaf].tolist())
    return read


def _figure(cold: Cold, learned: Learned | None, inputs: Floats) -> Floats:
    length = cold.forest.trees.figures(cold.forest.scaled(inputs))
    surprise = cold.ranks(cold.oddness(inputs, length))
    if learned is None:
        return surprise
    from_trees = learned.trees.figures(np.column_stack((inputs, surprise)))
    return (1.0 - learned.share) * learned.log_odds(surprise) + learned.share * from_trees
