"""Account takeover and bust-out: an old name behaves as somebody else."""

from secureflow.rules.catalogue.ready import Parameter, ReadyRule

ATTACK = "Account takeover"
OLD = Parameter("days", "Customer known for at least", 7, 1, 3_650, "days")

ACCOUNT_TAKEOVER: tuple[ReadyRule, ...] = (
    ReadyRule(
        "new_device_high_amount",
        "New device, high amount",
        ATTACK,
        "Whoever took an account over pays from a device it never used, and more than it ever did.",
        "review",
        "the device is new for the customer and amount against the customer's usual is over "
        "{times} times and customer age is at least {days} days",
        (Parameter("times", "Amount against the usual", 3, 1, 100, "times"), OLD),
    ),
    ReadyRule(
        "new_device_new_country",
        "New device in a new country",
        ATTACK,
        "A journey and a new telephone at once are rare; a thief abroad brings both.",
        "review",
        "the device is new for the customer and the country is new for the customer",
    ),
    ReadyRule(
        "new_address_high_amount",
        "New address, high amount",
        ATTACK,
        "The account is used from an address it never had, for far more than usual.",
        "points",
        "the address is new for the customer and amount against the customer's usual is over "
        "{times} times",
        (Parameter("times", "Amount against the usual", 4, 1, 100, "times"),),
        15.0,
    ),
    ReadyRule(
        "gift_cards_from_new_device",
        "Gift cards from a new device",
        ATTACK,
        "Gift cards are the quickest way to turn somebody else's account into money.",
        "review",
        'category contains "gift" and the device is new for the customer '
        "and customer age is at least {days} days",
        (OLD,),
    ),
    ReadyRule(
        "spree_of_old_customer",
        "Spree of an old customer",
        ATTACK,
        "In a day the account spends many times what it usually pays at once.",
        "review",
        "sum of the customer in 24 hours against its usual payment is over {times} times "
        "and customer age is at least {days} days and the device is new for the customer",
        (Parameter("times", "Sum against the usual payment", 3, 1, 1_000, "times"), OLD),
    ),
    ReadyRule(
        "sleeper_wakes",
        "An account wakes up",
        ATTACK,
        "Accounts nobody looks after are taken first: a month of silence, then a high amount.",
        "points",
        "earlier payments of the customer in 30 days are 0 and customer age is at least {days} "
        "days and amount against the customer's usual is over {times} times",
        (
            Parameter("days", "Customer known for at least", 60, 31, 3_650, "days"),
            Parameter("times", "Amount against the usual", 2, 1, 100, "times"),
        ),
        15.0,
    ),
    ReadyRule(
        "bust_out",
        "Spending the limit at once",
        "Bust-out",
        "Somebody builds trust for weeks, then spends in a week what is never going to be paid.",
        "review",
        "customer age is at least {days} days and sum of the customer in 7 days against its usual "
        "payment is over {times} times and amount against the customer's usual is over 3 times",
        (
            Parameter("days", "Customer known for at least", 14, 1, 3_650, "days"),
            Parameter("times", "Sum against the usual payment", 40, 2, 1_000, "times"),
        ),
    ),
    ReadyRule(
        "sudden_pace",
        "A customer in a hurry",
        "Bust-out",
        "Many payments in a day by somebody who pays now and then.",
        "points",
        "pace of the customer against its usual day is over {times} times and earlier payments of "
        "the customer in 24 hours are at least {payments}",
        (
            Parameter("times", "Pace against the usual day", 4, 1.5, 100, "times"),
            Parameter("payments", "Earlier payments in 24 hours", 4, 1, 1_000),
        ),
        15.0,
    ),
)
