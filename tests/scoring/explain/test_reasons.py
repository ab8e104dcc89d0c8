"""One reason for each group, the largest first, and one for all that is left."""

import numpy as np

from secureflow.scoring.explain.reasons import LISTED, OTHERS, UNUSUAL, Reasons
from secureflow.scoring.history.features import FEATURES, NAMES
from tests.scoring.explain.models import AT, inputs, payment

ROW = inputs(1, seed=3, unknown=0.0)[0]


def told(points: dict[str, float], of_surprise: float = 0.0) -> list[tuple[str, str, float]]:
    given = np.zeros(len(NAMES))
    for name, of_it in points.items():
        given[AT[name]] = of_it
    reasons = Reasons(NAMES).told(payment(), ROW, given, 5.0, of_surprise)
    return [(reason.code, reason.feature, reason.points) for reason in reasons]


def test_inputs_of_a_group_are_one_reason_told_by_the_one_that_pulls_its_way() -> None:
    points = {"card_count_10m": -4.0, "card_count_1h": 3.0, "card_count_24h": 2.5, "amount": 1.0}
    assert told(points) == [("card_pace", "card_count_1h", 1.5), ("amount", "amount", 1.0)]


def test_a_group_without_points_is_not_told() -> None:
    assert told({"amount": 0.0}) == []


def test_past_six_groups_the_rest_is_one_reason() -> None:
    firsts = {feature.group: feature.name for feature in reversed(FEATURES)}
    points = {name: 10.0 - place for place, name in enumerate(list(firsts.values())[:9])}
    found = told(points)
    assert len(found) == LISTED + 1
    assert found[-1] == (OTHERS, OTHERS, 4.0 + 3.0 + 2.0)


def test_the_cold_starts_verdict_is_a_reason_of_its_own() -> None:
    assert told({"amount": 1.0}, of_surprise=2.0)[0] == (UNUSUAL, UNUSUAL, 2.0)
    found = Reasons(NAMES).told(payment(), ROW, np.zeros(len(NAMES)), 5.0, 2.0)[0]
    assert found.text == "Unusual when all of it is taken together"
    assert found.evidence == "odder than 99.3 % of payments"


def test_names_of_another_release_are_groups_of_their_own() -> None:
    found = Reasons(["moon_phase", "amount"]).told(
        payment(), np.array([0.5, 1.0]), np.array([3.0, 1.0]), 0.0, 0.0
    )
    assert [reason.code for reason in found] == ["moon_phase", "amount"]
