"""Who judges whom: sticky, in proportion, and the same in every process and release."""

from collections import Counter
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secureflow.services.arms import PLACES, Arm, Arms, Part, allot, place_of

SCORER: Any = cast(Any, None)
CUSTOMERS = [f"cus-{number}" for number in range(20_000)]


def arms(*shares: float, merchant_id: int = 7) -> Arms:
    taken: list[Part] = []
    challengers = []
    for number, share in enumerate(shares):
        parts = allot((), taken, share)
        taken += parts
        challengers.append(Arm("challenger", f"v{number}", SCORER, parts))
    return Arms(merchant_id, Arm("champion", "best", SCORER), False, tuple(challengers))


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


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 33)), max_size=12))
def test_a_change_of_a_share_moves_customers_between_that_arm_and_the_champion_alone(
    changes: list[tuple[int, int]],
) -> None:
    held: dict[int, tuple[Part, ...]] = {}
    for arm, percent in changes:
        taken = [part for other, parts in held.items() if other != arm for part in parts]
        before = held.get(arm, ())
        after = held[arm] = allot(before, taken, percent / 100)
        assert sum(end - first for first, end in after) == percent * PLACES // 100
        small, large = sorted((before, after), key=lambda parts: sum(e - f for f, e in parts))
        assert all(any(f <= first and end <= e for f, e in large) for first, end in small)
        everyone = sorted(part for parts in held.values() for part in parts)
        assert all(end <= first for (_, end), (first, _) in pairwise(everyone))


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
    assert place_of(7, "c:cus-1") == FIRST


FIRST = 868_463
"""What blake2b has always made of it; a release that changed it would move customers."""


@given(st.text(), st.integers(1, 2**40))
def test_a_place_lies_in_the_range(text: str, merchant_id: int) -> None:
    assert 0 <= place_of(merchant_id, text) < PLACES
