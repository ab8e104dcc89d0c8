"""Who judges whom: sticky, in proportion, and the same in every process and release."""

from collections import Counter
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.services.arms import Arm, Arms, place_of

SCORER: Any = cast(Any, None)
CUSTOMERS = [f"cus-{number}" for number in range(20_000)]


def arms(*shares: float, merchant_id: int = 7) -> Arms:
    challengers = [Arm("challenger", f"v{i}", share, SCORER) for i, share in enumerate(shares)]
    return Arms(merchant_id, Arm("champion", "best", 1.0, SCORER), False, tuple(challengers))


def drawn(found: Arms) -> dict[str, str]:
    return {customer: found.of(customer, "").version for customer in CUSTOMERS}


def test_each_arm_gets_its_share_and_the_champion_the_rest() -> None:
    counts = Counter(drawn(arms(0.1, 0.25)).values())
    for version, share in {"v0": 0.1, "v1": 0.25, "best": 0.65}.items():
        assert counts[version] / len(CUSTOMERS) == pytest.approx(share, abs=0.01)


def test_a_customer_stays_with_its_arm_whatever_is_paid() -> None:
    found = arms(0.5)
    assert all(
        found.of(customer, "one").version == found.of(customer, "another").version
        for customer in CUSTOMERS[:100]
    )


def test_without_a_customer_payments_are_drawn_one_by_one() -> None:
    found = arms(0.3)
    counts = Counter(found.of(None, f"hash-{number}").version for number in range(20_000))
    assert counts["v0"] / 20_000 == pytest.approx(0.3, abs=0.01)


def test_a_share_that_grows_takes_nobody_away_from_it() -> None:
    before, after = drawn(arms(0.1)), drawn(arms(0.2))
    assert {c for c, v in before.items() if v == "v0"} < {c for c, v in after.items() if v == "v0"}


def test_a_challenger_more_moves_nobody_between_those_before() -> None:
    before, after = drawn(arms(0.2)), drawn(arms(0.2, 0.2))
    moved = {(v, after[c]) for c, v in before.items() if after[c] != v}
    assert moved == {("best", "v1")}


def test_a_shadow_judges_nobody_and_a_whole_share_everybody() -> None:
    assert set(drawn(arms(0.0)).values()) == {"best"}
    assert set(drawn(arms(1.0)).values()) == {"v0"}


def test_merchants_draw_apart() -> None:
    ours, theirs = drawn(arms(0.5)), drawn(arms(0.5, merchant_id=8))
    same = sum(ours[customer] == theirs[customer] for customer in CUSTOMERS)
    assert same / len(CUSTOMERS) == pytest.approx(0.5, abs=0.02)


def test_the_draw_is_the_one_of_every_release() -> None:
    assert place_of(7, "c:cus-1") == pytest.approx(FIRST, abs=0.0)


FIRST = 0.8684636392971418
"""What blake2b has always made of it; a release that changed it would move customers."""


@given(st.text(), st.integers(1, 2**40))
def test_a_place_lies_in_the_range(text: str, merchant_id: int) -> None:
    assert 0.0 <= place_of(merchant_id, text) < 1.0
