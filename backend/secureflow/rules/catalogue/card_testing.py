"""Card testing: lists of stolen numbers tried for small amounts, to learn which still work."""

from secureflow.rules.catalogue.ready import Parameter, ReadyRule

ATTACK = "Card testing"

CARD_TESTING: tuple[ReadyRule, ...] = (
    ReadyRule(
        "many_cards_on_device",
        "Many cards on one device",
        ATTACK,
        "Honest people pay with one or two cards from a device; a tester goes through a list.",
        "block",
        "other cards on the device in 24 hours are at least {cards}",
        (Parameter("cards", "Other cards in 24 hours", 4, 2, 50),),
    ),
    ReadyRule(
        "many_cards_at_address",
        "Many cards at one address",
        ATTACK,
        "A list of cards is often tried from one address, though an office shares one as well.",
        "review",
        "other cards at the address in 24 hours are at least {cards} "
        "and customer age is under {days} days",
        (
            Parameter("cards", "Other cards in 24 hours", 6, 2, 200),
            Parameter("days", "Customer known for less than", 1, 0.01, 365, "days"),
        ),
    ),
    ReadyRule(
        "many_customers_at_address",
        "Many new customers at one address",
        ATTACK,
        "Accounts made by the dozen at one address test cards one account at a time.",
        "review",
        "other customers at the address in 24 hours are at least {customers} "
        "and customer age is under {days} days",
        (
            Parameter("customers", "Other customers in 24 hours", 6, 2, 200),
            Parameter("days", "Customer known for less than", 1, 0.01, 365, "days"),
        ),
    ),
    ReadyRule(
        "small_amounts_in_a_row",
        "Small amounts in a row",
        ATTACK,
        "Several tiny payments of one customer within minutes buy nothing but knowledge.",
        "block",
        "amount is at most {amount} and earlier payments of the customer in 10 minutes "
        "are at least {payments}",
        (
            Parameter("amount", "Amount at most", 5, 0, 1_000),
            Parameter("payments", "Earlier payments in 10 minutes", 3, 1, 100),
        ),
    ),
    ReadyRule(
        "card_check_by_newcomer",
        "Card check by a newcomer",
        ATTACK,
        "A first payment of nothing or next to nothing asks only whether the card works.",
        "points",
        "amount is at most {amount} and customer age is under {days} days",
        (
            Parameter("amount", "Amount at most", 2, 0, 1_000),
            Parameter("days", "Customer known for less than", 1, 0.01, 365, "days"),
        ),
        15.0,
    ),
    ReadyRule(
        "busy_device",
        "A device that never rests",
        ATTACK,
        "Scripts pay all day from one device; people do not.",
        "review",
        "earlier payments from the device in 24 hours are at least {payments}",
        (Parameter("payments", "Earlier payments in 24 hours", 12, 3, 1_000),),
    ),
    ReadyRule(
        "bin_attack",
        "New cards at a terminal in a rush",
        "BIN attack",
        "Numbers made up from one BIN come as new cards of new customers while the terminal is "
        "far busier than on its usual day.",
        "review",
        "card BIN is known and card age is under {days} days and customer age is under {days} "
        "days and pace of the terminal against its usual day is over {times} times",
        (
            Parameter("days", "Card and customer known for less than", 1, 0.01, 30, "days"),
            Parameter("times", "Pace of the terminal", 4, 1.5, 100, "times"),
        ),
    ),
)
