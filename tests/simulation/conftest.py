"""One simulated history that all tests of the room look at."""

from datetime import UTC, datetime

import pytest

from secureflow.simulation import SimulatedPayment, simulate

ENDS_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def history() -> list[SimulatedPayment]:
    return simulate(payments=30_000, ends_at=ENDS_AT)


@pytest.fixture(scope="session")
def honest(history: list[SimulatedPayment]) -> list[SimulatedPayment]:
    return [payment for payment in history if not payment.is_fraud]
