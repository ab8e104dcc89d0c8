import math
from dataclasses import replace

import numpy as np
import pytest

from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import columns_from
from secureflow.scoring.history.spectrum import Spectrum
from secureflow.scoring.history.usuals import NOTHING, Usuals
from tests.scoring.history.payments import START, columns, many


def built(*batches: object) -> UsualsBuilder:
    builder = UsualsBuilder()
    for batch in batches:
        builder.add(batch)  # type: ignore[arg-type]
    return builder


def flat(usuals: Usuals) -> list[float]:
    found = [usuals.payments, *usuals.amount, *usuals.hour_rarity, *usuals.day_rarity]
    for of in (usuals.currencies, usuals.categories, usuals.types, usuals.items):
        for _, usual in sorted(of.items(), key=lambda pair: str(pair[0])):
            found += usual
    for rarities in (usuals.category_rarity, usuals.type_rarity, usuals.country_rarity):
        found += [
            rarities.rare,
            *(rarities.known[code] for code in sorted(rarities.known, key=str)),
        ]
    return found


def test_any_order_of_batches_gives_the_same_snapshot() -> None:
    found = many(600)
    once = built(found).snapshot()
    by_and_by = built(found.rows(400, 600), found.rows(0, 300), found.rows(300, 400)).snapshot()
    np.testing.assert_allclose(flat(by_and_by), flat(once), rtol=1e-9)


def test_medians_and_spreads_are_those_of_the_amounts() -> None:
    rng = np.random.default_rng(0)
    n = 20_000
    found = columns(
        [START] * n,
        np.exp(rng.normal(4.0, 0.7, n)),
        merchant_category=[int(i) for i in rng.integers(0, 2, n)],
        item=["pen"] * n,
        quantity=np.exp(rng.normal(1.0, 0.0, n)),
    )
    usuals = built(found).snapshot()
    assert usuals.amount[:2] == pytest.approx((4.0, 0.7), abs=0.02)
    assert usuals.categories[1][0] == pytest.approx(4.0, abs=0.03)
    assert usuals.items["pen"] == pytest.approx((3, 0.7, 4, 1, 0.05, 20_000), abs=0.02)
    assert usuals.price is not None
    assert usuals.price[:2] == pytest.approx((3.0, 0.7), abs=0.02)


def test_few_payments_lean_on_the_base() -> None:
    base = replace(
        NOTHING, amount=(2.0, 1.0, 1e4), categories={"food": (3.0, 1.0, 1e3), "fuel": (2.5, 1, 9.0)}
    )
    amount = math.exp(6.0)
    few = built(columns([START] * 5, [amount] * 5, merchant_category="food")).snapshot(base)
    most = built(columns([START] * 5_000, [amount] * 5_000, merchant_category="food")).snapshot(
        base
    )
    assert 2.0 < few.amount[0] < 3.0
    assert 3.0 < few.categories["food"][0] < 5.0
    assert (most.amount[0], most.categories["food"][0]) == pytest.approx((6.0, 6.0), abs=0.1)
    # What the base says of a category it says relative to all amounts.
    assert most.categories["fuel"][0] == pytest.approx(6.5, abs=0.1)
    assert UsualsBuilder().snapshot(base).amount[:2] == base.amount[:2]


def test_old_payments_fade() -> None:
    old = columns([START] * 100, [10.0] * 100)
    new = columns([START + 300 * 86_400.0] * 100, [1_000.0] * 100)
    usuals = built(old, new).snapshot()
    assert usuals.payments == pytest.approx(100 * (1 + 0.5**5))
    assert usuals.currencies["EUR"][0] > 6.0


def test_what_comes_rarely_is_rare() -> None:
    found = columns([START] * 1_000, country=["DE"] * 900 + ["FR"] * 98 + ["US", "PT"])
    rarity = built(found).snapshot().country_rarity
    assert rarity.of("DE") == pytest.approx(-math.log(0.9))
    assert rarity.of("US") == rarity.of("BR") > rarity.of("FR") > rarity.of("DE")
    assert math.isnan(rarity.of(None))


def test_hours_are_rare_where_few_payments_are() -> None:
    noon = columns([START] * 1_000, hour=np.full(1_000, 12), day_of_week=np.full(1_000, -1))
    usuals = built(noon).snapshot()
    assert usuals.hour_rarity[12] < usuals.hour_rarity[13] < usuals.hour_rarity[3]
    assert usuals.day_rarity == pytest.approx(NOTHING.day_rarity)


@pytest.mark.parametrize("made", [many(500), columns([], [])])
def test_bytes_bring_back_what_was_counted(made: object) -> None:
    builder = built(made)
    again = UsualsBuilder.from_bytes(builder.to_bytes())
    assert again.snapshot() == builder.snapshot()
    again.add(many(100, seed=1))
    builder.add(many(100, seed=1))
    assert again.snapshot() == builder.snapshot()
    snapshot = builder.snapshot()
    assert Usuals.from_bytes(snapshot.to_bytes()) == snapshot


@pytest.mark.parametrize("bad", [b"", b"nonsense", b"{}", b"[1]", b"null"])
def test_other_bytes_are_refused(bad: bytes) -> None:
    with pytest.raises(ValueError, match="no usuals"):
        UsualsBuilder.from_bytes(bad)
    with pytest.raises(ValueError, match="no snapshot"):
        Usuals.from_bytes(bad)


def test_only_the_most_frequent_codes_are_kept() -> None:
    spectrum: Spectrum[str] = Spectrum()
    codes = [f"c{i}" for i in range(40_001)] + [f"c{i}" for i in range(0, 40_001, 4)]
    spectrum.add(codes, np.zeros(len(codes)), np.ones(len(codes)))
    assert len(spectrum.codes) == 20_000
    assert {f"c{i}" for i in range(0, 40_001, 4)} <= set(spectrum.codes)
    assert spectrum.totals().sum() == 20_000 + 10_001


def test_a_column_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="colour"):
        columns_from(np.ones(1), np.ones(1), "EUR", colour=["red"])
