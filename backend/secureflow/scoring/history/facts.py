"""What the kernel reads of a payment: one row of numbers, made of its columns and the usuals."""

import math
from collections.abc import Iterator, Mapping

import numpy as np

from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.entities import COUNTRY_KIND, partner_id
from secureflow.scoring.history.places import country_numbers
from secureflow.scoring.history.units import ROUGH_UNITS
from secureflow.scoring.history.usuals import UNKNOWN_ITEM, ItemUsual, Usuals

AT_TIME = 0
AT_AMOUNT = 1
"""In rough units, never below 0, NaN where unknown."""
AT_HOUR = 2
AT_DAY = 3
AT_CREATED = 4
AT_COUNTRY = 5
AT_PARTNERS = 6
"""Ids of terminal, country, device, ip, customer and card, in this order."""
AT_USUAL = 12
"""Median and spread of amounts in the currency."""
AT_CATEGORY = 14
AT_TYPE = 15
AT_PRICE = 16
AT_QUANTITY = 17
"""Logarithms: the amount by quantity, and the quantity."""
AT_ALL_PRICES = 18
"""Median of the log price of all items."""
AT_ITEM = 19
"""The fields of ``ItemUsual``, NaN where no item was sent or it was never seen before."""
AT_RARITY = 25
"""Of the time, the category, the type and the country."""
WIDTH = 29

LEAST_AMOUNT = 0.001
"""Rough units below which amounts are alike, so that 0 has a logarithm."""
NAN = math.nan
UNSENT = ItemUsual(payments=NAN)

Known = Mapping[str, tuple[bytes, float]]
"""Key and partner id of each value of one kind of entity."""


def facts_of(columns: Columns, usuals: Usuals, known: Mapping[str, Known]) -> Floats:
    """Return the facts of n payments, shape (n, WIDTH); ``known`` has every value of each kind."""
    rows = list(_rows(columns, usuals, known))
    return np.array(rows, dtype=np.float64).reshape(len(rows), WIDTH)


def log_amount(amount: float) -> float:
    """Return the logarithm of an amount in rough units."""
    return math.log(max(amount, LEAST_AMOUNT))


def log_amounts(columns: Columns) -> Floats:
    """Return the logarithms of n payments' amounts in rough units, NaN where unknown."""
    units = np.array([ROUGH_UNITS.get(code, 1.0) for code in columns.currency])
    logarithms: Floats = np.log(np.maximum(columns.amount / units, LEAST_AMOUNT))
    return logarithms


def _rows(
    columns: Columns, usuals: Usuals, known: Mapping[str, Known]
) -> Iterator[tuple[float, ...]]:
    numbers = country_numbers()
    customers, cards, devices = known["customer"], known["card"], known["device"]
    ips, terminals = known["ip"], known["terminal"]
    nobody = (b"", NAN)
    any_price = NAN if usuals.price is None else usuals.price[0]
    category_rarity, type_rarity = usuals.category_rarity, usuals.type_rarity
    for (
        t,
        sent,
        hour,
        day,
        created,
        quantity,
        currency,
        category,
        kind,
        country,
        customer,
        card,
        device,
        ip,
        terminal,
        item,
    ) in zip(
        columns.occurred_at.tolist(),
        columns.amount.tolist(),
        columns.hour.tolist(),
        columns.day_of_week.tolist(),
        columns.customer_created_at.tolist(),
        columns.quantity.tolist(),
        columns.currency,
        columns.merchant_category,
        columns.transaction_type,
        columns.country,
        columns.customer,
        columns.card,
        columns.device,
        columns.ip,
        columns.terminal,
        columns.item,
        strict=True,
    ):
        amount = max(sent, 0.0) / ROUGH_UNITS.get(currency, 1.0)
        usual = usuals.currencies.get(currency, usuals.amount)
        number = -1 if country is None else numbers.get(country, -1)
        of_item = UNSENT if item is None else usuals.items.get(item, UNKNOWN_ITEM)
        log_quantity = math.log(quantity) if quantity > 0.0 else NAN
        yield (
            t,
            amount,
            hour,
            day,
            created,
            number,
            terminals.get(terminal, nobody)[1] if terminal is not None else NAN,
            NAN if number < 0 else partner_id(COUNTRY_KIND, number.to_bytes(6, "big")),
            devices.get(device, nobody)[1] if device is not None else NAN,
            ips.get(ip, nobody)[1] if ip is not None else NAN,
            customers.get(customer, nobody)[1] if customer is not None else NAN,
            cards.get(card, nobody)[1] if card is not None else NAN,
            usual[0],
            usual[1],
            NAN if category is None else usuals.categories.get(category, usual)[0],
            NAN if kind is None else usuals.types.get(kind, usual)[0],
            log_amount(amount) - log_quantity,
            log_quantity,
            any_price,
            *of_item,
            usuals.hour_rarity[hour] + usuals.day_rarity[day] if hour >= 0 <= day else NAN,
            category_rarity.of(category),
            type_rarity.of(kind),
            usuals.country_rarity.of(country),
        )
