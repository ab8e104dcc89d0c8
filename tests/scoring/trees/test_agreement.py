"""Which leaves payments share is what scikit-learn says of the same trees."""

import numpy as np
import pytest

from secureflow.scoring.trees import agreement
from secureflow.scoring.trees.kinds import from_hist_gradient_boosting, from_isolation_forests
from tests.scoring.trees.grown import boosted, isolating, rows


def test_shares_are_those_of_the_leaves_of_the_library() -> None:
    forest = isolating(6, trees=20)
    asked = rows(200, 6, seed=3, gaps=0.0)
    leaves = np.stack([tree.apply(asked.astype(np.float32)) for tree in forest.estimators_])
    expected = (leaves[:, 1:] == leaves[:, :1]).mean(axis=0)
    found = agreement.shares(from_isolation_forests([forest]), asked[0], asked[1:])
    assert np.allclose(found, expected)
    assert 0 < expected.mean() < 1


def test_a_payment_agrees_with_itself_whatever_it_leaves_out() -> None:
    trees = from_hist_gradient_boosting(boosted(9))
    asked = rows(150, 9, seed=5, gaps=0.4)
    for one in (0, 63, 64, 149):
        found = agreement.shares(trees, asked[one], asked)
        assert found[one] == 1.0
        assert found.min() < 1.0


def test_no_others_and_the_wrong_width() -> None:
    trees = from_hist_gradient_boosting(boosted(2))
    one = np.zeros(2)
    assert agreement.shares(trees, one, np.zeros((0, 2))).shape == (0,)
    with pytest.raises(ValueError, match="read 2 inputs"):
        agreement.shares(trees, np.zeros(3), np.zeros((1, 3)))
