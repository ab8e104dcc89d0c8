"""Cohen's kappa: by hand, at its ends, and silent where it cannot be said."""

import pytest

from secureflow.scoring.life.agreement import LEAST_PAIRS, Kappa, agreement

YES, NO = "approve", "decline"


def test_it_is_what_one_gets_by_hand() -> None:
    # 35 of 50 agree; by chance it were (25 * 30 + 25 * 20) / 50^2 = a half.
    found = agreement({(YES, YES): 20, (YES, NO): 5, (NO, YES): 10, (NO, NO): 15})
    assert (found.pairs, found.agreed, found.needed) == (50, 35, 0)
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.4)
    half = 1.959964 * (0.7 * 0.3 / 50) ** 0.5 / 0.5
    assert found.kappa.low == pytest.approx(0.4 - half)
    assert found.kappa.high == pytest.approx(0.4 + half)


def test_full_agreement_is_one() -> None:
    assert agreement({(YES, YES): 20, (NO, NO): 20}).kappa == Kappa(1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("counts", "needed"),
    [
        ({}, LEAST_PAIRS),
        ({(YES, YES): LEAST_PAIRS - 1}, 1),
        ({(YES, YES): 400}, 0),
    ],
)
def test_nothing_is_said_of_too_few_or_of_one_and_the_same(
    counts: dict[tuple[str, str], int], needed: int
) -> None:
    found = agreement(counts)
    assert (found.kappa, found.needed) == (None, needed)
