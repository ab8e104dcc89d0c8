"""What holds for every simulated history: order, money, bounds, and the same bytes each time."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

import secureflow
from secureflow.errors import InvalidInput
from secureflow.intake.payment import PredictRequest
from secureflow.simulation import SimulatedPayment, simulate
from secureflow.simulation.names import MAIL_HOSTS

ENDS_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
DIGEST = """
import hashlib
from datetime import UTC, datetime
from secureflow.simulation import simulate

payments = simulate(payments=4_000, ends_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC))
print(hashlib.sha256(repr(payments).encode()).hexdigest())
"""
NETWORKS = [
    ip_network(net) for net in ("10.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")
]


def _digest(hash_seed: str) -> str:
    home = str(Path(secureflow.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": home},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_two_processes_give_the_same_bytes() -> None:
    assert _digest("1") == _digest("2")


def test_another_seed_gives_another_history() -> None:
    one, two = (simulate(payments=1_000, ends_at=ENDS_AT, seed=seed) for seed in (1, 2))
    assert one != two


def test_payments_come_in_order_of_time_within_the_window(history: list[SimulatedPayment]) -> None:
    times = [payment.transaction.occurred_at for payment in history]
    assert times == sorted(times)
    assert times[0] >= ENDS_AT - timedelta(days=28)
    assert times[-1] < ENDS_AT
    ids = [payment.transaction.external_id for payment in history]
    assert ids[0] == "sim-000001"
    assert len(set(ids)) == len(history) == 30_000


def test_hour_and_weekday_follow_from_the_time(history: list[SimulatedPayment]) -> None:
    for payment in history:
        transaction = payment.transaction
        assert transaction.occurred_at.tzinfo is UTC
        assert transaction.hour == transaction.occurred_at.hour
        assert transaction.day_of_week == transaction.occurred_at.weekday()


def test_money_has_two_places(history: list[SimulatedPayment]) -> None:
    for payment in history:
        assert isinstance(payment.transaction.amount, Decimal)
        assert payment.transaction.amount.as_tuple().exponent == -2
        assert 0 <= payment.transaction.amount < 50_000


def test_nothing_happens_before_its_cause(history: list[SimulatedPayment]) -> None:
    for payment in history:
        transaction = payment.transaction
        assert transaction.customer_created_at is not None
        assert transaction.customer_created_at <= transaction.occurred_at
        assert transaction.authorisation_expires_at is not None
        held = transaction.authorisation_expires_at - transaction.occurred_at
        assert timedelta(hours=24) <= held <= timedelta(days=7)


def test_addresses_and_prefixes_are_nobodys(history: list[SimulatedPayment]) -> None:
    for payment in history:
        transaction = payment.transaction
        assert transaction.card_bin is not None
        assert transaction.card_bin.startswith("99")
        if transaction.ip is not None:
            assert any(ip_address(transaction.ip) in network for network in NETWORKS)
        if transaction.email is not None:
            assert transaction.email.partition("@")[2] in MAIL_HOSTS


def test_every_payment_is_one_a_client_could_send(history: list[SimulatedPayment]) -> None:
    for payment in history[::50]:
        sent = {name: getattr(payment.transaction, name) for name in PredictRequest.model_fields}
        PredictRequest.model_validate(
            {name: value for name, value in sent.items() if value is not None}
        )


@pytest.mark.parametrize(("payments", "days", "share"), [(1_000, 7, 0.2), (2_500, 180, 0.0)])
def test_small_and_long_histories_keep_the_bounds(payments: int, days: int, share: float) -> None:
    made = simulate(
        payments=payments, ends_at=ENDS_AT, days=days, fraud_share=share, currency="EUR"
    )
    assert len(made) == payments
    assert sum(payment.is_fraud for payment in made) == payments * share
    assert made[0].transaction.occurred_at >= ENDS_AT - timedelta(days=days)
    assert {payment.transaction.currency for payment in made} == {"EUR"}


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    elsewhere = ENDS_AT.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert simulate(payments=1_000, ends_at=elsewhere) == simulate(payments=1_000, ends_at=ENDS_AT)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("payments", 999),
        ("payments", 2_000_001),
        ("ends_at", ENDS_AT.replace(tzinfo=None)),
        ("ends_at", ENDS_AT.replace(year=1999)),
        ("ends_at", ENDS_AT.replace(year=2091)),
        ("days", 6),
        ("days", 181),
        ("seed", -1),
        ("seed", 2**63),
        ("currency", "usd"),
        ("currency", "EURO"),
        ("fraud_share", -0.01),
        ("fraud_share", 0.21),
        ("fraud_share", float("nan")),
    ],
)
def test_what_is_out_of_bounds_is_refused_by_name(field: str, value: Any) -> None:
    arguments: dict[str, Any] = {"payments": 1_000, "ends_at": ENDS_AT, field: value}
    with pytest.raises(InvalidInput) as refused:
        simulate(**arguments)
    assert refused.value.field == field
