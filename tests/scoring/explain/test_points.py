"""Base and points are the score, on every kind of model, and shap says the same of its trees."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shap
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.scoring.explain.points import Explainer
from secureflow.scoring.explain.secants import secants
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.curve import Curve
from secureflow.scoring.model.verdicts import judge
from secureflow.scoring.scorer import Scorer
from secureflow.scoring.trees.shapley import by_shap
from tests.scoring.explain.models import CATEGORIES, bundle, inputs, payment

KINDS = ("cold", "categories", "few", "learned")


def calibrated(model: Bundle) -> Bundle:
    """Return the model with a probability, and a scale with steep and flat pieces."""
    low, high = (-6.0, 4.0) if model.learned is not None else (0.0, 9.0)
    at = np.linspace(low, high, 6)
    return replace(
        model,
        scale=Curve(at, np.array([0.0, 10.0, 10.0, 45.0, 92.0, 100.0])),
        probability=Curve(at, np.linspace(-8.0, 3.0, 6)),
    )


@cache
def scorer(kind: str, is_calibrated: bool) -> Scorer:
    return Scorer(calibrated(bundle(kind)) if is_calibrated else bundle(kind), "tests")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.booleans(),
    st.integers(0, 10_000),
    st.floats(0, 1),
    st.sampled_from([None, *CATEGORIES, "never seen"]),
)
def test_base_and_points_add_up_to_the_score(
    kind: str, is_calibrated: bool, seed: int, unknown: float, category: str
) -> None:
    judging = scorer(kind, is_calibrated)
    rows = inputs(4, seed, unknown=unknown)
    found = judging.judge([payment(category)] * 4, rows)
    for one in found:
        assert one.reasons is not None
        assert abs(one.base_points + sum(r.points for r in one.reasons) - one.score) < 1e-6
        assert (one.probability is None) == (judging.bundle.probability is None)


@pytest.mark.parametrize("kind", KINDS)
def test_points_are_shaps_shares_of_both_layers_stretched(kind: str) -> None:
    model, rows = calibrated(bundle(kind)), inputs(30, seed=4)
    categories = ([*CATEGORIES, None] * 8)[:30]
    said = judge(model, rows, categories)
    points = Explainer(model).points(rows, categories, said)
    cold = model.cold
    of_forest = by_shap(cold.forest.trees)(cold.forest.scaled(rows))
    only_forest = sorted(set(cold.forest.columns.tolist()) - set(cold.tails.column.tolist()))
    if model.learned is None:
        # Within a row, shares of the forest keep their proportions all the way to the score.
        place = [cold.forest.columns.tolist().index(column) for column in only_forest]
        ours, wanted = points.of_inputs[:, only_forest], of_forest[:, place]
        assert np.abs(ours * wanted[:, :1] - wanted * ours[:, :1]).max() < 1e-6
    else:
        of_trees = by_shap(model.learned.trees)(np.column_stack((rows, said.surprise)))
        used = set(cold.forest.columns.tolist()) | set(cold.tails.column.tolist())
        apart = [column for column in range(rows.shape[1]) if column not in used]
        ours, wanted = points.of_inputs[:, apart], of_trees[:, apart]
        scale = points.of_surprise / np.where(of_trees[:, -1], of_trees[:, -1], 1.0)
        told = np.abs(of_trees[:, -1]) > 1e-6
        assert told.any()
        assert np.abs(ours - wanted * scale[:, np.newaxis])[told].max() < 1e-6


def test_the_base_is_the_score_of_what_is_expected() -> None:
    model = bundle("cold")
    base = Explainer(model).base([None, "travel"])
    assert base[0] == base[1]
    expected = shap_expected(model)
    oddness = model.cold.from_length(np.array([expected])) + model.cold.tails.unknown.sum()
    assert abs(base[0] - model.scale(model.cold.ranks(oddness))[0]) < 1e-9


def shap_expected(model: Bundle) -> float:
    trees = model.cold.forest.trees
    share = trees.cover / trees.cover[trees.roots].repeat(np.diff([*trees.roots, trees.left.size]))
    return float((share * trees.value)[trees.is_leaf].sum())


def test_a_secant_is_the_slope_where_both_ends_meet() -> None:
    curve = Curve(np.array([0.0, 1.0, 2.0]), np.array([0.0, 3.0, 4.0]))
    start = np.array([0.5, 0.5, 1.0, -1.0, 5.0])
    end = np.array([0.5, 2.0, 1.0, -1.0, 5.0])
    assert secants(curve, start, end)[:, 0].tolist() == pytest.approx([3.0, 2.5 / 1.5, 1.0, 0, 0])


def test_shap_is_not_needed_to_explain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shap, "TreeExplainer", None)
    assert Scorer(bundle("learned"), "tests").judge([payment()], inputs(1, 1))[0].reasons
