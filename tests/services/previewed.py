"""A shop with rules of every effect, and payments that the service judges by them."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from secureflow.rules.rule import Rule
from tests.conftest import Api
from tests.services import ruled

SENTENCES = (
    "Add 15 points if amount is over 60",
    "Take 10 points off if customer age is over 2 days",
    'Block if country is "NG" or e-mail contains "x1"',
    "Review if earlier payments of the customer in 24 hours is at least 2",
    'Approve if customer is "kept" or extra.vip is true',
    "Block if score is over 60 and chance of fraud is known",
)
PEOPLE, COUNTRIES = 9, ("GB", "NG", "US", None)


def payments(count: int = 120) -> list[dict[str, Any]]:
    """Payments of nine people over the last three days, as a client sends them."""
    end = datetime.now(UTC)
    rng = Random(5)
    return [
        {
            "external_id": f"o{n}",
            "amount": f"{rng.lognormvariate(3.8, 0.8):.2f}",
            "currency": "USD" if n % 10 else "EUR",
            "occurred_at": (end - timedelta(minutes=36 * (count - n))).isoformat(),
            "customer": f"c{n % PEOPLE}" if n % 11 else "kept",
            "card": f"card{n % 7}",
            "device": f"d{n % 5}",
            "email": f"x{n % 3}@Mail{n % 2}.example",
            "country": COUNTRIES[n % 4],
            "extra": {"vip": n % 13 == 0},
        }
        for n in range(count)
    ]


def judged(api: Api, count: int = 120) -> list[dict[str, Any]]:
    answer = api.post("/predict-batch", {"transactions": payments(count)})
    assert answer.status_code == 200
    return list(answer.get_json()["predictions"])


def live_rules(merchant_id: int) -> list[Rule]:
    """Return the rules that are live from now on, before anything was judged."""
    made = [ruled.rule(merchant_id, one, n) for n, one in enumerate(SENTENCES, start=1)]
    ruled.live(merchant_id, *made)
    return made


def label(api: Api, transaction_id: int, what: str) -> None:
    body = {"transaction_id": transaction_id, "label": what, "source": "chargeback"}
    assert api.post("/feedback", body).status_code in (200, 201)
