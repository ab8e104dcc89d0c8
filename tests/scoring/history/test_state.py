import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.scoring.history.columns import Columns
from secureflow.scoring.history.entities import COUNTRY_KIND, KINDS, entity_key, partner_id
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.layout import MOST_EVENTS, NOWHERE, packed
from secureflow.scoring.history.ledger import Ledger
from secureflow.scoring.history.places import country_numbers
from secureflow.scoring.history.usuals import NOTHING
from tests.scoring.history import naive
from tests.scoring.history.payments import DAY, START, columns, many

Row = tuple[int, float, str | None, str | None]
MET = {
    "customer": ("terminal", "country", "device", "ip"),
    "card": ("device", "ip", "customer"),
    "device": ("customer", "card"),
    "ip": ("customer", "card"),
    "terminal": (),
}


def payments_of(found: Columns, kind: str, value: str) -> list[naive.Payment]:
    """The payments of an entity as the naive recomputation wants them."""
    rows = []
    numbers = country_numbers()
    for i, own in enumerate(getattr(found, kind)):
        if own == value:
            met = {other: getattr(found, other)[i] for other in MET[kind]}
            rows.append(
                naive.Payment(
                    found.occurred_at[i],
                    found.amount[i],
                    int(found.hour[i]) // 3,
                    bool(found.day_of_week[i] >= 5),
                    NOWHERE if (country := found.country[i]) is None else numbers[country],
                    tuple(identity(*pair) for pair in met.items() if pair[1] is not None),
                )
            )
    return rows


def identity(kind: str, value: str) -> float:
    if kind == "country":
        return float(COUNTRY_KIND * 2**48 + country_numbers()[value])
    return partner_id(KINDS.index(kind), entity_key(kind, value))


def assert_states(ledger: Ledger, found: Columns) -> None:
    for kind in KINDS:
        for value in {value for value in getattr(found, kind) if value is not None}:
            state = packed(ledger.states[entity_key(kind, value)])
            expected = naive.state(payments_of(found, kind, value))
            np.testing.assert_allclose(state, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("order", ["of time", "backwards", "any"])
def test_a_state_is_what_the_list_of_payments_says(order: str) -> None:
    found = many(400)
    places = np.arange(400)
    if order == "backwards":
        places = places[::-1].copy()
    elif order == "any":
        places = np.random.default_rng(1).permutation(400)
    ledger = Ledger()
    ledger.inputs(found.take(places), NOTHING)
    assert_states(ledger, found)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.one_of(
                st.integers(0, 200 * 86_400),
                st.sampled_from([0, 1, 3_599, 3_600, 86_400, 86_401, 30 * 86_400, 31 * 86_400]),
            ),
            st.sampled_from([0.0, 0.01, 5.0, 5.01, 80.0, 1e6]),
            st.sampled_from([None, "d1", "d2", "d3"]),
            st.sampled_from([None, "DE", "FR"]),
        ),
        min_size=1,
        max_size=40,
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same_state(rows: list[Row], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger = Ledger()
    for some in (shuffled[: len(rows) // 2], shuffled[len(rows) // 2 :]):
        ledger.inputs(made_of(some), NOTHING)
    assert_states(ledger, made_of(rows))


def made_of(rows: list[Row]) -> Columns:
    times, amounts, devices, countries = zip(*rows, strict=True) if rows else ([],) * 4
    return columns(
        [START + time for time in times],
        list(amounts),
        customer="c",
        device=list(devices),
        country=list(countries),
    )


@pytest.mark.parametrize("seed", [0, 1])
def test_caps_do_not_depend_on_the_order(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = MOST_EVENTS + 2_000
    found = columns(
        np.sort(START + rng.integers(0, 90_000, n)),
        rng.integers(1, 50, n) / 10.0,
        customer="c",
        device=[f"d{i}" for i in rng.integers(0, 400, n)],
    )
    ledger = Ledger()
    ledger.inputs(found.take(rng.permutation(n)), NOTHING)
    state = packed(ledger.states[entity_key("customer", "c")])
    expected = naive.state(payments_of(found, "customer", "c"))
    np.testing.assert_allclose(state, expected, rtol=1e-9, atol=1e-12)


def test_a_state_is_the_same_after_it_was_stored() -> None:
    found = many(300)
    kept, through = Ledger(), Ledger()
    expected = kept.inputs(found, NOTHING)
    for i in range(300):
        other = Ledger()
        for key in through.states:
            other.load(key, through.dump(key), through.dump_labels(key))
        row = other.inputs(found.rows(i, i + 1), NOTHING)
        np.testing.assert_array_equal(row[0], expected[i])
        through = other
    for key in kept.states:
        assert through.dump(key) == kept.dump(key)


def test_judging_without_counting_changes_nothing() -> None:
    found = many(50)
    ledger = Ledger()
    ledger.inputs(found.rows(0, 40), NOTHING)
    before = {key: ledger.dump(key) for key in ledger.states}
    ledger.changed.clear()
    first = ledger.history(found.rows(40, 50), NOTHING, counted=False).inputs
    again = ledger.history(found.rows(40, 50), NOTHING, counted=False).inputs
    np.testing.assert_array_equal(first, again)
    assert {key: ledger.dump(key) for key in ledger.states} == before
    assert not ledger.changed


def test_a_young_customer_takes_less_than_a_kilobyte() -> None:
    ledger = Ledger()
    found = columns([START + i * DAY for i in range(5)], customer="c", terminal="t", device="d")
    ledger.inputs(found, NOTHING)
    assert len(ledger.dump(entity_key("customer", "c"))) < 1_024


def test_what_is_unknown_counts_as_a_payment_all_the_same() -> None:
    ledger = Ledger()
    found = columns([START, START + 60], [float("nan"), 0.0], customer="c", hour=np.full(2, -1))
    row = ledger.inputs(found, NOTHING)[1]
    state = ledger.states[entity_key("customer", "c")]
    assert np.isfinite(state).all()
    assert np.expm1(row[NAMES.index("customer_count_1h")]) == pytest.approx(1.0)
