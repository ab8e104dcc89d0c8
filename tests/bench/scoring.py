"""One payment scored in this process: ours part by part, and scikit-learn's and shap's way.

`python -m tests.bench.scoring` measures it alone, with a base model of its own, without a database.
"""

import json
import time
from collections.abc import Callable, Sequence
from statistics import median

import numpy as np
import shap

from secureflow.domain import Transaction
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.model.curve import Floats
from secureflow.scoring.model.verdicts import Verdicts, judge
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.trees.shapley import Shapley, by_shap
from secureflow.scoring.trees.trees import Trees
from tests.bench.naive import fitted
from tests.bench.place import Place

PAYMENTS = 300
EXPLAINERS = 5
ROWS = 100_000
BULKS = 3
Part = Callable[[int], object]


def measure(place: Place) -> dict[str, float]:
    """Return what ``measured`` does for the active model and the place's payments."""
    return measured(place.app.extensions["secureflow_models"].active(), place.payments)


def measured(scorer: Scorer, payments: Sequence[Transaction]) -> dict[str, float]:
    """Return the median microseconds of each part, by turns for each of 300 payments.

    Beside them ``rows_per_second`` of scores alone, the most that shares differ from shap's, and
    how many ``trees`` there are and ``megabytes`` of tables.
    """
    bundle, usuals = scorer.bundle, scorer.bundle.usuals
    columns = columns_of(payments)
    ledger = Ledger()
    inputs = ledger.inputs(columns, usuals)
    categories = columns.merchant_category
    said = [judge(bundle, inputs[i : i + 1], categories[i : i + 1]) for i in range(PAYMENTS)]
    explainer = scorer._explainer
    points = [
        explainer.points(inputs[i : i + 1], categories[i : i + 1], said[i]) for i in range(PAYMENTS)
    ]
    layers = _layers(scorer, inputs[:PAYMENTS], said)
    ours: dict[str, Part] = {
        "inputs": lambda i: ledger.history(columns.rows(i, i + 1), usuals, counted=False),
        "score": lambda i: scorer.score(inputs[i : i + 1], categories[i : i + 1]),
        "shares": lambda i: [fast.shares(rows[i : i + 1]) for _, fast, rows in layers],
        "points": lambda i: explainer.points(inputs[i : i + 1], categories[i : i + 1], said[i]),
        "sentences": lambda i: scorer._reasons.told(
            payments[i], inputs[i], points[i].of_inputs[0], 1.0, 0.0
        ),
        "whole": lambda i: scorer.judge(payments[i : i + 1], inputs[i : i + 1]),
    }
    scaler, forest = fitted(scorer)
    row = np.zeros((1, bundle.cold.forest.columns.size))
    slow = [(by_shap(trees), rows) for trees, _, rows in layers]
    naively: dict[str, Part] = {
        "sklearn": lambda _: forest.decision_function(scaler.transform(row)),
        "shap": lambda i: [shares(rows[i : i + 1]) for shares, rows in slow],
    }
    found: dict[str, list[float]] = {name: [] for name in (*ours, *naively)}
    # Apart, because the long way takes the processor's caches that ours finds warm by itself.
    for parts in (ours, naively):
        for turn in range(PAYMENTS):
            for name, part in parts.items():
                found[name].append(_microseconds(part, turn))
    found["explainer"] = [
        _microseconds(lambda _: shap.TreeExplainer(forest), turn) for turn in range(EXPLAINERS)
    ]
    return {name: median(times) for name, times in found.items()} | {
        "rows_per_second": _rows_per_second(scorer, inputs),
        "difference": max(
            float(np.abs(fast.shares(rows) - by_shap(trees)(rows)).max())
            for trees, fast, rows in layers
        ),
        "trees": sum(trees.roots.size for trees, _, _ in layers),
        "megabytes": sum(fast._tables.table.nbytes for _, fast, _ in layers) / 1e6,
    }


def _layers(
    scorer: Scorer, inputs: Floats, said: list[Verdicts]
) -> list[tuple[Trees, Shapley, Floats]]:
    """Return the trees of each layer, their tables and what they read of the payments."""
    bundle = scorer.bundle
    of_forest, of_learned = scorer._explainer._built()
    layers = [(bundle.cold.forest.trees, of_forest, bundle.cold.forest.scaled(inputs))]
    if bundle.learned is not None and of_learned is not None:
        surprise = np.concatenate([one.surprise for one in said])
        layers.append((bundle.learned.trees, of_learned, np.column_stack((inputs, surprise))))
    return layers


def _rows_per_second(scorer: Scorer, inputs: Floats) -> float:
    """Return the median of three times 100,000 rows scored at once, without reasons."""
    rows = np.resize(inputs, (ROWS, inputs.shape[1]))
    nothing = [None] * ROWS
    taken = [_microseconds(lambda _: scorer.score(rows, nothing), turn) for turn in range(BULKS)]
    return 1e6 * ROWS / median(taken)


def _microseconds(part: Part, turn: int) -> float:
    started = time.perf_counter()
    part(turn)
    return 1e6 * (time.perf_counter() - started)


def main() -> None:
    """Print the figures of a base model trained here, and those that have an aim."""
    from secureflow.services import training
    from secureflow.simulation import simulate
    from tests.bench.place import ENDS_AT

    made = training.from_simulator()
    payments = [one.transaction for one in simulate(payments=2_000, ends_at=ENDS_AT, seed=7)]
    found = measured(Scorer(made.bundle, "bench"), payments)
    print(json.dumps(found, indent=2))  # noqa: T201
    print(f"shap / ours: {found['shap'] / found['shares']:.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
