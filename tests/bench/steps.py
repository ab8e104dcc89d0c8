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

from secureflow.db import begun, direct, storing
from secureflow.db.begun import Begun, Wanted
from secureflow.db.direct import Hot
from secureflow.db.storing import Learned
from secureflow.domain import Transaction
from secureflow.extensions import db
from secureflow.intake import payment as payments
from secureflow.rules.shield.shield import Shield
from secureflow.scoring.history.columns import Columns
from secureflow.services import accounts, history, keys, presumed, usuals
from secureflow.services.arms import Arms
from secureflow.services.circumstances import Surroundings
from secureflow.services.judging import Known, judged
from secureflow.services.presumed import Presumed
from secureflow.services.rows import Order
from secureflow.services.seen import seen_of
from tests.bench.load import HOLE
from tests.bench.place import Place

TURNS = 300
FIRST = 500_000_000
"""Numbers of the payments made here; a service's begin far above."""
NAMES = ("checks", "begin", "inputs", "score", "store", "whole")


def measure(place: Place) -> dict[str, float]:
    """Return the median microseconds of a whole request and of its steps, by turns."""
    models = place.app.extensions["secureflow_models"]
    client = place.app.test_client()
    lines = place.singles.read_bytes().splitlines()
    found: dict[str, list[float]] = {name: [] for name in NAMES}

    def timed(name: str, step: Callable[..., Any], *args: Any) -> Any:
        started = time.perf_counter()
        done = step(*args)
        found[name].append(1e6 * (time.perf_counter() - started))
        return done

    for turn in range(TURNS):
        line = lines[turn].replace(HOLE, b"%012d" % (FIRST + turn))
        db.session.remove()
        who = _presumed(place.key)
        tx = timed("checks", _check, json.loads(line, parse_float=Decimal), who.caller.currency)
        order = Order(replace(tx, external_id=f"step-{turn}"), "0" * 64)
        columns = history.columns_for(who.caller, [order.transaction])
        arms = models.arms(who.caller.merchant_id)
        around = Surroundings(who.caller, [order.transaction], Shield({}, None))
        with direct.transaction() as hot:
            read = timed("begin", _begin, hot, who, columns, around)
            memory, inputs = timed("inputs", _inputs, read, who, columns, arms)
            around.take_in(read.around)
            seen = seen_of(memory.ledger, columns, inputs)
            known = Known(inputs, seen, memory.known, around)
            rows = timed("score", judged, arms, who.caller, [order], known)
            rows[0]["id"] = read.ids[0]
            old, new = memory.states()
            learned = Learned(old, new, known.news())
            timed("store", storing.store_and_commit, hot, rows, learned)
        db.session.remove()
        timed("whole", Context().run, _post, client, line, place.key)
    return {name: median(times) for name, times in found.items()}


def _presumed(key: str) -> Presumed:
    """Return the caller as a process knows them who saw the key a moment ago."""
    accounts.by_key(key)
    db.session.rollback()
    who = presumed.of(keys.hash_of(key))
    if who is None:
        raise RuntimeError("the caller is not remembered")
    return who


def _check(body: object, currency: str) -> Transaction:
    payment = payments.parse(body)
    payments.request_hash(payment)
    return payments.to_transaction(payment, currency=currency, now=datetime.now(UTC))


def _begin(hot: Hot, who: Presumed, columns: Columns, around: Surroundings) -> Begun:
    wanted = Wanted(history.keys_of(columns), around.listed, around.watched, 1)
    found = begun.begun(hot, who.key_hash, who.seal, wanted)
    if found is None:
        raise RuntimeError("the key is not what it was")
    return found


def _inputs(read: Begun, who: Presumed, columns: Columns, arms: Arms) -> Any:
    caller = who.caller
    memory = history.Memory(caller.merchant_id, caller.is_test)
    memory.take_in(read.rows)
    base = arms.champion.scorer.bundle.usuals
    usual = usuals.snapshot(caller.merchant_id, caller.is_test, base)
    return memory, memory.ledger.inputs(columns, usual)


def _post(client: FlaskClient, line: bytes, key: str) -> None:
    sent = {"X-API-Key": key, "Content-Type": "application/json"}
    answer = client.post("/api/predict", data=line, headers=sent)
    if answer.status_code != 200:
        raise RuntimeError(f"the answer was {answer.status_code}")
