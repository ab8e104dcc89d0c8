"""Tables, leaf by leaf and shap say the same, and what they say adds up."""

import numpy as np
import pytest
import shap
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.scoring.trees import leaves
from secureflow.scoring.trees.kinds import from_hist_gradient_boosting, from_isolation_forests
from secureflow.scoring.trees.shapley import Shapley, by_shap
from secureflow.scoring.trees.trees import Trees
from tests.scoring.trees.grown import boosted, isolating, rows

KINDS = {
    "stumps": lambda: from_hist_gradient_boosting(boosted(3, depth=1)),
    "boosted": lambda: from_hist_gradient_boosting(boosted(12, depth=6)),
    "many inputs": lambda: from_hist_gradient_boosting(boosted(60, depth=5)),
    "two rows a tree": lambda: from_isolation_forests([isolating(4, samples=2)]),
    "deep": lambda: from_isolation_forests([isolating(9, samples=256), isolating(9, seed=1)]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_way_equals_shap_and_adds_up(kind: str) -> None:
    trees = KINDS[kind]()
    asked = rows(60, trees.width, seed=5, gaps=0.2)
    tables, by_leaf = Shapley(trees), Shapley(trees, most_bytes=0)
    half = Shapley(trees, most_bytes=tables._tables.table.nbytes // 2)
    wanted = by_shap(trees)(asked)
    for way in (tables, by_leaf, half):
        shares = way.shares(asked)
        assert np.abs(shares - wanted).max() < 1e-9
        assert np.abs(way.base + shares.sum(axis=1) - trees.figures(asked)).max() < 1e-9
    assert 0 < half._tables.table.nbytes < tables._tables.table.nbytes
    assert by_leaf._tables.table.size == 0


def test_shap_says_so_of_the_libraries_own_models() -> None:
    model, forest = boosted(8, depth=5), isolating(8)
    asked = rows(40, 8, seed=6, gaps=0.2)
    own = shap.TreeExplainer(model).shap_values(asked, check_additivity=False)
    assert np.abs(Shapley(from_hist_gradient_boosting(model)).shares(asked) - own).max() < 1e-9
    whole = rows(40, 8, seed=6, gaps=0.0).astype(np.float32).astype(np.float64)
    own = shap.TreeExplainer(forest).shap_values(whole, check_additivity=False)
    assert np.abs(Shapley(from_isolation_forests([forest])).shares(whole) - own).max() < 1e-9


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_leaf_gives_what_all_coalitions_say(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    ratio = np.array(data.draw(st.lists(st.floats(0, 1), min_size=count, max_size=count)))
    follows = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    due = np.zeros(leaves.DEEPEST)
    leaves.give(count, 2.0, ratio, follows, leaves.POINT, leaves.WEIGHT, due)
    assert np.abs(due[:count] - _by_coalitions(ratio, follows, 2.0)).max() < 1e-9


def _by_coalitions(ratio: np.ndarray, follows: np.ndarray, value: float) -> np.ndarray:
    """Return Shapley values by their definition, over all sets of known inputs."""
    n = ratio.size

    def worth(known: int) -> float:
        return value * float(
            np.prod([follows[j] if known >> j & 1 else ratio[j] for j in range(n)])
        )

    weight = [1 / (n * len(list(_sets(n - 1, size)))) for size in range(n)]
    due = np.zeros(n)
    for i in range(n):
        for known in range(1 << n):
            if not known >> i & 1:
                due[i] += weight[known.bit_count()] * (worth(known | 1 << i) - worth(known))
    return due


def _sets(n: int, size: int) -> list[int]:
    return [bits for bits in range(1 << n) if bits.bit_count() == size]


def test_trees_too_deep_for_the_tables_are_left_to_shap(monkeypatch: pytest.MonkeyPatch) -> None:
    trees = KINDS["boosted"]()
    asked = rows(20, trees.width, seed=8)
    quick = Shapley(trees).shares(asked)
    monkeypatch.setattr(leaves, "DEEPEST", 2)
    slow = Shapley(trees)
    assert slow._by_shap is not None
    assert np.abs(slow.shares(asked) - quick).max() < 1e-9


def test_tables_stay_within_their_bytes() -> None:
    trees = KINDS["deep"]()
    assert Shapley(trees, most_bytes=100_000)._tables.table.nbytes <= 100_000


def test_a_forest_of_one_leaf_says_nothing() -> None:
    one = {
        "feature": [0],
        "threshold": [np.inf],
        "left": [0],
        "missing_left": [True],
        "value": [3.0],
        "cover": [5.0],
        "roots": [0],
        "offset": 1.0,
        "width": 2,
    }
    explained = Shapley(Trees.of({key: np.array(part) for key, part in one.items()}))
    assert explained.base == 4.0
    assert not explained.shares(np.ones((3, 2))).any()
