"""A reviewer is given the highest scores of whom nothing is known yet, and a full day's work."""

import numpy as np

from secureflow.scoring.evaluation.choice import choose

SCORE = np.array([9.0, 8.0, 7.0, 6.0, 5.0])
ENTITIES = np.array([[0, 9], [0, 8], [2, 9], [3, -1], [4, -1]], dtype=np.int32)


def test_the_second_of_a_customer_or_terminal_waits() -> None:
    assert choose(SCORE, ENTITIES, set(), 3).tolist() == [0, 3, 4]


def test_whose_fraud_is_known_already_waits() -> None:
    assert choose(SCORE, ENTITIES, {9, 3}, 2).tolist() == [1, 4]


def test_who_waits_fills_up_the_day() -> None:
    assert choose(SCORE, ENTITIES, set(), 4).tolist() == [0, 1, 3, 4]
    assert choose(SCORE, ENTITIES, {0, 2, 3, 4}, 3).tolist() == [0, 1, 2]
    assert choose(SCORE, ENTITIES, set(), 50).tolist() == [0, 1, 2, 3, 4]
    assert choose(SCORE[:0], ENTITIES[:0], set(), 3).size == 0
