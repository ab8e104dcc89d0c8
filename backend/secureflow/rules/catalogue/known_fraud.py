"""What was fraud before: labels of earlier payments of the same card, device, address, customer."""

from secureflow.rules.catalogue.ready import Parameter, ReadyRule

ATTACK = "Repeated fraud"

KNOWN_FRAUD: tuple[ReadyRule, ...] = (
    ReadyRule(
        "card_with_fraud",
        "Card with known fraud",
        ATTACK,
        "A card that was reported once is not going to be honest again.",
        "block",
        "time since the last fraud of the card is under {days} days",
        (Parameter("days", "Since the last fraud", 180, 1, 3_600, "days"),),
    ),
    ReadyRule(
        "device_with_fraud",
        "Device with known fraud",
        ATTACK,
        "The thief comes back with other cards but the same device.",
        "block",
        "time since the last fraud of the device is under {days} days",
        (Parameter("days", "Since the last fraud", 90, 1, 3_600, "days"),),
    ),
    ReadyRule(
        "address_with_fraud",
        "Address with much fraud",
        ATTACK,
        "Many payments from this address were fraud; many people may share it all the same.",
        "review",
        "fraud rate of the address in 30 days is over {rate} percent",
        (Parameter("rate", "Fraud rate", 30, 2, 99, "percent"),),
    ),
    ReadyRule(
        "terminal_with_fraud",
        "Terminal with much fraud",
        "Compromised terminal",
        "Where card data is skimmed, one fraud is followed by the next.",
        "points",
        "fraud rate of the terminal in 30 days is over {rate} percent",
        (Parameter("rate", "Fraud rate", 10, 2, 99, "percent"),),
        20.0,
    ),
    ReadyRule(
        "customer_disputed_before",
        "Customer who disputed before",
        "Friendly fraud",
        "Who has denied a payment once and was believed denies the next one more easily.",
        "review",
        "time since the last fraud of the customer is under {days} days "
        "and amount is at least {amount}",
        (
            Parameter("days", "Since the last dispute", 365, 1, 3_600, "days"),
            Parameter("amount", "Amount at least", 20, 0, 1_000_000),
        ),
    ),
)
