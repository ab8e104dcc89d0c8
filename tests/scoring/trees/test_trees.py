"""The walk says what scikit-learn says, also beside a threshold and where inputs are missing."""

import numpy as np
import pytest

from secureflow.errors import BundleDamaged
from secureflow.scoring.trees.kinds import (
    from_hist_gradient_boosting,
    from_isolation_forests,
    normal_length,
)
from secureflow.scoring.trees.trees import Trees
from tests.scoring.trees.grown import boosted, isolating, rows


@pytest.mark.parametrize("width", [2, 9, 40])
def test_boosted_trees_give_the_raw_prediction(width: int) -> None:
    model = boosted(width)
    asked = rows(300, width, seed=7, gaps=0.3)
    figures = from_hist_gradient_boosting(model).figures(asked)
    assert np.array_equal(figures, model._raw_predict(asked).reshape(-1))


@pytest.mark.parametrize("samples", [2, 16, 256])
@pytest.mark.parametrize("share", [1.0, 0.5])
def test_forests_give_the_decision_function(samples: int, share: float) -> None:
    forest = isolating(6, samples=samples, share=share)
    asked = np.vstack([rows(200, 6, seed=3, gaps=0.0), rows(100, 6, seed=4, gaps=0.0) * 5])
    length = from_isolation_forests([forest]).figures(asked)
    figures = -(2.0 ** (-length / normal_length(samples))) - forest.offset_
    assert np.abs(figures - forest.decision_function(asked)).max() < 1e-12


def test_inputs_beside_a_threshold_fall_where_rounding_to_32_bits_puts_them() -> None:
    forest = isolating(3, trees=20)
    split = np.concatenate([one.tree_.threshold for one in forest.estimators_])
    near = split[:, np.newaxis] * (1 + np.array([-2, -1, -0.5, 0, 0.5, 1, 2]) * 2.0**-24)
    asked = np.repeat(near.reshape(-1, 1), 3, axis=1)
    length = from_isolation_forests([forest]).figures(asked)
    figures = -(2.0 ** (-length / normal_length(64))) - forest.offset_
    assert np.abs(figures - forest.decision_function(asked)).max() < 1e-12


def test_several_forests_are_one_mean() -> None:
    forests = [isolating(4, seed=seed) for seed in range(3)]
    asked = rows(50, 4, seed=9, gaps=0.0)
    apart = [from_isolation_forests([forest]).figures(asked) for forest in forests]
    together = from_isolation_forests(forests).figures(asked)
    assert np.abs(together - np.mean(apart, axis=0)).max() < 1e-12


def test_a_row_alone_gets_what_it_gets_among_many() -> None:
    trees = from_hist_gradient_boosting(boosted(5))
    asked = rows(200, 5, seed=11)
    alone = np.concatenate([trees.figures(asked[i : i + 1]) for i in range(len(asked))])
    assert np.array_equal(alone, trees.figures(asked))
    assert trees.figures(asked[:0]).shape == (0,)


def test_a_matrix_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="5 inputs"):
        from_hist_gradient_boosting(boosted(5)).figures(rows(1, 4, seed=1))


def test_arrays_become_the_same_trees() -> None:
    trees = from_hist_gradient_boosting(boosted(5))
    again = Trees.of(trees.arrays())
    asked = rows(50, 5, seed=2)
    assert np.array_equal(again.figures(asked), trees.figures(asked))


@pytest.mark.parametrize(
    ("name", "value"),
    [("left", 10**6), ("left", -5), ("feature", 99), ("feature", -1), ("roots", 10**6)],
)
def test_trees_that_would_lead_out_of_the_arrays_are_refused(name: str, value: int) -> None:
    arrays = {
        key: np.array(part)
        for key, part in from_hist_gradient_boosting(boosted(5)).arrays().items()
    }
    arrays[name][0] = value
    with pytest.raises(BundleDamaged):
        Trees.of(arrays)
    with pytest.raises(BundleDamaged):
        Trees.of({key: part for key, part in arrays.items() if key != name})
