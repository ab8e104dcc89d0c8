"""What came before: pace, habits, what is new, who shares what, and the way between countries."""

from functools import partial
from math import exp, expm1, log1p

from secureflow.domain import Transaction
from secureflow.scoring.explain.known import Inputs, is_unseen, payments_of
from secureflow.scoring.explain.of_amounts import Speaker
from secureflow.scoring.explain.words import Said, age, counted, percent, short, times

WEEKEND_FROM = 5
_UNSEEN = {
    "This customer": "This customer never paid here before",
    "This terminal": "Nobody paid at this terminal in the last 30 days",
}
PERIODS = {
    "10m": "10 minutes",
    "1h": "hour",
    "24h": "24 hours",
    "7d": "7 days",
    "30d": "30 days",
}


def _count(who: str, period: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    count = round(expm1(value))
    many = counted(count, "payment") if count else "no payment"
    return Said(count, f"{who} had {many} in the last {PERIODS[period]}")


def _others(
    start: str, word: str, period: str, tx: Transaction, inputs: Inputs, value: float
) -> Said:
    count = round(expm1(value))
    many = counted(count, f"other {word}") if count else f"no other {word}"
    return Said(count, f"{start} {many} in the last {PERIODS[period]}")


def _since(whose: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    seconds = expm1(value)
    return Said(round(seconds), f"{whose} last payment was {age(seconds / 86_400)} before")


def _pace(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio = exp(value)
    if is_unseen(who.split()[1], inputs):
        return Said(None, _UNSEEN[who])
    if ratio >= 1.5:
        return Said(short(ratio), f"{who} is {times(ratio)} times as busy as on usual days")
    how = "is as busy as usual" if ratio >= 1 / 1.5 else "is less busy than usual"
    return Said(short(ratio), f"{who} {how}")


def _spent(period: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    usual = expm1(value)
    if is_unseen("customer", inputs):
        return Said(None, _UNSEEN["This customer"])
    if usual == 0:
        return Said(0, f"This customer spent nothing else in the last {PERIODS[period]}")
    spent = f"this customer spent as much as {times(usual)} usual payments"
    return Said(short(usual), f"In the last {PERIODS[period]} {spent}")


def _highest(tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio = exp(value)
    if is_unseen("customer", inputs):
        return Said(None, _UNSEEN["This customer"])
    return Said(
        short(ratio), f"The customer's highest payment of 7 days was {times(ratio)} times the usual"
    )


def _recent(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio = exp(value)
    if is_unseen(who.split()[1], inputs):
        return Said(None, _UNSEEN[who])
    how = f"{times(ratio)} times" if ratio >= 1.5 else "close to" if ratio > 1 / 1.5 else "below"
    return Said(short(ratio), f"{who}'s payments of the last 7 days are {how} the usual amount")


def _habit_hour(tx: Transaction, inputs: Inputs, value: float) -> Said:
    return _habit("at this time of day", 1.0 / 8.0, inputs, value)


def _habit_day(tx: Transaction, inputs: Inputs, value: float) -> Said:
    if tx.day_of_week >= WEEKEND_FROM:
        return _habit("on weekends", 2.0 / 7.0, inputs, value)
    return _habit("on weekdays", 5.0 / 7.0, inputs, value)


def _habit(when: str, even: float, inputs: Inputs, value: float) -> Said:
    if is_unseen("customer", inputs):
        return Said(None, _UNSEEN["This customer"])
    if payments_of("customer", inputs) is not None:
        return Said(None, "This customer has paid too few times to have habits")
    share = min(even * exp(-value), 1.0)
    often = "rarely pays" if value > log1p(1.0) else "is used to paying"
    evidence = f"about {percent(share)} of its payments"
    return Said(short(share), f"This customer {often} {when}", evidence)


def _first_seen(who: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    days = expm1(value)
    if days <= 0:
        return Said(0, f"{who} never paid here before")
    return Said(round(days, 1), f"{who} was first seen {age(days)} before")


def _new(what: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    is_new = value > 0
    before = f"has not {what} before" if is_new else f"has {what} before"
    return Said("new" if is_new else "known", f"This customer {before}")


def _travel(tx: Transaction, inputs: Inputs, value: float) -> Said:
    speed = expm1(value)
    if speed < 1:
        return Said(0, "The payment before came from the same country")
    evidence = f"{speed:,.0f} km/h would bring one here"
    if speed < 1_000:
        return Said(round(speed), "The payment before came from another country", evidence)
    return Said(round(speed), "Nobody travels so fast from the country before", evidence)


SPEAKERS: dict[str, Speaker] = {
    **{
        f"{kind}_count_{period}": partial(_count, who, period)
        for kind, (who, periods) in {
            "customer": ("This customer", ("10m", "1h", "24h", "7d", "30d")),
            "card": ("This card", ("10m", "1h", "24h", "7d")),
            "device": ("This device", ("24h",)),
            "ip": ("This address", ("1h",)),
            "terminal": ("This terminal", ("1h", "24h", "7d", "30d")),
        }.items()
        for period in periods
    },
    "customer_since_last": partial(_since, "This customer's"),
    "card_since_last": partial(_since, "This card's"),
    "customer_pace": partial(_pace, "This customer"),
    "terminal_pace": partial(_pace, "This terminal"),
    "customer_spent_24h": partial(_spent, "24h"),
    "customer_spent_7d": partial(_spent, "7d"),
    "customer_highest_7d": _highest,
    "customer_recent": partial(_recent, "This customer"),
    "terminal_recent": partial(_recent, "This terminal"),
    "customer_hour_rarity": _habit_hour,
    "customer_day_rarity": _habit_day,
    "customer_age": partial(_first_seen, "This customer"),
    "card_age": partial(_first_seen, "This card"),
    "customer_new_terminal": partial(_new, "used this terminal"),
    "customer_new_device": partial(_new, "used this device"),
    "customer_new_country": partial(_new, "paid from this country"),
    "customer_new_ip": partial(_new, "paid from this address"),
    "card_devices_30d": partial(_others, "This card was used on", "device", "30d"),
    "card_ips_24h": partial(_others, "This card was used from", "address", "24h"),
    "card_customers_30d": partial(_others, "This card was used by", "customer", "30d"),
    "device_cards_24h": partial(_others, "This device was used with", "card", "24h"),
    "device_cards_30d": partial(_others, "This device was used with", "card", "30d"),
    "device_customers_30d": partial(_others, "This device was used by", "customer", "30d"),
    "ip_cards_24h": partial(_others, "This address was used with", "card", "24h"),
    "ip_cards_30d": partial(_others, "This address was used with", "card", "30d"),
    "ip_customers_24h": partial(_others, "This address was used by", "customer", "24h"),
    "travel_speed": _travel,
}
