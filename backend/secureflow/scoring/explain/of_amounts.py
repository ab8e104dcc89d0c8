"""What the payment itself says: its amount, its time, what kind it is, and the account's age."""

from collections.abc import Callable
from functools import partial
from math import exp, expm1, isnan, log, nan

from secureflow.domain import Code, Transaction
from secureflow.scoring.explain.known import COMPARED, Inputs, has_no_usual, payments_of
from secureflow.scoring.explain.words import Said, age, counted, money, percent, short, times

Speaker = Callable[[Transaction, Inputs, float], Said]
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVEN_TIME = log(24.0 * 7.0)
"""The rarity of every hour of the week, were they all alike."""


def _against(of: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    """Compare the amount with what is usual of one of COMPARED, or of all payments."""
    amount = float(tx.amount)
    if amount == 0:
        return Said(0.0, "Amount is 0, as in a card check")
    ratio = exp(inputs.get(f"amount_vs_{of}", nan))
    if isnan(ratio):
        return _NOTHING
    evidence = f"{money(amount)} against {money(amount / ratio)}"
    size, few = _size(ratio), payments_of(of, inputs)
    if has_no_usual(of, inputs):
        text = f"{_new(of, tx)}; amount is {size} what payments here usually are"
    elif few is not None:
        text = f"Amount is {size} what is expected of this {of} after {counted(few, 'payment')}"
    else:
        text = f"Amount is {size} what this {of} usually {_DOES[of]}"
    return Said(short(ratio), text, evidence)


def _new(of: str, tx: Transaction) -> str:
    code: Code | None = getattr(tx, _CODES[of]) if of in _CODES else None
    return f"This {of} is new" if code is None else f"{of.capitalize()} {code} is new or rare"


def _of_all(tx: Transaction, inputs: Inputs, value: float) -> Said:
    amount, ratio = float(tx.amount), exp(value)
    if amount == 0:
        return Said(0.0, "Amount is 0, as in a card check")
    evidence = f"{money(amount)} against {money(amount / ratio)}"
    return Said(short(ratio), f"Amount is {_size(ratio)} the usual amount here", evidence)


def _size(ratio: float) -> str:
    if ratio >= 1.5:
        return f"{times(ratio)} times"
    if ratio >= 1 / 1.5:
        return "close to"
    return "below" if ratio >= 0.1 else "far below"


def _price(tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio = exp(inputs.get("amount_vs_item", nan))
    if isnan(ratio):
        return _NOTHING
    price = float(tx.amount) / float(tx.quantity or 1)
    evidence = f"{money(price)} a piece against {money(price / ratio)}"
    return Said(short(ratio), f"Price is {_size(ratio)} what this item usually costs", evidence)


def _total(name: str, whose: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio, amount = exp(value), float(tx.amount)
    evidence = f"{money(amount)} against {money(amount / ratio)}" if name == "Amount" else None
    return Said(short(ratio), f"{name} is {_size(ratio)} {whose}", evidence)


def _quantity(tx: Transaction, inputs: Inputs, value: float) -> Said:
    ratio, pieces = exp(inputs.get("quantity_vs_item", nan)), float(tx.quantity or 1)
    if isnan(ratio):
        return Said(pieces, f"Quantity is {money(pieces)}")
    evidence = f"{money(pieces)} against {money(pieces / ratio)}"
    return Said(short(ratio), f"Quantity is {_size(ratio)} what is usual for this item", evidence)


def _item(tx: Transaction, inputs: Inputs, value: float) -> Said:
    count = round(expm1(value))
    return Said(count, f"This item was seen in about {counted(count, 'payment')} before")


def _time(tx: Transaction, inputs: Inputs, value: float) -> Said:
    rarity = inputs.get("time_rarity", nan)
    day, hour = DAYS[tx.day_of_week], f"{tx.hour:02d}:00"
    is_few = rarity > EVEN_TIME + log(2.0)
    start = "Few payments come" if is_few else "Payments ordinarily come"
    share = percent(exp(-rarity))
    evidence = None if isnan(rarity) else f"{share} of payments come in this hour of the week"
    return Said(f"{day} {hour}", f"{start} on {day}s at {hour}", evidence)


def _rarity(word: str, field: str, tx: Transaction, inputs: Inputs, value: float) -> Said:
    code: Code | None = getattr(tx, field)
    share = exp(-value)
    how = "is rare" if share < 0.05 else "is common" if share >= 0.2 else "is ordinary"
    named = f"Its {word.lower()}" if code is None else f"{word} {code}"  # None: erased meanwhile
    return Said(code, f"{named} {how}", f"{percent(share)} of payments")


def _account(tx: Transaction, inputs: Inputs, value: float) -> Said:
    days = expm1(value)
    return Said(round(days, 1), f"The account is {age(days)} old")


_NOTHING = Said(None, "Too little is known to compare the amount with")
"""Where an input of another release stands alone."""
_DOES = {
    "customer": "pays",
    "card": "pays",
    "terminal": "sees",
    "category": "sees",
    "type": "sees",
}
_CODES = {"category": "merchant_category", "type": "transaction_type"}

SPEAKERS: dict[str, Speaker] = {
    "amount": _of_all,
    **{f"amount_vs_{of}": partial(_against, of) for of in COMPARED},
    **{f"amount_odd_{of}": partial(_against, of) for of in ("customer", "card", "terminal")},
    **dict.fromkeys(("amount_vs_item", "amount_odd_item", "amount_off_item"), _price),
    "total_vs_item": partial(_total, "Amount", "what is usually paid for this item"),
    "price": partial(_total, "Price", "what an item usually costs"),
    **dict.fromkeys(("quantity", "quantity_vs_item", "item_quantity_spread"), _quantity),
    "item_count": _item,
    "hour": _time,
    "day_of_week": _time,
    "time_rarity": _time,
    "category_rarity": partial(_rarity, "Category", "merchant_category"),
    "type_rarity": partial(_rarity, "Type", "transaction_type"),
    "country_rarity": partial(_rarity, "Country", "country"),
    "account_age": _account,
}
