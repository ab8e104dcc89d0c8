"""Figures as people say them."""

from math import isnan
from typing import NamedTuple


class Said(NamedTuple):
    """The value people understand, the sentence, and the figures behind it.

    The words follow the evidence, not the points: an input may lower a score although it is
    unusual, beside others that are more so. No sentence claims that anything is proven.
    """

    value: float | int | str | None
    text: str
    evidence: str | None = None


def age(days: float) -> str:
    """Return a length of time in the unit people would use."""
    seconds = days * 86_400
    if seconds < 60:
        return counted(round(seconds), "second")
    if seconds < 3_600:
        return counted(int(seconds / 60), "minute")
    amount, unit = (days * 24, "hour") if days < 2 else (days, "day")
    return counted(int(amount + 1e-6), unit)


def counted(count: int, word: str) -> str:
    """Return a count with its word, in the plural where it is not one."""
    return (
        f"{count:,} {word}" if count == 1 else f"{count:,} {word}{'es' if word[-1] == 's' else 's'}"
    )


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


def short(value: float) -> float | None:
    """Return a figure with four digits, None where it is unknown."""
    return None if isnan(value) else float(f"{value:.4g}")
