"""The cold start: scikit-learn's own forest, few comparisons, and ranks by category."""

import numpy as np
import pytest
from sklearn.ensemble import IsolationForest
from sklearn.preprocessing import StandardScaler

from secureflow.scoring.history.features import FOREST_NAMES, NAMES
from secureflow.scoring.model.cold_fit import fit_cold, fit_forest
from secureflow.scoring.model.ranks import surprise_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.tails_fit import AMOUNTS, PACES, fit_tails
from tests.scoring.explain.models import AT, inputs
from tests.scoring.model.made import CATEGORIES, SMALL, codes, cold, examples

COLUMNS = np.array([AT[name] for name in FOREST_NAMES], dtype=np.intp)


def test_the_forest_is_scikit_learns_to_the_last_digits() -> None:
    given = inputs(3_000, 2)[:, COLUMNS]
    forest = fit_forest(given, COLUMNS, Recipe(trees=40, forests=1), seed=7)
    filled = np.where(np.isnan(given), np.nanmedian(given, axis=0), given)
    scaler = StandardScaler().fit(filled)
    theirs = IsolationForest(n_estimators=40, random_state=7).fit(scaler.transform(filled))
    other = inputs(1_000, 3)
    seen = np.where(np.isnan(other[:, COLUMNS]), np.nanmedian(given, axis=0), other[:, COLUMNS])
    expected = theirs.decision_function(scaler.transform(seen))
    ours = forest.anomaly(forest.trees.figures(forest.scaled(other)))
    assert np.abs(ours - expected).max() < 1e-9


def test_forests_of_several_seeds_share_the_trees_out() -> None:
    given = inputs(1_000, 2)[:, COLUMNS]
    forest = fit_forest(given, COLUMNS, Recipe(trees=10, forests=4), seed=0)
    assert len(forest.trees.roots) == 10


def test_an_input_that_nobody_sent_changes_nothing() -> None:
    given = inputs(1_000, 2)
    given[:, AT["device_cards_24h"]] = np.nan
    forest = fit_forest(given[:, COLUMNS], COLUMNS, Recipe(trees=10, forests=1), seed=0)
    assert np.isfinite(forest.scaled(given)).all()


def test_a_usual_that_narrows_what_is_paid_says_more_than_one_that_does_not() -> None:
    given = inputs(2_000, 4, unknown=0.0)
    given[:, AT["amount_vs_item"]] *= 0.2
    tails = fit_tails(given, AT)
    highest = {
        NAMES[column]: tails.y[tails.start[place + 1] - 1]
        for place, column in enumerate(tails.column.tolist())
    }
    assert highest["amount_off_item"] > 10 * highest["amount_vs_customer"]
    assert set(highest) == set(AMOUNTS) | set(PACES)


def test_oddness_has_no_upper_end_among_payments_never_seen() -> None:
    curve = surprise_of(np.random.default_rng(0).exponential(size=10_000))
    odder = curve(np.array([12.0, 13.0, 14.0]))
    assert (np.diff(odder) > 0).all()


def test_what_is_usual_is_no_surprise() -> None:
    values = np.concatenate((np.zeros(900), np.arange(1.0, 101.0)))
    assert surprise_of(values)(np.array([0.0]))[0] == 0.0


def test_a_surprise_is_the_share_of_payments_at_least_as_odd() -> None:
    values = np.random.default_rng(0).normal(size=50_000)
    nats = surprise_of(values)(np.array([np.quantile(values, 0.99)]))
    assert np.exp(-nats[0]) == pytest.approx(0.01, rel=0.1)


def test_each_category_is_ranked_among_its_own() -> None:
    found = examples(known=0.0)
    odd = found.category == 0
    found.inputs[odd, AT["ip_count_1h"]] += 3.0
    start = fit_cold(found, NAMES, FOREST_NAMES, SMALL, seed=0)
    length = start.forest.trees.figures(start.forest.scaled(found.inputs))
    oddness = start.oddness(found.inputs, length)
    ranked = start.surprise(oddness, codes(found))
    unranked = start.surprise(oddness, None)
    assert np.median(unranked[odd]) > 1.3 * np.median(unranked[~odd])
    assert np.median(ranked[odd]) < 1.1 * np.median(ranked[~odd])


def test_one_payment_is_judged_like_many() -> None:
    found = examples(known=0.0, rows=50, seed=8)
    start, names = cold().cold, codes(found)
    oddness = start.oddness(
        found.inputs, start.forest.trees.figures(start.forest.scaled(found.inputs))
    )
    many = start.surprise(oddness, names)
    single = [start.surprise(oddness[i : i + 1], names[i : i + 1])[0] for i in range(50)]
    assert many.tolist() == single
    assert set(start.ranks_of) == set(CATEGORIES)
