"""A model of examples: what it says without labels, with few and with many."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.errors import InvalidInput
from secureflow.scoring.evaluation.metrics import average_precision
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.usuals import NOTHING
from secureflow.scoring.model import packing
from secureflow.scoring.model.learned_fit import HALF_SAY, log_odds_of, share_of
from secureflow.scoring.model.recalibration import recalibrate
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.scale import fit_scale
from secureflow.scoring.model.signals import INPUTS_OF, SENT_BY
from secureflow.scoring.model.training import train
from secureflow.scoring.model.verdicts import judge
from tests.scoring.explain.models import AT, inputs
from tests.scoring.model.made import CREATED, SMALL, codes, cold, examples, learned, model, truth

LATER = inputs(4_000, 77)


def found_by(bundle: object) -> float:
    score = judge(bundle, LATER, None).score  # type: ignore[arg-type]
    return average_precision(truth(LATER, 77), score)


def test_the_same_arguments_make_the_same_bytes() -> None:
    one, two = (packing.dump(model(examples(rows=2_000))) for _ in range(2))
    assert one == two
    assert packing.dump(model(examples(rows=2_000), seed=2)) != one


def test_every_label_makes_it_better_and_the_hand_over_is_smooth() -> None:
    shares = [0.0, 0.004, 0.1, 1.0]
    made = [model(examples(known=share)) for share in shares]
    says = [bundle.metrics["learned_share"] for bundle in made]
    assert says[0] == 0.0
    assert says == sorted(says)
    assert 0.0 < says[1] < 0.5 < says[3] < 1.0
    assert found_by(made[3]) > found_by(made[0]) + 0.05
    assert found_by(made[1]) > found_by(made[0]) - 0.05


def test_the_learned_share_is_that_of_the_known_frauds() -> None:
    fraud = np.arange(100) < HALF_SAY
    assert share_of(fraud, np.ones(100)) == pytest.approx(0.5)
    assert share_of(np.zeros(100, dtype=np.bool_), np.ones(100)) == 0.0
    uneven = np.where(np.arange(100) == 0, 1000.0, 1.0)
    assert share_of(fraud, uneven) < 0.1


def test_before_any_fraud_is_known_rarity_is_worth_its_own_odds() -> None:
    surprise = np.random.default_rng(0).exponential(size=500)
    curve = log_odds_of(surprise, np.zeros(500, dtype=np.bool_), np.ones(500))
    assert np.diff(curve(np.array([1.0, 2.0])))[0] == pytest.approx(1.0, abs=0.1)


def test_it_says_a_probability_only_when_it_knows_enough() -> None:
    few = judge(cold(), LATER, None).probability
    assert np.isnan(few).all()
    said = judge(learned(), LATER, None).probability
    assert ((said > 0.0) & (said < 1.0)).all()
    assert said.sum() == pytest.approx(truth(LATER, 77).sum(), rel=0.5)


def test_the_lines_lie_where_the_recipe_wants_them() -> None:
    recipe = replace(SMALL, review_share=0.05, block_share=0.01)
    found = examples(known=0.0)
    score = judge(model(found, recipe=recipe), found.inputs, codes(found)).score
    since = found.occurred_at >= found.occurred_at.max() - 28 * 86_400.0
    assert np.mean(score[since] >= 45.0) == pytest.approx(0.05, abs=0.002)
    assert np.mean(score[since] >= 92.0) == pytest.approx(0.01, abs=0.002)


@pytest.mark.parametrize(
    ("shares", "lines"),
    [
        ((0.05, 0.01), (30.0, 70.0)),
        ((0.7, 0.2), (5.0, 99.5)),
        ((0.05, 0.0), (45.0, 92.0)),
        ((0.0, 0.0), (8.0, 100.0)),
    ],
)
def test_the_lines_keep_their_shares_wherever_they_lie(
    shares: tuple[float, float], lines: tuple[float, float]
) -> None:
    margins = np.random.default_rng(3).normal(size=2_000)
    scale = fit_scale(margins, *shares, lines)
    scores = scale(margins)
    for share, line in zip(shares, lines, strict=True):
        assert np.mean(scores >= line) == pytest.approx(share, abs=0.001)
    assert scores.min() == 0.0
    assert scale(np.array([1_000.0])) == pytest.approx(100.0)


@given(
    st.lists(st.floats(-30.0, 30.0), min_size=1, max_size=300),
    st.sampled_from([(0.03, 0.003), (0.03, 0.0), (0.0, 0.0), (1.0, 1.0)]),
)
def test_the_scale_rises_whatever_the_margins(
    margins: list[float], shares: tuple[float, float]
) -> None:
    scale = fit_scale(np.array(margins), *shares)
    assert (np.diff(scale.x) > 0.0).all()
    assert (np.diff(scale.y) >= 0.0).all()
    found = scale(np.linspace(-100.0, 100.0, 99))
    assert found.min() >= 0.0
    assert found.max() <= 100.0


def test_a_merchant_with_few_payments_borrows_the_cold_start() -> None:
    few = examples(rows=300)
    with pytest.raises(InvalidInput, match=r"at least 1,000 payments, there are 300"):
        model(few)
    made = train(
        few,
        recipe=SMALL,
        seed=0,
        trained_on="test",
        usuals=NOTHING,
        created_at=CREATED,
        base=cold(),
    )
    assert made.cold is cold().cold
    assert made.learned is not None


def test_no_payment_at_all_is_said() -> None:
    with pytest.raises(InvalidInput, match="no payments"):
        model(examples(rows=300).rows(np.zeros(300, dtype=np.bool_)))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"review_share": 1.1}, "review_share"),
        ({"block_share": -0.1}, "block_share"),
        ({"trees": 0}, "trees"),
        ({"rounds": -1}, "rounds"),
        ({"rows": 10}, "rows"),
    ],
)
def test_a_recipe_out_of_bounds_names_its_field(wrong: dict[str, float], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        model(examples(rows=1_000), recipe=replace(Recipe(), **wrong))  # type: ignore[arg-type]
    assert caught.value.field == field


def test_it_knows_which_inputs_and_signals_it_judges_by() -> None:
    bundle = learned()
    assert sum(bundle.importance.values()) == pytest.approx(1.0)
    assert max(bundle.importance, key=bundle.importance.__getitem__) == "amount_vs_customer"
    assert max(bundle.signal_help, key=bundle.signal_help.__getitem__) == "customer"
    assert set().union(*INPUTS_OF.values(), SENT_BY.values()) <= set(NAMES)
    assert set(bundle.bins) == set(NAMES)
    edges, shares = bundle.bins["amount"]
    assert len(shares) == len(edges) + 2
    assert shares.sum() == pytest.approx(1.0)


def test_the_record_says_what_it_was_made_of_and_what_it_reached() -> None:
    told = learned().metrics
    assert told["rows"] == 6_000
    assert told["labels"] == told["frauds"] + told["legitimate"] == 6_000
    quality = told["quality"]
    found = quality["average_precision"]
    assert found["low"] < found["mean"] < found["high"]
    assert quality["calibration"]["brier"] < quality["calibration"]["brier_base"]
    assert cold().metrics["quality"] is None


def test_an_input_nobody_sends_stops_nothing() -> None:
    found = examples()
    found.inputs[:, AT["device_cards_24h"]] = np.nan
    assert model(found).learned is not None


def test_new_probabilities_need_no_new_trees() -> None:
    bundle, later = learned(), examples(seed=31)
    again = recalibrate(bundle, later, recipe=SMALL, created_at=CREATED)
    assert again.learned is bundle.learned
    assert again.probability is not None
    margin = judge(bundle, later.inputs, None).margin
    assert np.array_equal(margin, judge(again, later.inputs, None).margin)
    assert again.chance(margin).sum() == pytest.approx((later.label == 1).sum(), rel=0.1)
    nobody = later.rows(np.zeros(len(later), dtype=np.bool_))
    assert recalibrate(bundle, nobody, recipe=SMALL, created_at=CREATED).scale is bundle.scale
