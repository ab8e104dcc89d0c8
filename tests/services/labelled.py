"""Payments of a merchant that are stored, and labelled, through the API."""

from typing import Any

from tests.conftest import Api


def stored_payments(api: Api, count: int, **fields: Any) -> list[int]:
    """Store payments of thirty customers and return their ids."""
    payments = [
        {
            "amount": f"{10 + n * 7 % 90}.00",
            "merchant_category": "books" if n % 3 else 5411,
            "external_id": f"o{n}",
            "customer": f"c{n % 30}",
        }
        | fields
        for n in range(count)
    ]
    answer = api.post("/predict-batch", {"transactions": payments})
    assert answer.status_code == 200
    return [one["transaction_id"] for one in answer.get_json()["predictions"]]
