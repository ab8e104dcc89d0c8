"""A file in chunks is decided as in one piece, though one is written while the next is decided.

What a chunk has seen, counted and stored has to be known to the one after it.
"""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Transaction
from secureflow.rules.rule import to_json
from secureflow.services import beginning, predict, uploads
from secureflow.services.models import Models
from tests.conftest import Api, as_owner
from tests.rules.made import rule as any_rule
from tests.services.test_deciding import again, order, payments, put, rows

CHUNK = 16
COLUMNS = (
    *("external_id", "amount", "currency", "occurred_at", "merchant_category", "transaction_type"),
    *("customer", "card", "device", "terminal", "ip", "email", "country", "customer_created_at"),
)
SAID = ("decision", "hits", "score", "circumstances", "inputs", "model_score", "selected")


@pytest.fixture
def caller(caller: Caller) -> Caller:
    """Who scores, with rules of every kind; only what they decide is looked at, not the draw."""
    rng = Random(11)
    made = [replace(any_rule(rng, number), expires_at=None) for number in range(1, 12)]
    as_owner(
        "UPDATE policies SET version = version + 1, "
        "document = jsonb_set(document, '{rules}', CAST(:rules AS jsonb))",
        rules=json.dumps([to_json(one) for one in made]),
    )
    as_owner("UPDATE merchants SET review_sample_share = 0, close_call_share = 0")
    beginning.forget()
    return again(caller.id)


def orders() -> list[Transaction]:
    """Return a first order long ago, then many of strangers from one address within minutes."""
    made = payments(5 * CHUNK)
    first = replace(made[0], occurred_at=made[0].occurred_at - timedelta(days=60))
    strangers = []
    for number, one in enumerate(made[1:]):
        at = made[-1].occurred_at + timedelta(seconds=3 * number)
        hour, day = at.hour, at.weekday()
        strangers.append(replace(one, ip="203.0.113.7", occurred_at=at, hour=hour, day_of_week=day))
    return [first, *strangers]


def file_of(made: Sequence[Transaction]) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one in made:
        cells = (getattr(one, name) for name in COLUMNS)
        writer.writerow(["" if cell is None else cell for cell in cells])
    return io.BytesIO(text.getvalue().encode())


def said(found: Sequence[TransactionRow]) -> dict[str | None, list[Any]]:
    return {row.external_id: [str(getattr(row, name)) for name in SAID] for row in found}


def test_a_file_in_chunks_decides_as_in_one_piece(
    models: Models, api: Api, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *made = orders()
    assert made[20].card is not None
    put(caller, made[20].card, "allow")
    predict.predict(models, caller, order(first))
    predict.predict_batch(models, caller, [order(payment) for payment in made])
    whole = said(rows(caller))
    assert sum("shield" in values[1] for values in whole.values()) > 20
    assert sum("list" in values[1] for values in whole.values()) >= 1
    for table in ("transactions", "entities", "bursts"):
        as_owner(f"DELETE FROM {table}")

    beginning.forget()
    predict.predict(models, caller, order(first))
    monkeypatch.setattr(uploads, "ROWS_AT_ONCE", CHUNK)
    # A line comes again in its own chunk, in the next one, and long after.
    sent = [*made[:5], made[2], *made[5:40], made[39], made[30], *made[40:], made[7]]
    form = {"file": (file_of(sent), "orders.csv")}
    answer = api.client.post("/api/uploads/score", data=form, headers=api.headers)
    assert answer.status_code == 201
    told = answer.get_json()
    assert (told["scored"], told["replayed"], told["bad"]) == (len(sent), 4, 0)
    assert said(rows(caller)) == whole
