"""The tables say what shap says, on forests of every depth, and step aside where they are large."""

import numpy as np
import pytest
from sklearn.ensemble import IsolationForest

from secureflow.scoring import leaf_tables
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.explanation import Explainer, by_shap
from secureflow.scoring.features import columns_of, feature_matrix
from secureflow.scoring.forest import CompiledForest
from secureflow.scoring.leaf_tables import tabulate
from tests.scoring.conftest import payments


@pytest.mark.parametrize("columns", [2, 5, 8])
@pytest.mark.parametrize("samples", [2, 16, 256])
def test_the_tables_equal_shap(columns: int, samples: int) -> None:
    rng = np.random.default_rng(5)
    rows = rng.normal(size=(600, columns)).round(1)
    forest = IsolationForest(n_estimators=20, max_samples=samples, random_state=1).fit(rows)
    tables = tabulate(forest)
    assert tables is not None
    odd = np.vstack([rows[:50], rng.normal(size=(50, columns)) * 4])
    wanted = odd.astype(np.float32).astype(np.float64)
    assert np.abs(tables.shares(wanted) - by_shap(forest)(wanted)).max() < 1e-9


def test_more_inputs_than_a_byte_has_bits_are_left_to_shap() -> None:
    rows = np.random.default_rng(5).normal(size=(100, 9))
    assert tabulate(IsolationForest(n_estimators=2, random_state=1).fit(rows)) is None


def test_points_are_the_same_where_shap_takes_over(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = CompiledForest(bundle.scaler, bundle.forest)
    inputs = compiled.inputs(feature_matrix(columns_of(payments(200, seed=9)), bundle.usuals))
    scores = bundle.scale.score(compiled.anomaly(inputs))
    length = bundle.expected_length
    quick = Explainer(bundle.forest, bundle.scale, length).points(inputs, scores)
    monkeypatch.setattr(leaf_tables, "MOST_BYTES", 1_000)
    assert leaf_tables.tabulate(bundle.forest) is None
    slow = Explainer(bundle.forest, bundle.scale, length).points(inputs, scores)
    assert np.abs(quick - slow).max() < 1e-6
