"""Which inputs need which signal: what a client would gain by sending it."""

from collections.abc import Mapping

from secureflow.scoring.history.features import NAMES

_PARTS: Mapping[str, tuple[str, ...]] = {
    "merchant_category": ("category",),
    "transaction_type": ("type",),
    "customer": ("customer",),
    "card": ("card", "cards"),
    "device": ("device", "devices"),
    "terminal": ("terminal",),
    "ip": ("ip", "ips"),
    "country": ("country", "travel"),
    "customer_created_at": ("account",),
    "item": ("item",),
    "quantity": ("quantity", "price"),
}
"""Words of an input's name that say which signal it is made of."""

INPUTS_OF: Mapping[str, tuple[str, ...]] = {
    signal: tuple(name for name in NAMES if set(name.split("_")) & set(words))
    for signal, words in _PARTS.items()
}
SENT_BY: Mapping[str, str] = {
    "merchant_category": "category_rarity",
    "transaction_type": "type_rarity",
    "customer": "customer_count_24h",
    "card": "card_count_24h",
    "device": "device_count_24h",
    "terminal": "terminal_count_24h",
    "ip": "ip_count_1h",
    "country": "country_rarity",
    "customer_created_at": "account_age",
    "item": "item_count",
    "quantity": "quantity",
}
"""An input that is known of every payment which has the signal."""
