"""Habits are habits: a customer resembles himself more than others, by day, week, place and sum."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from statistics import mean, median, pstdev

import pytest

from secureflow.domain import Transaction
from secureflow.simulation import SimulatedPayment


@pytest.fixture(scope="module")
def by_customer(honest: list[SimulatedPayment]) -> dict[str, list[Transaction]]:
    """The payments of every customer with at least twenty of them, oldest first."""
    found: dict[str, list[Transaction]] = defaultdict(list)
    for payment in honest:
        found[str(payment.transaction.customer)].append(payment.transaction)
    return {customer: paid for customer, paid in found.items() if len(paid) >= 20}


def _logs(payments: Iterable[Transaction]) -> list[float]:
    return [log(float(payment.amount)) for payment in payments]


def test_a_customers_median_stays_while_medians_differ_between_customers(
    by_customer: dict[str, list[Transaction]],
) -> None:
    halves = [
        (median(_logs(paid[: len(paid) // 2])), median(_logs(paid[len(paid) // 2 :])))
        for paid in by_customer.values()
    ]
    own = mean(abs(early - late) for early, late in halves)
    strangers = mean(
        abs(early - late)
        for (early, _), (_, late) in zip(halves, halves[1:] + halves[:1], strict=True)
    )
    assert len(halves) > 300
    assert own < 0.6 * strangers


def test_in_one_category_a_customer_spreads_less_than_everyone(
    by_customer: dict[str, list[Transaction]],
) -> None:
    groceries = [
        _logs(payment for payment in paid if payment.merchant_category == "groceries")
        for paid in by_customer.values()
    ]
    own = mean(pstdev(amounts) for amounts in groceries if len(amounts) >= 8)
    everyone = pstdev(amount for amounts in groceries for amount in amounts)
    assert own < 0.75 * everyone


def test_customers_prefer_some_terminals_and_categories(
    by_customer: dict[str, list[Transaction]],
) -> None:
    for trait, least in (("merchant_category", 0.6), ("terminal", 0.35)):
        shares = [
            sum(many for _, many in Counter(getattr(each, trait) for each in paid).most_common(3))
            / len(paid)
            for paid in by_customer.values()
        ]
        everyone = Counter(getattr(each, trait) for paid in by_customer.values() for each in paid)
        common = sum(many for _, many in everyone.most_common(3)) / everyone.total()
        assert mean(shares) > max(least, 1.2 * common)


def test_a_customer_owns_one_or_two_cards_and_devices(
    by_customer: dict[str, list[Transaction]],
) -> None:
    for paid in by_customer.values():
        assert 1 <= len({each.card for each in paid}) <= 2
        assert len({each.device for each in paid} - {None}) <= 2
        assert len({each.email for each in paid} - {None}) <= 1
    owned = Counter(len({each.card for each in paid}) for paid in by_customer.values())
    assert owned[1] > owned[2] > 0


@pytest.mark.parametrize(("country", "from_utc"), [("GB", 0), ("AU", 10)])
def test_nights_are_quiet_where_the_customer_lives(
    honest: list[SimulatedPayment], country: str, from_utc: int
) -> None:
    local = [
        (payment.transaction.hour + from_utc) % 24
        for payment in honest
        if payment.transaction.country == country
        and payment.transaction.transaction_type == "card_present"
    ]
    at_night = sum(hour < 5 for hour in local) / len(local)
    assert len(local) > 100
    assert 0 < at_night < 0.09


def test_the_week_has_a_rhythm(honest: list[SimulatedPayment]) -> None:
    days = Counter(payment.transaction.day_of_week for payment in honest)
    assert days[5] > 1.2 * days[0]


def test_a_terminal_has_one_category(history: list[SimulatedPayment]) -> None:
    categories: dict[str | None, set[object]] = defaultdict(set)
    for payment in history:
        categories[payment.transaction.terminal].add(payment.transaction.merchant_category)
    assert all(len(found) == 1 for found in categories.values())


def test_subscriptions_charge_the_same_amount_again(
    by_customer: dict[str, list[Transaction]],
) -> None:
    charges = [
        [payment for payment in paid if payment.transaction_type == "recurring"]
        for paid in by_customer.values()
    ]
    repeated = [each for each in charges if len(each) > 1]
    assert repeated
    for each in repeated:
        assert len({(charge.amount, charge.terminal, charge.card) for charge in each}) == 1


def test_honest_customers_also_travel_and_spend_largely(
    by_customer: dict[str, list[Transaction]],
) -> None:
    abroad = sum(len({each.country for each in paid}) > 1 for paid in by_customer.values())
    assert 0.01 < abroad / len(by_customer) < 0.1
    large = [
        each
        for paid in by_customer.values()
        for each in paid
        if each.merchant_category == "groceries" and each.amount > 200
    ]
    assert large
