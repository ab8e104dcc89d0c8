"""The columns of each kind of entity in a row of inputs, compiled."""

import math

from secureflow.scoring.history import facts as f
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.layout import (
    AT_COUNT,
    AT_DECAYED,
    AT_FIRST,
    AT_LAST,
    AT_PLACE,
    AT_PLACE_TIME,
    NOWHERE,
)
from secureflow.scoring.history.part import part
from secureflow.scoring.history.rows import (
    habit,
    hourly,
    newness,
    others,
    pace,
    recent,
    since,
    usual_amount,
)
from secureflow.scoring.history.state import HALF_LIVES, halved
from secureflow.scoring.history.windows import DAY, HOUR, MINUTE

CUSTOMER = NAMES.index("customer_count_10m")
HABITS = NAMES.index("customer_hour_rarity")
CUSTOMER_NEW = NAMES.index("customer_age")
CARD = NAMES.index("card_count_10m")
DEVICE = NAMES.index("device_count_24h")
ADDRESS = NAMES.index("ip_count_1h")
TERMINAL = NAMES.index("terminal_count_1h")
TRAVEL = NAMES.index("travel_speed")
AMOUNTS = NAMES.index("amount_vs_customer")
"""Of customer, card and terminal, two columns each."""
LEAST_HOURS = 1.0 / 60.0
MONTH = 30.0 * DAY
A_CUSTOMER, A_CARD, A_DEVICE, AN_IP, A_TERMINAL, A_COUNTRY = 0, 1, 2, 3, 4, 5
TERMINAL_ID, COUNTRY_ID, DEVICE_ID = f.AT_PARTNERS, f.AT_PARTNERS + 1, f.AT_PARTNERS + 2
IP_ID, CUSTOMER_ID, CARD_ID = f.AT_PARTNERS + 3, f.AT_PARTNERS + 4, f.AT_PARTNERS + 5


@part
def fill_customer(row: Floats, state: Floats, fact: Floats, log_amount: float) -> None:
    """Fill in what the customer did before and how the payment compares."""
    t, at = fact[f.AT_TIME], CUSTOMER
    median, spread = usual_amount(state, t, fact)
    row[AMOUNTS], row[AMOUNTS + 1] = log_amount - median, (log_amount - median) / spread
    day, spent = recent(state, t, DAY)
    week, spent_in_week, highest = hourly(state, t, 168.0)
    row[at] = math.log1p(recent(state, t, 10.0 * MINUTE)[0])
    row[at + 1] = math.log1p(recent(state, t, HOUR)[0])
    row[at + 2], row[at + 3] = math.log1p(day), math.log1p(week)
    row[at + 4] = math.log1p(hourly(state, t, 720.0)[0])
    row[at + 5] = since(state, AT_LAST, t, 1.0)
    row[at + 6] = pace(state, t, day)
    row[at + 7] = math.log1p(spent * math.exp(-median))
    row[at + 8] = math.log1p(spent_in_week * math.exp(-median))
    if spent_in_week > 0.0:
        row[at + 9] = math.log(highest) - median
        row[at + 10] = math.log(spent_in_week / week) - median
    row[HABITS], row[HABITS + 1] = habit(state, t, fact)
    at = CUSTOMER_NEW
    row[at] = 0.0 if state[AT_COUNT] == 0.0 else since(state, AT_FIRST, t, DAY)
    row[at + 1] = newness(state, A_TERMINAL, fact[TERMINAL_ID])
    row[at + 2] = newness(state, A_DEVICE, fact[DEVICE_ID])
    row[at + 3] = newness(state, A_COUNTRY, fact[COUNTRY_ID])
    row[at + 4] = newness(state, AN_IP, fact[IP_ID])


@part
def fill_card(row: Floats, state: Floats, fact: Floats, log_amount: float) -> None:
    """Fill in what the card did before."""
    t, at = fact[f.AT_TIME], CARD
    median, spread = usual_amount(state, t, fact)
    row[AMOUNTS + 2], row[AMOUNTS + 3] = log_amount - median, (log_amount - median) / spread
    row[at] = math.log1p(recent(state, t, 10.0 * MINUTE)[0])
    row[at + 1] = math.log1p(recent(state, t, HOUR)[0])
    row[at + 2] = math.log1p(recent(state, t, DAY)[0])
    row[at + 3] = math.log1p(hourly(state, t, 168.0)[0])
    row[at + 4] = since(state, AT_LAST, t, 1.0)
    row[at + 5] = 0.0 if state[AT_COUNT] == 0.0 else since(state, AT_FIRST, t, DAY)
    row[at + 6] = others(state, t, A_DEVICE, MONTH, fact[DEVICE_ID])
    row[at + 7] = others(state, t, AN_IP, DAY, fact[IP_ID])
    row[at + 8] = others(state, t, A_CUSTOMER, MONTH, fact[CUSTOMER_ID])


@part
def fill_device(row: Floats, state: Floats, fact: Floats) -> None:
    """Fill in who used the device."""
    t, at = fact[f.AT_TIME], DEVICE
    row[at] = math.log1p(recent(state, t, DAY)[0])
    row[at + 1] = others(state, t, A_CARD, DAY, fact[CARD_ID])
    row[at + 2] = others(state, t, A_CARD, MONTH, fact[CARD_ID])
    row[at + 3] = others(state, t, A_CUSTOMER, MONTH, fact[CUSTOMER_ID])


@part
def fill_address(row: Floats, state: Floats, fact: Floats) -> None:
    """Fill in who used the address."""
    t, at = fact[f.AT_TIME], ADDRESS
    row[at] = math.log1p(recent(state, t, HOUR)[0])
    row[at + 1] = others(state, t, A_CARD, DAY, fact[CARD_ID])
    row[at + 2] = others(state, t, A_CARD, MONTH, fact[CARD_ID])
    row[at + 3] = others(state, t, A_CUSTOMER, DAY, fact[CUSTOMER_ID])


@part
def fill_terminal(row: Floats, state: Floats, fact: Floats, log_amount: float) -> None:
    """Fill in what was paid at the terminal."""
    t, at = fact[f.AT_TIME], TERMINAL
    median, spread = usual_amount(state, t, fact)
    row[AMOUNTS + 4], row[AMOUNTS + 5] = log_amount - median, (log_amount - median) / spread
    day = recent(state, t, DAY)[0]
    week, in_week, _ = hourly(state, t, 168.0)
    row[at] = math.log1p(recent(state, t, HOUR)[0])
    row[at + 1], row[at + 2] = math.log1p(day), math.log1p(week)
    row[at + 3] = math.log1p(hourly(state, t, 720.0)[0])
    row[at + 4] = pace(state, t, day)
    if in_week > 0.0:
        row[at + 5] = math.log(in_week / week) - median


@part
def travel(state: Floats, fact: Floats, distances: Floats) -> float:
    """Return log(1 + km/h) from the country of the entity's last payment, else NaN."""
    place = fact[f.AT_COUNTRY]
    if state.size == 0 or place == NOWHERE or state[AT_PLACE] == NOWHERE:
        return math.nan
    hours = max(abs(fact[f.AT_TIME] - state[AT_PLACE_TIME]) / HOUR, LEAST_HOURS)
    return math.log1p(distances[int(state[AT_PLACE]), int(place)] / hours)


@part
def expose(exposure: Floats, kind: int, state: Floats, t: float) -> None:
    """Fill in the decayed payments that rates of fraud refer to."""
    for i in range(len(HALF_LIVES)):
        left = halved(max(t - state[AT_LAST], 0.0), HALF_LIVES[i])
        exposure[kind * len(HALF_LIVES) + i] = state[AT_DECAYED + i] * left
