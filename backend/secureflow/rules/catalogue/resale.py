"""Resale and reshipping: goods as good as money, bought for somebody behind the buyer."""

from secureflow.rules.catalogue.ready import Parameter, ReadyRule

RESALE: tuple[ReadyRule, ...] = (
    ReadyRule(
        "gift_cards_by_newcomer",
        "Gift cards by a newcomer",
        "Gift card fraud",
        "A first order of gift cards above the usual amount is what stolen cards are used for.",
        "review",
        'category contains "gift" and customer age is under {days} days '
        "and amount against the category's usual is over {times} times",
        (
            Parameter("days", "Customer known for less than", 3, 0.01, 365, "days"),
            Parameter("times", "Amount against the category's usual", 1.5, 0.1, 100, "times"),
        ),
    ),
    ReadyRule(
        "bulk_by_newcomer",
        "Many of one item by a newcomer",
        "Reshipping",
        "Nobody needs ten of the same for themselves in a shop they have never seen.",
        "review",
        "quantity is at least {quantity} and customer age is under {days} days",
        (
            Parameter("quantity", "Quantity at least", 10, 2, 100_000),
            Parameter("days", "Customer known for less than", 7, 0.01, 365, "days"),
        ),
    ),
    ReadyRule(
        "device_of_many_customers",
        "One device, many customers",
        "Reshipping",
        "One desk orders in the names of many, with a card each.",
        "review",
        "other customers on the device in 30 days are at least {customers}",
        (Parameter("customers", "Other customers in 30 days", 4, 2, 200),),
    ),
    ReadyRule(
        "throwaway_mail",
        "Throwaway e-mail",
        "Fake identity",
        "An address that lives for ten minutes belongs to nobody who expects an answer.",
        "points",
        'e-mail domain is one of "mailinator.com", "guerrillamail.com", "10minutemail.com", '
        '"yopmail.com", "temp-mail.org", "tempmail.com", "trashmail.com", "sharklasers.com", '
        '"getnada.com", "dispostable.com", "maildrop.cc", "throwawaymail.com"',
        (),
        20.0,
    ),
    ReadyRule(
        "no_device_high_amount",
        "High amount without a device",
        "Fake identity",
        "Scripts often send no device; from them a high amount deserves a second look.",
        "points",
        "device is unknown and customer age is under {days} days "
        "and amount against the usual is over {times} times",
        (
            Parameter("days", "Customer known for less than", 1, 0.01, 365, "days"),
            Parameter("times", "Amount against the usual", 5, 1, 100, "times"),
        ),
        15.0,
    ),
)
