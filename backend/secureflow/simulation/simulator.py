"""The simulation as a whole: a world, what honest people pay, and what thieves add."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.simulation.chance import stream
from secureflow.simulation.everyday import everyday_payments
from secureflow.simulation.fraud import commit, deny
from secureflow.simulation.payment import Draft, SimulatedPayment
from secureflow.simulation.subscriptions import subscription_payments
from secureflow.simulation.timeline import DAY, Calendar
from secureflow.simulation.world import build_world

FEWEST_PAYMENTS, MOST_PAYMENTS = 1_000, 2_000_000
FEWEST_DAYS, MOST_DAYS = 7, 180
HIGHEST_FRAUD_SHARE = 0.2
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
AUTHORISED_HOURS = {"card_present": 24, "online": 120, "recurring": 72}


def simulate(
    *,
    payments: int,
    ends_at: datetime,
    days: int = 28,
    seed: int = 7,
    currency: str = "USD",
    fraud_share: float = 0.01,
) -> list[SimulatedPayment]:
    """Return ``payments`` simulated payments of the ``days`` before ``ends_at``, oldest first.

    ``fraud_share`` of them are fraud; every kind of fraud is among them from about forty frauds
    on, because a burst of card testing is never small. Amounts are in ``currency``, in the size
    usual for dollars. The same arguments give the same payments, external ids included.
    Raises InvalidInput, with the field, for anything out of bounds: payments 1,000..2,000,000,
    days 7..180, fraud_share 0..0.2, an ``ends_at`` without zone or outside 2000..2090.
    """
    _check(payments, ends_at, days, seed=seed, currency=currency, fraud_share=fraud_share)
    end = (ends_at - EPOCH) // timedelta(seconds=1)
    world = build_world(seed, payments, Calendar(end - days * DAY, end))
    stolen, denied = commit(world, seed, round(payments * fraud_share))
    charged = subscription_payments(world, stream(seed, "subscriptions"))
    everyday = everyday_payments(
        world, stream(seed, "everyday"), payments - len(stolen) - len(charged)
    )
    deny(everyday, stream(seed, "friendly"), denied)
    drafts = sorted(everyday + charged + stolen, key=lambda draft: draft.at)
    return [_payment(draft, number, currency) for number, draft in enumerate(drafts, start=1)]


def _payment(draft: Draft, number: int, currency: str) -> SimulatedPayment:
    at = EPOCH + timedelta(seconds=draft.at)
    transaction = Transaction(
        amount=Decimal(draft.cents).scaleb(-2),
        currency=currency,
        occurred_at=at,
        hour=at.hour,
        day_of_week=at.weekday(),
        merchant_category=draft.category,
        transaction_type=draft.transaction_type,
        external_id=f"sim-{number:06d}",
        customer=draft.account.customer,
        card=draft.card.token,
        card_bin=draft.card.prefix,
        device=draft.device,
        terminal=draft.terminal,
        ip=draft.ip,
        email=draft.email,
        country=draft.country,
        customer_created_at=EPOCH + timedelta(seconds=draft.account.created),
        authorisation_expires_at=at + timedelta(hours=AUTHORISED_HOURS[draft.transaction_type]),
    )
    known_at = None if draft.known_at is None else EPOCH + timedelta(seconds=draft.known_at)
    return SimulatedPayment(transaction, draft.kind is not None, draft.kind, known_at, draft.source)


def _check(
    payments: int, ends_at: datetime, days: int, *, seed: int, currency: str, fraud_share: float
) -> None:
    if not FEWEST_PAYMENTS <= payments <= MOST_PAYMENTS:
        raise InvalidInput(
            f"payments must be {FEWEST_PAYMENTS:,} to {MOST_PAYMENTS:,}", field="payments"
        )
    if ends_at.tzinfo is None or not 2000 <= ends_at.year <= 2090:
        raise InvalidInput("ends_at must have a zone and lie in 2000 to 2090", field="ends_at")
    if not FEWEST_DAYS <= days <= MOST_DAYS:
        raise InvalidInput(f"days must be {FEWEST_DAYS} to {MOST_DAYS}", field="days")
    if not 0 <= seed < 2**63:
        raise InvalidInput("seed must be 0 or above and below 2**63", field="seed")
    if re.fullmatch(r"[A-Z]{3}", currency) is None:
        raise InvalidInput("currency must be three capital letters", field="currency")
    # Written so that NaN, which compares false with everything, is refused too.
    if not 0 <= fraud_share <= HIGHEST_FRAUD_SHARE:
        raise InvalidInput(f"fraud_share must be 0 to {HIGHEST_FRAUD_SHARE}", field="fraud_share")
