"""One request in this process, step by step: where the milliseconds of (b) go."""

import json
import time
from collections.abc import Callable
from contextvars import Context
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from statistics import median
from typing import Any

from flask.testing import FlaskClient

from secureflow.db.accounts import Caller
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.intake import payment as payments
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.scorer import Scorer
from secureflow.services import accounts, history, predict, usuals
from secureflow.services.rows import Order
from tests.bench.load import HOLE
from tests.bench.place import Place

TURNS = 300
FIRST = 500_000_000
"""Numbers of the payments made here; a service's begin far above."""


def measure(place: Place) -> dict[str, float]:
    """Return the median microseconds of a whole request and of its steps, by turns."""
    models = place.app.extensions["secureflow_models"]
    client = place.app.test_client()
    lines = place.singles.read_bytes().splitlines()
    scorer, who = models.active(), accounts.by_key(place.key)
    names = ("caller", "checks", "history", "score", "judge", "whole")
    found: dict[str, list[float]] = {name: [] for name in names}

    def timed(name: str, step: Callable[..., Any], *args: Any) -> Any:
        started = time.perf_counter()
        done = step(*args)
        found[name].append(1e6 * (time.perf_counter() - started))
        return done

    for turn in range(TURNS):
        line = lines[turn].replace(HOLE, b"%012d" % (FIRST + turn))
        db.session.remove()
        timed("caller", accounts.by_key, place.key)
        tx = timed("checks", _check, json.loads(line, parse_float=Decimal), who.currency)
        inputs = timed("history", _inputs, who, tx, scorer)
        timed("score", scorer.judge, (tx,), inputs)
        db.session.rollback()
        judged = replace(tx, external_id=f"step-{turn}")
        timed("judge", predict.predict, models, who, Order(judged, "0" * 64))
        db.session.remove()
        timed("whole", Context().run, _post, client, line, place.key)
    return {name: median(times) for name, times in found.items()}


def _check(body: object, currency: str) -> Transaction:
    payment = payments.parse(body)
    payments.request_hash(payment)
    return payments.to_transaction(payment, currency=currency, now=datetime.now(UTC))


def _inputs(who: Caller, tx: Transaction, scorer: Scorer) -> Floats:
    """Read and lock the states of the payment's entities, and return its inputs."""
    columns = history.columns_for(who, [tx])
    usual = usuals.snapshot(who.merchant_id, who.is_test, scorer.bundle.usuals)
    memory = history.Memory.locked(who.merchant_id, who.is_test, columns)
    return memory.ledger.inputs(columns, usual)


def _post(client: FlaskClient, line: bytes, key: str) -> None:
    sent = {"X-API-Key": key, "Content-Type": "application/json"}
    answer = client.post("/api/predict", data=line, headers=sent)
    if answer.status_code != 200:
        raise RuntimeError(f"the answer was {answer.status_code}")
