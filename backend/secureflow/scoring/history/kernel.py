"""One call per payment: its row of inputs by the states of its entities, then their change."""

import math

import numpy as np

from secureflow.scoring.compiled import compiled
from secureflow.scoring.history import facts as f
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.features import HALF_LIVES_DAYS, LABEL_START, RISK_COLUMNS
from secureflow.scoring.history.kinds import (
    TRAVEL,
    expose,
    fill_address,
    fill_card,
    fill_customer,
    fill_device,
    fill_terminal,
    travel,
)
from secureflow.scoring.history.layout import SLOTS, is_full
from secureflow.scoring.history.part import part
from secureflow.scoring.history.risk import fill_risk
from secureflow.scoring.history.rows import WEEKEND_FROM, fill_payment
from secureflow.scoring.history.state import observe

RATES = len(HALF_LIVES_DAYS)
KINDS_OF_ENTITY = 5
AT_LOG_AMOUNT = KINDS_OF_ENTITY * RATES
EXPOSURE = AT_LOG_AMOUNT + 1
"""Of a payment: by kind its entity's decayed payments, then the logarithm of the amount."""
NOBODY: Floats = np.empty(0)
"""In place of the state or the labels of an entity that is not there."""
FIRST_ID, END_OF_IDS = f.AT_PARTNERS, f.AT_PARTNERS + 6
MEETS = ((0, 4), (2, 5), (4, 6), (4, 6), (6, 6))
"""Whom each kind meets, as a stretch of terminal, country, device, ip, customer and card."""

Five = tuple[Floats, Floats, Floats, Floats, Floats]
"""One array for each of KINDS, or NOBODY."""


@part
def _fill(
    row: Floats, exposure: Floats, fact: Floats, distances: Floats, states: Five, log_amount: float
) -> None:
    customer, card, device, ip, terminal = states
    row[:] = np.nan
    exposure[:] = np.nan
    fill_payment(row, fact, log_amount)
    if customer.size > 0:
        fill_customer(row, customer, fact, log_amount)
    if card.size > 0:
        fill_card(row, card, fact, log_amount)
    if device.size > 0:
        fill_device(row, device, fact)
    if ip.size > 0:
        fill_address(row, ip, fact)
    if terminal.size > 0:
        fill_terminal(row, terminal, fact, log_amount)
    row[TRAVEL] = travel(customer if customer.size > 0 else card, fact, distances)
    for kind in range(KINDS_OF_ENTITY):
        if states[kind].size > 0:
            expose(exposure, kind, states[kind], fact[f.AT_TIME])
    exposure[AT_LOG_AMOUNT] = log_amount


@part
def _count(fact: Floats, states: Five, log_amount: float) -> None:
    t, amount, place = fact[f.AT_TIME], fact[f.AT_AMOUNT], fact[f.AT_COUNTRY]
    if math.isnan(amount):
        amount = 0.0
    hour = int(fact[f.AT_HOUR])
    slot = hour * SLOTS // 24 if hour >= 0 else -1
    weekend = fact[f.AT_DAY] >= WEEKEND_FROM
    ids = fact[FIRST_ID:END_OF_IDS]
    for kind in range(KINDS_OF_ENTITY):
        if states[kind].size > 0:
            first, end = MEETS[kind]
            observe(states[kind], t, amount, log_amount, slot, weekend, place, ids[first:end])


@compiled
def judge(
    counted: bool, row: Floats, exposure: Floats, fact: Floats, distances: Floats, states: Five
) -> int:
    """Fill one row and the payments its rates refer to, then count the payment if told to.

    Return 0, or, having done nothing, the kinds whose state is full as bits: open these anew and
    call again.
    """
    if counted:
        full = 0
        for kind in range(KINDS_OF_ENTITY):
            if states[kind].size > 0 and is_full(states[kind]):
                full |= 1 << kind
        if full:
            return full
    amount = fact[f.AT_AMOUNT]
    log_amount = math.nan if math.isnan(amount) else math.log(max(amount, f.LEAST_AMOUNT))
    _fill(row, exposure, fact, distances, states, log_amount)
    if counted:
        _count(fact, states, log_amount)
    return 0


@compiled
def risk(row: Floats, exposure: Floats, t: float, labels: Five) -> None:
    """Fill the label columns from the labels of the entities."""
    for kind in range(KINDS_OF_ENTITY):
        own = exposure[kind * RATES : (kind + 1) * RATES]
        at = LABEL_START + kind * RISK_COLUMNS
        fill_risk(row, at, own, labels[kind], t, exposure[AT_LOG_AMOUNT])
