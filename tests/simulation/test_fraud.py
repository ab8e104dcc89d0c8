"""Each kind of fraud is there, and has the trait by which it is told."""

from collections import Counter, defaultdict
from datetime import timedelta
from statistics import mean, median

import pytest

from secureflow.domain import Transaction
from secureflow.simulation import SimulatedPayment, simulate
from secureflow.simulation.fraud import KINDS

ZONE_HOURS = {"GB": 0, "DE": 1, "FR": 1}


@pytest.fixture(scope="module")
def by_kind(history: list[SimulatedPayment]) -> dict[str, list[SimulatedPayment]]:
    found: dict[str, list[SimulatedPayment]] = defaultdict(list)
    for payment in history:
        if payment.kind is not None:
            found[payment.kind].append(payment)
    return found


@pytest.fixture(scope="module")
def paid_by(honest: list[SimulatedPayment]) -> dict[str | None, list[Transaction]]:
    """The honest payments of every customer."""
    found: dict[str | None, list[Transaction]] = defaultdict(list)
    for payment in honest:
        found[payment.transaction.customer].append(payment.transaction)
    return found


def _by(payments: list[SimulatedPayment], trait: str) -> dict[str, list[Transaction]]:
    found: dict[str, list[Transaction]] = defaultdict(list)
    for payment in payments:
        found[getattr(payment.transaction, trait)].append(payment.transaction)
    return found


def test_the_share_of_fraud_is_the_one_asked_for(history: list[SimulatedPayment]) -> None:
    ends_at = history[-1].transaction.occurred_at
    made = simulate(payments=10_000, ends_at=ends_at, fraud_share=0.03)
    assert sum(payment.is_fraud for payment in made) == 300


def test_every_kind_has_its_part(by_kind: dict[str, list[SimulatedPayment]]) -> None:
    frauds = sum(len(payments) for payments in by_kind.values())
    assert frauds == 300
    assert set(by_kind) == {kind.name for kind in KINDS} | {"friendly"}
    for kind in KINDS:
        assert len(by_kind[kind.name]) / frauds == pytest.approx(kind.part, abs=0.05)


def test_only_fraud_is_reported_and_only_afterwards(history: list[SimulatedPayment]) -> None:
    for payment in history:
        assert payment.is_fraud == (payment.kind is not None) == (payment.source is not None)
        assert payment.is_fraud == (payment.known_at is not None)
        if payment.known_at is not None:
            assert payment.known_at > payment.transaction.occurred_at
    sources = Counter(payment.source for payment in history if payment.is_fraud)
    assert set(sources) == {"chargeback", "customer", "refund"}


def test_card_testing_tries_many_cards_on_one_device_in_minutes(
    by_kind: dict[str, list[SimulatedPayment]],
) -> None:
    for burst in _by(by_kind["card_testing"], "device").values():
        assert len({each.card for each in burst}) == len(burst) >= 10
        assert burst[-1].occurred_at - burst[0].occurred_at <= timedelta(minutes=15)
        assert len({each.ip for each in burst}) == 1
        assert max(each.amount for each in burst) <= 3


def test_stolen_cards_buy_dearly_at_night_from_elsewhere(
    by_kind: dict[str, list[SimulatedPayment]],
    honest: list[SimulatedPayment],
) -> None:
    owners = {each.transaction.card: each.transaction.country for each in honest}
    devices = {each.transaction.device for each in honest}
    usual = {
        category: median(
            each.transaction.amount
            for each in honest
            if each.transaction.merchant_category == category
        )
        for category in ("gift_cards", "electronics")
    }
    payments = [payment.transaction for payment in by_kind["stolen_card"]]
    for each in payments:
        assert each.transaction_type == "online"
        assert each.merchant_category in usual
        assert each.device not in devices
        assert each.customer_created_at is not None
        assert each.occurred_at - each.customer_created_at < timedelta(days=3)
    # Sums are above the usual in almost all; a median of a few customers may be high itself.
    assert mean(each.amount > usual[str(each.merchant_category)] for each in payments) > 0.9
    known = [each for each in payments if each.card in owners]
    assert 0.2 < len(known) / len(payments) < 0.8
    assert mean(each.country != owners[each.card] for each in known) > 0.9
    local = [
        (each.hour + hours) % 24
        for each in known
        if (hours := ZONE_HOURS.get(str(owners[each.card]))) is not None
    ]
    assert local
    assert all(hour < 10 for hour in local)


def test_a_compromised_terminal_sees_many_cards_over_days(
    by_kind: dict[str, list[SimulatedPayment]],
    honest: list[SimulatedPayment],
) -> None:
    regulars: dict[str | None, set[str | None]] = defaultdict(set)
    for payment in honest:
        regulars[payment.transaction.terminal].add(payment.transaction.customer)
    also_there = []
    for terminal, payments in _by(by_kind["compromised_terminal"], "terminal").items():
        assert len({each.card for each in payments}) >= 6
        assert payments[-1].occurred_at - payments[0].occurred_at >= timedelta(days=2)
        assert {each.transaction_type for each in payments} == {"card_present"}
        assert len({each.country for each in payments}) == 1
        also_there += [each.customer in regulars[terminal] for each in payments]
    # Nearly all victims also pay there themselves, which is how their cards were copied.
    assert mean(also_there) > 0.75


def test_a_takeover_changes_device_mailbox_and_category_of_an_old_customer(
    by_kind: dict[str, list[SimulatedPayment]],
    paid_by: dict[str | None, list[Transaction]],
) -> None:
    unusual = []
    for customer, payments in _by(by_kind["account_takeover"], "customer").items():
        before = paid_by[customer]
        for each in payments:
            assert each.customer_created_at is not None
            assert each.occurred_at - each.customer_created_at > timedelta(days=180)
            assert each.device not in {own.device for own in before}
            assert each.email not in {own.email for own in before}
        category = payments[0].merchant_category
        unusual.append(mean([own.merchant_category == category for own in before] or [0]))
    assert mean(unusual) < 0.05


def test_friendly_fraud_looks_honest_and_is_reported_late(
    by_kind: dict[str, list[SimulatedPayment]],
    paid_by: dict[str | None, list[Transaction]],
) -> None:
    for payment in by_kind["friendly"]:
        assert payment.known_at is not None
        delay = payment.known_at - payment.transaction.occurred_at
        assert timedelta(days=20) <= delay <= timedelta(days=45)
        assert payment.source == "chargeback"
    at_home = [
        payment.transaction.email in {own.email for own in paid_by[payment.transaction.customer]}
        for payment in by_kind["friendly"]
    ]
    assert mean(at_home) > 0.9


def test_what_is_too_little_for_a_burst_goes_to_other_kinds(
    history: list[SimulatedPayment],
) -> None:
    ends_at = history[-1].transaction.occurred_at
    kinds = Counter(
        payment.kind for payment in simulate(payments=1_000, ends_at=ends_at) if payment.is_fraud
    )
    assert kinds.total() == 10
    assert "card_testing" not in kinds
    assert {"stolen_card", "account_takeover", "friendly"} <= set(kinds)
