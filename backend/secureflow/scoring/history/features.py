"""The list of inputs a payment is judged by: their names, groups and formulas, in order."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

FeatureKind = Literal["payment", "history", "label"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of the inputs.

    ``group`` is what a reason is told by; ``kind`` says what the column is made of: the payment
    and what is usual, the states of its entities, or their labels. ``relative`` columns compare
    the payment with something and mean the same for every merchant.
    """

    name: str
    group: str
    formula: str
    kind: FeatureKind
    relative: bool = True


HALF_LIVES_DAYS = (7.0, 30.0, 120.0)
"""Half-lives of decayed counts of payments and labels, by the time of the payment."""


def _risk(kind: str, group: str) -> tuple[Feature, ...]:
    rates = tuple(
        Feature(
            f"{kind}_fraud_rate_{days:.0f}d",
            group,
            f"(fraud + 0.02) / (fraud + good + 2), labels with a half-life of {days:.0f} days",
            "label",
        )
        for days in HALF_LIVES_DAYS
    )
    return (
        *rates,
        Feature(
            f"{kind}_fraud_latest", group, "the same of the latest 8 labels, 0.7 each", "label"
        ),
        Feature(
            f"{kind}_fraud_burst", group, "fraud of 30 d / (2 + payments in its span)", "label"
        ),
        Feature(f"{kind}_since_fraud", group, "log(1 + days), 3,650 days if never", "label", False),
        Feature(f"{kind}_first_fraud", group, "the same of the first of 45 d", "label", False),
        Feature(f"{kind}_fraud_amount", group, "mean log amount of its frauds", "label", False),
        Feature(f"{kind}_amount_vs_fraud", group, "log amount less that mean", "label"),
    )


FEATURES: tuple[Feature, ...] = (
    # Amounts: logarithms, against the median of the decayed histogram of who is compared with.
    Feature("amount", "amount", "log(amount / usual of its currency)", "payment"),
    Feature("amount_vs_category", "amount_vs_category", "log(amount / usual)", "payment"),
    Feature("amount_vs_type", "amount_vs_type", "log(amount / usual)", "payment"),
    Feature("amount_vs_item", "amount_vs_item", "log(price / usual)", "payment"),
    Feature("amount_odd_item", "amount_vs_item", "log(price / usual) / spread", "payment"),
    Feature("amount_off_item", "amount_vs_item", "|log(price / usual)| / spread", "payment"),
    Feature("total_vs_item", "amount_vs_item", "log(amount / usual of the item)", "payment"),
    Feature("price", "amount_vs_item", "log(price / usual of all items)", "payment"),
    Feature("quantity", "amount_vs_item", "log(quantity)", "payment", False),
    Feature("quantity_vs_item", "amount_vs_item", "log(quantity / usual)", "payment"),
    Feature("item_quantity_spread", "amount_vs_item", "spread of log quantity", "payment"),
    Feature("item_count", "amount_vs_item", "log(1 + payments for the item)", "payment", False),
    Feature("amount_vs_customer", "amount_vs_customer", "log(amount / usual)", "history"),
    Feature("amount_odd_customer", "amount_vs_customer", "log(amount / usual) / spread", "history"),
    Feature("amount_vs_card", "amount_vs_card", "log(amount / usual)", "history"),
    Feature("amount_odd_card", "amount_vs_card", "log(amount / usual) / spread", "history"),
    Feature("amount_vs_terminal", "amount_vs_terminal", "log(amount / usual)", "history"),
    Feature("amount_odd_terminal", "amount_vs_terminal", "log(amount / usual) / spread", "history"),
    # When, what and where: how rare it is among the merchant's payments, in nats.
    Feature("hour", "time", "hour of the day, 0..23", "payment", False),
    Feature("day_of_week", "time", "0..6, Monday 0", "payment", False),
    Feature("time_rarity", "time", "rarity of the hour + rarity of the weekday", "payment"),
    Feature("category_rarity", "category", "-log(share)", "payment"),
    Feature("type_rarity", "type", "-log(share)", "payment"),
    Feature("country_rarity", "country", "-log(share)", "payment"),
    Feature("account_age", "account_age", "log(1 + days)", "payment", False),
    # The customer before this payment.
    Feature("customer_count_10m", "customer_pace", "log(1 + payments)", "history", False),
    Feature("customer_count_1h", "customer_pace", "log(1 + payments)", "history", False),
    Feature("customer_count_24h", "customer_pace", "log(1 + payments)", "history", False),
    Feature("customer_count_7d", "customer_pace", "log(1 + payments)", "history", False),
    Feature("customer_count_30d", "customer_pace", "log(1 + payments)", "history", False),
    Feature("customer_since_last", "customer_pace", "log(1 + seconds)", "history", False),
    Feature("customer_pace", "customer_pace", "log((1 + in 24 h) / (1 + usual a day))", "history"),
    Feature("customer_spent_24h", "customer_pace", "log(1 + sum / usual amount)", "history"),
    Feature("customer_spent_7d", "customer_pace", "log(1 + sum / usual amount)", "history"),
    Feature(
        "customer_highest_7d", "customer_pace", "log(highest of 7 d / usual amount)", "history"
    ),
    Feature("customer_recent", "customer_pace", "log(mean of 7 d / usual amount)", "history"),
    Feature(
        "customer_hour_rarity", "customer_habits", "log(1/8 over share of 3 h slot)", "history"
    ),
    Feature("customer_day_rarity", "customer_habits", "log(2/7 or 5/7 over share)", "history"),
    Feature("customer_age", "customer_new", "log(1 + days since first seen)", "history", False),
    Feature("customer_new_terminal", "customer_new", "0 met, else 1 + how odd that is", "history"),
    Feature("customer_new_device", "customer_new", "0 met, else 1 + how odd that is", "history"),
    Feature("customer_new_country", "customer_new", "0 met, else 1 + how odd that is", "history"),
    Feature("customer_new_ip", "customer_new", "0 met, else 1 + how odd that is", "history"),
    # The card, the device and the address before this payment.
    Feature("card_count_10m", "card_pace", "log(1 + payments)", "history", False),
    Feature("card_count_1h", "card_pace", "log(1 + payments)", "history", False),
    Feature("card_count_24h", "card_pace", "log(1 + payments)", "history", False),
    Feature("card_count_7d", "card_pace", "log(1 + payments)", "history", False),
    Feature("card_since_last", "card_pace", "log(1 + seconds)", "history", False),
    Feature("card_age", "card_pace", "log(1 + days since first seen)", "history", False),
    Feature("card_devices_30d", "card_sharing", "log(1 + others)", "history", False),
    Feature("card_ips_24h", "card_sharing", "log(1 + others)", "history", False),
    Feature("card_customers_30d", "card_sharing", "log(1 + others)", "history", False),
    Feature("device_count_24h", "device_sharing", "log(1 + payments)", "history", False),
    Feature("device_cards_24h", "device_sharing", "log(1 + others)", "history", False),
    Feature("device_cards_30d", "device_sharing", "log(1 + others)", "history", False),
    Feature("device_customers_30d", "device_sharing", "log(1 + others)", "history", False),
    Feature("ip_count_1h", "address_sharing", "log(1 + payments)", "history", False),
    Feature("ip_cards_24h", "address_sharing", "log(1 + others)", "history", False),
    Feature("ip_cards_30d", "address_sharing", "log(1 + others)", "history", False),
    Feature("ip_customers_24h", "address_sharing", "log(1 + others)", "history", False),
    # The terminal before this payment, and the way from the last country.
    Feature("terminal_count_1h", "terminal_pace", "log(1 + payments)", "history", False),
    Feature("terminal_count_24h", "terminal_pace", "log(1 + payments)", "history", False),
    Feature("terminal_count_7d", "terminal_pace", "log(1 + payments)", "history", False),
    Feature("terminal_count_30d", "terminal_pace", "log(1 + payments)", "history", False),
    Feature("terminal_pace", "terminal_pace", "log((1 + in 24 h) / (1 + usual a day))", "history"),
    Feature("terminal_recent", "terminal_pace", "log(mean of 7 d / usual amount)", "history"),
    Feature("travel_speed", "travel", "log(1 + km/h from the last country)", "history"),
    # What is known of earlier payments of the same entities.
    *_risk("customer", "customer_risk"),
    *_risk("card", "card_risk"),
    *_risk("device", "device_risk"),
    *_risk("ip", "address_risk"),
    *_risk("terminal", "terminal_risk"),
)
"""Each input in the order of the matrix. NaN is unknown: the signal was not sent, or there is
nothing to compare with; a count of an entity that was sent is 0, not NaN. "others" are distinct
partners besides the one of this payment."""

NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)
LABEL_START = next(i for i, feature in enumerate(FEATURES) if feature.kind == "label")
LABEL_COLUMNS = tuple(range(LABEL_START, len(FEATURES)))
"""The label columns are the last ones, so that they can be filled on their own."""
RISK_COLUMNS = len(HALF_LIVES_DAYS) + 6
"""Label columns of each kind of entity."""

FOREST_NAMES: tuple[str, ...] = (
    "amount",
    "amount_vs_category",
    "amount_off_item",
    "amount_vs_customer",
    "amount_vs_terminal",
    "time_rarity",
    "country_rarity",
    "customer_pace",
    "customer_new_device",
    "device_cards_24h",
)
"""The few relative inputs of the isolation forest: more of them drown what stands out."""

SCHEMA_HASH = sha256(
    "\n".join(f"{feature.name}: {feature.formula}" for feature in FEATURES).encode()
).hexdigest()
"""Changes with every name and formula; a bundle made for another schema scores no new payment."""
