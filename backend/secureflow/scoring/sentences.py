"""What each input says of a payment, in one plain sentence with its evidence, proving nothing."""

from collections.abc import Callable, Mapping
from math import exp, isnan

import numpy as np

from secureflow.domain import Code, Transaction
from secureflow.scoring.columns import account_days
from secureflow.scoring.usuals import Shares, Usuals

Said = tuple[float | int | str | None, str]
"""The value people understand, and the sentence. The words follow the evidence, not the points:
an input may lower a score although it is unusual, beside others that are more so."""

DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def say(name: str, tx: Transaction, usuals: Usuals) -> Said:
    """Return value and sentence for the input of this name, one of features.NAMES."""
    return _SPEAKERS[name](tx, usuals)


def others(count: int) -> str:
    """Return the sentence of the inputs that are not listed one by one."""
    return f"{count} other signals together" if count > 1 else "1 other signal"


def _amount(tx: Transaction, usuals: Usuals) -> Said:
    amount = float(tx.amount)
    usual = usuals.usual_of(tx.currency)
    quantiles = usuals.amount_quantiles
    steps = quantiles.size - 1
    above = np.searchsorted(quantiles, amount / usual, "left") / steps
    below = 1.0 - np.searchsorted(quantiles, amount / usual, "right") / steps
    shown = money(amount)
    if amount == 0:
        return amount, "Amount is 0, as in a card check"
    if above > 1.0:
        return amount, f"Amount is higher than any payment the model has learned from: {shown}"
    if above >= 0.9:
        return amount, f"Amount is higher than {percent(min(above, 0.999))} of payments: {shown}"
    if below >= 0.9:
        return amount, f"Amount is lower than {percent(min(below, 0.999))} of payments: {shown}"
    half = f"half of payments are below {money(usual)}"
    return amount, f"Amount is in the ordinary range: {shown}, {half}"


def _against(
    word: str,
    code: Code | None,
    known: Mapping[Code | None, float],
    tx: Transaction,
    usuals: Usuals,
) -> Said:
    usual = usuals.usual_of(tx.currency) * known.get(code, 1.0)
    ratio = float(tx.amount) / usual
    whose, before = f"this {word} usually sees", ""
    if code not in known:
        whose = "payments usually are"
        before = (
            f"No {word} was sent; amount"
            if code is None
            else f"{word.capitalize()} {code} is new; amount"
        )
    if ratio >= 1.5:
        size = f"is {times(ratio)} times what"
    elif ratio >= 1 / 1.5:
        size = "is close to what"
    elif ratio >= 0.1:
        size = "is below what"
    else:
        size = "is far below what"
    evidence = f"{money(float(tx.amount))} against {money(usual)}"
    return float(f"{ratio:.4g}"), f"{before or 'Amount'} {size} {whose}: {evidence}"


def _time(tx: Transaction, usuals: Usuals) -> Said:
    day, hour = DAYS[tx.day_of_week], f"{tx.hour:02d}:00"
    of_hour = exp(-usuals.hour_rarity[tx.hour])
    of_day = exp(-usuals.day_rarity[tx.day_of_week])
    value = f"{day.removesuffix('s')} {hour}"
    if of_hour < 0.5 / 24:
        return value, f"Few payments come at {hour}: {percent(of_hour)} of them"
    if of_day < 0.5 / 7:
        return value, f"Few payments come on {day}: {percent(of_day)} of them"
    come = f"{percent(of_hour)} of payments come at {hour}, {percent(of_day)} on {day}"
    return value, f"The time is ordinary: {come}"


def _code(word: str, words: str, code: Code | None, shares: Shares) -> Said:
    if code is None:
        return None, f"No {word} was sent; it counts as an ordinary one"
    share = shares.share(code)
    if code not in shares.known:
        pooled = f"rare and new {words} make up {percent(share)} of payments"
        return code, f"{word.capitalize()} {code} is rare or new: {pooled}"
    if share < 0.05:
        return code, f"Few payments have {word} {code}: {percent(share)} of them"
    common = "is common" if share >= 0.2 else "is ordinary"
    return code, f"{word.capitalize()} {code} {common}: {percent(share)} of payments"


def _account(tx: Transaction, usuals: Usuals) -> Said:
    days = account_days(tx)
    if isnan(days):
        return None, "No opening date of the account was sent; it counts as an ordinary one"
    half = f"half of payments come from accounts older than {age(usuals.account_days)}"
    return round(days, 1), f"The account is {age(days)} old; {half}"


_SPEAKERS: dict[str, Callable[[Transaction, Usuals], Said]] = {
    "amount": _amount,
    "amount_vs_category": lambda tx, usuals: _against(
        "category", tx.merchant_category, usuals.category_amount, tx, usuals
    ),
    "amount_vs_type": lambda tx, usuals: _against(
        "type", tx.transaction_type, usuals.type_amount, tx, usuals
    ),
    "time": _time,
    "merchant_category": lambda tx, usuals: _code(
        "category", "categories", tx.merchant_category, usuals.categories
    ),
    "transaction_type": lambda tx, usuals: _code(
        "type", "types", tx.transaction_type, usuals.types
    ),
    "country": lambda tx, usuals: _code("country", "countries", tx.country, usuals.countries),
    "account_youth": _account,
}


def age(days: float) -> str:
    """Return a length of time in the unit people would use."""
    if days < 1 / 24:
        return "less than an hour"
    amount, unit = (days * 24, "hour") if days < 2 else (days, "day")
    whole = int(amount)
    return f"{whole:,} {unit}" if whole == 1 else f"{whole:,} {unit}s"


def money(amount: float) -> str:
    """Return a sum without its currency; from 100 on, the small change is left out."""
    if amount >= 100 or amount == int(amount):
        return f"{amount:,.0f}"
    return f"{amount:.2f}" if amount >= 0.01 else "under 0.01"


def times(ratio: float) -> str:
    """Return a ratio with one decimal, and none from 10 on."""
    return f"{ratio:,.0f}" if ratio >= 9.95 else f"{ratio:.1f}"


def percent(share: float) -> str:
    """Return a share of 0..1 as a percentage with as many digits as it deserves."""
    if share < 0.001:
        return "under 0.1 %"
    # Above 90 % the decimals are what tells one payment from another.
    if 0.1 <= share < 0.9:
        return f"{100 * share:.0f} %"
    return f"{100 * share:.1f} %".replace(".0 %", " %")
