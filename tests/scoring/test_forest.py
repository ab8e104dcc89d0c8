"""The compiled forest is scikit-learn's, and its path lengths are those of shap."""

import numpy as np
import pytest
import shap

from secureflow.scoring.bundle import Bundle
from secureflow.scoring.columns import Floats
from secureflow.scoring.features import NAMES
from secureflow.scoring.forest import CompiledForest
from secureflow.scoring.path_length import anomaly_of, anomaly_slope, expected_length


@pytest.fixture(scope="module")
def rows(bundle: Bundle) -> Floats:
    """10,000 random rows, half of them far outside of what was learned from."""
    spread = np.repeat([1.0, 20.0], 5_000)[:, np.newaxis]
    noise = np.random.default_rng(5).normal(size=(10_000, len(NAMES)))
    rows: Floats = bundle.scaler.mean_ + bundle.scaler.scale_ * spread * noise
    return rows


def by_scikit_learn(bundle: Bundle, rows: Floats) -> Floats:
    scaled = bundle.scaler.transform(rows)
    theirs: Floats = bundle.forest.decision_function(scaled)
    return theirs


def by_shap(bundle: Bundle) -> shap.TreeExplainer:
    return shap.TreeExplainer(bundle.forest)


def test_compiled_forest_equals_scikit_learn(bundle: Bundle, rows: Floats) -> None:
    compiled = CompiledForest(bundle.scaler, bundle.forest)
    ours = compiled.anomaly(compiled.inputs(rows))
    theirs = by_scikit_learn(bundle, rows)
    assert np.abs(ours - theirs).max() < 1e-6


def test_one_row_at_a_time_gives_the_same_bits(bundle: Bundle, rows: Floats) -> None:
    compiled = CompiledForest(bundle.scaler, bundle.forest)
    inputs = compiled.inputs(rows[:500])
    alone = [compiled.anomaly(inputs[row : row + 1])[0] for row in range(500)]
    assert compiled.anomaly(inputs).tolist() == alone


def test_values_beside_a_threshold_fall_on_the_same_side(bundle: Bundle) -> None:
    tree = bundle.forest.estimators_[0].tree_
    inner = np.flatnonzero(tree.feature >= 0)
    rows = np.repeat(bundle.scaler.mean_[np.newaxis], inner.size * 2, axis=0)
    for place, node in enumerate(inner):
        column, threshold = tree.feature[node], tree.threshold[node]
        for side, beside in enumerate((threshold, np.nextafter(threshold, np.inf))):
            value = bundle.scaler.mean_[column] + bundle.scaler.scale_[column] * beside
            rows[2 * place + side, column] = value
    compiled = CompiledForest(bundle.scaler, bundle.forest)
    theirs = by_scikit_learn(bundle, rows)
    assert np.abs(compiled.anomaly(compiled.inputs(rows)) - theirs).max() < 1e-6


def test_expected_length_is_the_base_of_shap(bundle: Bundle) -> None:
    base = float(np.ravel(np.asarray(by_shap(bundle).expected_value))[0])
    assert expected_length(bundle.forest) == pytest.approx(base, abs=1e-9)


def test_shap_adds_up_to_the_path_length_of_scikit_learn(bundle: Bundle, rows: Floats) -> None:
    inputs = CompiledForest(bundle.scaler, bundle.forest).inputs(rows[:200])
    lengths = by_shap(bundle).shap_values(inputs).sum(axis=1)
    theirs = by_scikit_learn(bundle, rows[:200])
    ours = [anomaly_of(bundle.expected_length + length, bundle.forest) for length in lengths]
    assert np.abs(np.array(ours) - theirs).max() < 1e-6


def test_slope_is_the_derivative(bundle: Bundle) -> None:
    at, step = bundle.expected_length, 1e-5
    rise = anomaly_of(at + step, bundle.forest) - anomaly_of(at - step, bundle.forest)
    assert anomaly_slope(at, bundle.forest) == pytest.approx(rise / (2 * step), rel=1e-6)
