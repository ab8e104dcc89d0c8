"""A merchant to look at: four weeks of scored payments, partly reviewed, and a key to try."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from secureflow.db import accounts, bursts, counting, storing
from secureflow.db import feedback as table
from secureflow.db.accounts import Caller, UserRow
from secureflow.domain import Selected, Transaction
from secureflow.errors import Conflict, NotSignedIn
from secureflow.extensions import db
from secureflow.rules.shield.shield import Shield
from secureflow.services import accounts as service
from secureflow.services import (
    audit,
    customers,
    demo_desk,
    demo_notes,
    demo_policies,
    history,
    keys,
    model_runs,
    passwords,
)
from secureflow.services.circumstances import news_of
from secureflow.services.deciding import Decided
from secureflow.services.demo_desk import Drawn
from secureflow.services.demo_feedback import SPOT_CHECKED, Judged, feedback
from secureflow.services.demo_judging import ROWS_AT_ONCE, SCORED_AFTER, Judging
from secureflow.services.history import Relabelling
from secureflow.services.history_in_bulk import Settling
from secureflow.services.keys import Wanted
from secureflow.services.models import Models
from secureflow.services.rows import Order, Rows
from secureflow.simulation import SimulatedPayment, attack, simulate

MERCHANT = "Northwind Store"
LOGIN = "dana@northwind.example"
PERSON = "Dana Lee"
CURRENCY, TIME_ZONE = "USD", "America/New_York"
SCOPES = ["score", "read", "feedback", "manage"]
PAYMENTS, DAYS, SEED = 6_000, 28, 2026
ATTACK, ATTACKED = 36, timedelta(days=9, hours=7)
"""Orders of an attack that the shield met, and how long ago it began."""
THIEVES, LISTED = ("stolen_card", "account_takeover"), 2
MOST_OPEN = 25
FIRST_DEADLINE, LATER_DEADLINES = timedelta(minutes=27), 1.28
"""Of the open reviews: when the first authorisation ends, and how much longer each next has."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """How to sign in as the demo merchant's owner, and its live key."""

    login: str
    password: str
    api_key: str

    def values(self) -> dict[str, str]:
        """Return them by name, to be kept."""
        return asdict(self)


def is_valid(kept: dict[str, str]) -> bool:
    """Return whether kept credentials belong to this database."""
    if kept.keys() != Credentials.__dataclass_fields__.keys():
        return False
    try:
        service.by_key(kept["api_key"])
    except NotSignedIn:
        return False
    user = accounts.user_by_email(kept["login"])
    return user is not None


def create(models: Models, *, now: datetime, payments: int = PAYMENTS) -> Credentials:
    """Return the demo merchant's credentials, all of it made in one transaction.

    A demo merchant that is already there keeps its payments and gets a new password and key.
    ``now`` is when the four weeks end; otherwise the same call makes the same payments.
    """
    password = secrets.token_urlsafe(12)
    password_hash = passwords.hashed(password)
    user = accounts.user_by_email(LOGIN)
    is_new = user is None
    if user is not None:
        user.password_hash = password_hash
        audit.record("password.changed", f"user:{user.id}")
    else:
        user = _owner(password_hash)
        _fill(models, user, now, payments)
    if user.merchant_id is None:
        raise Conflict(f"{LOGIN} belongs to an operator, so there can be no demo merchant.")
    if is_new:
        # The worker makes it while people look around.
        model_runs.ask(user.merchant_id, "train", "What became known of the demo's payments")
    key = keys.add(user.merchant_id, Wanted("demo", SCOPES))
    db.session.commit()
    # The worker's two turns, so that there are customers at the first look.
    customers.refresh()
    customers.refresh()
    return Credentials(LOGIN, password, key.secret)


def _owner(password_hash: str) -> UserRow:
    merchant = service.add_merchant(MERCHANT, CURRENCY, TIME_ZONE)
    return service.add_user(merchant.id, LOGIN, PERSON, "owner", password_hash)


def _fill(models: Models, user: UserRow, now: datetime, payments: int) -> None:
    simulated = _simulated(now, payments)
    if user.merchant_id is not None:
        devices = _devices_of_thieves(simulated)
        demo_policies.write(user.merchant_id, (user.id, user.name), now, devices)
    caller = accounts.caller_by_user(user.id)
    if caller is None:
        raise NotSignedIn("The demo merchant's owner is gone.")
    settling = Settling(caller.merchant_id, caller.is_test)
    shield = Shield({}, simulated[0].transaction.occurred_at.timestamp())
    judging = Judging(models, caller, settling, shield)
    made = judging.judged([one.transaction for one in simulated])
    still_open = waiting(made)
    dated = [
        replace(one.transaction, authorisation_expires_at=now + still_open[position])
        if position in still_open
        else one.transaction
        for position, one in enumerate(simulated)
    ]
    checked = np.random.default_rng((SEED, 1)).random(len(simulated)) < SPOT_CHECKED
    drawn, unseen = demo_desk.drawn(made, checked.tolist(), SEED)
    ids = _store(caller, dated, made, drawn)
    settling.stored(ids.values())
    settling.settle()
    bursts.add(caller.merchant_id, caller.is_test, news_of(shield, settling.known))
    known = [
        Judged(one, ids[position], made[position].verdict.decision, drawn.get(position) == "sample")
        for position, one in enumerate(simulated)
        if position not in still_open and position not in unseen
    ]
    for row in feedback(caller, known, now, SEED):
        table.add(row)
    colleague = service.add_user(
        caller.merchant_id,
        demo_desk.COLLEAGUE_LOGIN,
        demo_desk.COLLEAGUE,
        "reviewer",
        passwords.hashed(secrets.token_urlsafe(12)),
    )
    demo_desk.fill(caller, colleague, now, SEED)
    named = Counter(one.customer for one in dated if one.customer is not None)
    best = max(named, key=lambda name: named[name], default=None)
    demo_notes.write(caller, now, best)
    demo_policies.look_back(caller, now, best)
    _remember_labels(caller)


def _simulated(now: datetime, payments: int) -> list[SimulatedPayment]:
    """Return four weeks as the simulation has them, and an attack among them."""
    usual = simulate(
        payments=payments - ATTACK, ends_at=now, days=DAYS, seed=SEED, currency=CURRENCY
    )
    attacked = attack(usual, now - ATTACKED, size=ATTACK, seed=SEED)
    ordered = sorted([*usual, *attacked], key=lambda one: one.transaction.occurred_at)
    return [
        replace(one, transaction=replace(one.transaction, external_id=f"NW-{100_000 + number}"))
        for number, one in enumerate(ordered)
    ]


def _devices_of_thieves(simulated: Sequence[SimulatedPayment]) -> list[str]:
    """Return the devices of the last thieves who came back with what they had stolen."""
    used = Counter(one.transaction.device for one in simulated if one.kind in THIEVES)
    return [device for device, times in used.items() if device and times > 1][-LISTED:]


def _remember_labels(caller: Caller) -> None:
    """Have the entities know what became known of their payments."""
    last = 0
    changes: list[Relabelling] = []
    while rows := counting.labelled(caller.merchant_id, caller.is_test, last, ROWS_AT_ONCE):
        changes += [Relabelling(row, None, row.label) for row in rows]
        last = rows[-1].id
    history.relabel(caller.merchant_id, caller.is_test, changes)


def waiting(made: Sequence[Decided]) -> dict[int, timedelta]:
    """Return which payments wait for a person, the newest reviews, and how long each still may.

    The oldest is due first, in minutes; the newest has days.
    """
    reviews = [at for at, one in enumerate(made) if one.verdict.decision == "review"]
    newest = reviews[-min(MOST_OPEN, len(reviews) // 3 + 1) :]
    return {
        position: FIRST_DEADLINE * LATER_DEADLINES**rank for rank, position in enumerate(newest)
    }


def _store(
    caller: Caller,
    payments: Sequence[Transaction],
    made: Sequence[Decided],
    drawn: Drawn,
) -> dict[int, int]:
    """Store judged payments as if each had come when it occurred; return position to id."""
    rows = [
        _row(caller, payment, one, drawn.get(position))
        for position, (payment, one) in enumerate(zip(payments, made, strict=True))
    ]
    ids: dict[int, int] = {}
    for start in range(0, len(rows), ROWS_AT_ONCE):
        stored = storing.store_many(rows[start : start + ROWS_AT_ONCE])
        ids |= {start + position: new_id for position, new_id in stored.items()}
    return ids


def _row(
    caller: Caller, payment: Transaction, made: Decided, selected: Selected | None
) -> dict[str, Any]:
    now = payment.occurred_at + SCORED_AFTER
    row = Rows(caller, now).of(Order(payment, _hash(payment)), made, arm="champion")
    if row["decision"] != "review":
        is_close = selected == "close_call"
        share = SPOT_CHECKED if row["decision"] == "approve" else demo_desk.BLOCKED_SHARE
        row |= {"selected": selected, "inclusion": 1.0 if is_close else share}
    return row


def _hash(payment: Transaction) -> str:
    """Return what stands for the body of a request that nobody sent."""
    return hashlib.sha256(f"demo {payment.external_id}".encode()).hexdigest()
