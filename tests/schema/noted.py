"""Customers as the job sums them up, and notes on them and on the chart."""

from typing import Any

from flask.testing import FlaskClient

from secureflow.services import customers
from tests.conftest import Tenant


def settled(named: list[str]) -> list[str]:
    """Return these customers once the job has taken its two turns."""
    customers.refresh()
    customers.refresh()
    return named


def chart_notes(client: FlaskClient, tenant: Tenant, count: int) -> list[int]:
    """Return the numbers of so many notes on the chart."""
    body = {"at": "2026-11-20T08:00:00Z", "text": "Autumn sale"}
    return [_made(client, tenant, "/api/chart-notes", body) for _ in range(count)]


def customer_notes(client: FlaskClient, tenant: Tenant, count: int) -> list[dict[str, Any]]:
    """Return where so many notes on a customer are."""
    body = {"text": "Called on Monday."}
    numbers = [_made(client, tenant, "/api/customers/cus_0/notes", body) for _ in range(count)]
    return [{"customer": "cus_0", "note_id": number} for number in numbers]


def _made(client: FlaskClient, tenant: Tenant, path: str, body: dict[str, Any]) -> int:
    answer = client.post(path, json=body, headers=tenant.headers)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return int(answer.get_json()["id"])
