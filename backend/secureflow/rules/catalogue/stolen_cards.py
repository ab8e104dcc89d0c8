"""Stolen cards: goods that sell again quickly, before the owner of the card looks."""

from secureflow.rules.catalogue.ready import Parameter, ReadyRule

ATTACK = "Stolen card"
NEW = Parameter("days", "Customer known for less than", 1, 0.01, 365, "days")

STOLEN_CARDS: tuple[ReadyRule, ...] = (
    ReadyRule(
        "newcomer_high_amount",
        "High amount of a newcomer",
        ATTACK,
        "A thief has no past with you and no reason to begin small.",
        "review",
        "customer age is under {days} days and amount against the usual is over {times} times",
        (NEW, Parameter("times", "Amount against the usual", 8, 1, 100, "times")),
    ),
    ReadyRule(
        "fresh_account_high_amount",
        "High amount of an account made today",
        ATTACK,
        "The account was made for this one order.",
        "review",
        "account age is under {days} days and amount against the usual is over {times} times",
        (
            Parameter("days", "Account made less than", 2, 0.01, 365, "days"),
            Parameter("times", "Amount against the usual", 5, 1, 100, "times"),
        ),
    ),
    ReadyRule(
        "night_high_amount",
        "High amount at night of somebody new",
        ATTACK,
        "Cards are emptied while their owners sleep.",
        "points",
        "hour is between 0 and 5 and customer age is under {days} days "
        "and amount against the usual is over {times} times",
        (
            Parameter("days", "Customer known for less than", 3, 0.01, 365, "days"),
            Parameter("times", "Amount against the usual", 3, 1, 100, "times"),
        ),
        20.0,
    ),
    ReadyRule(
        "card_in_a_hurry",
        "A card used again and again",
        ATTACK,
        "Within an hour a stolen card pays as often as it can.",
        "review",
        "earlier payments of the card in 1 hour are at least {payments} "
        "and amount against the usual is over {times} times",
        (
            Parameter("payments", "Earlier payments in 1 hour", 2, 1, 100),
            Parameter("times", "Amount against the usual", 1.5, 0.1, 100, "times"),
        ),
    ),
    ReadyRule(
        "card_of_many_customers",
        "One card, several customers",
        ATTACK,
        "Families share a card; a third customer with it has bought its number.",
        "review",
        "other customers of the card in 30 days are at least {customers}",
        (Parameter("customers", "Other customers in 30 days", 2, 1, 50),),
    ),
    ReadyRule(
        "card_on_many_devices",
        "One card, many devices",
        ATTACK,
        "A number that was sold is used wherever its buyers sit.",
        "review",
        "other devices of the card in 30 days are at least {devices}",
        (Parameter("devices", "Other devices in 30 days", 5, 1, 100),),
    ),
    ReadyRule(
        "card_at_many_addresses",
        "One card, many addresses in a day",
        ATTACK,
        "In a day a card travels less far than a number that was sold.",
        "points",
        "other addresses of the card in 24 hours are at least {addresses}",
        (Parameter("addresses", "Other addresses in 24 hours", 4, 1, 100),),
        15.0,
    ),
    ReadyRule(
        "card_of_somebody_else",
        "A new customer with a known card",
        ATTACK,
        "The card has paid here before, but not for this customer, who is new and pays a lot.",
        "review",
        "customer age is under {days} days and card age is at least 1 day and other customers of "
        "the card in 30 days are at least 1 and amount against the usual is over {times} times",
        (NEW, Parameter("times", "Amount against the usual", 2, 0.1, 100, "times")),
    ),
    ReadyRule(
        "impossible_travel",
        "Faster than an aeroplane",
        "Impossible travel",
        "Nobody pays in two far countries within the time a flight takes.",
        "review",
        "travel speed from the last country is over {speed} km/h",
        (Parameter("speed", "Speed", 1_000, 200, 20_000, "km/h"),),
    ),
    ReadyRule(
        "new_country_high_amount",
        "High amount from a new country",
        "Country mismatch",
        "The customer never paid from there, and now pays several times the usual.",
        "review",
        "the country is new for the customer and amount against the customer's usual is over "
        "{times} times",
        (Parameter("times", "Amount against the usual", 3, 1, 100, "times"),),
    ),
    ReadyRule(
        "rare_country_newcomer",
        "Newcomer from a rare country",
        "Country mismatch",
        "Hardly anybody buys from there, and this customer has no past.",
        "points",
        "share of payments from the country is under {share} percent "
        "and customer age is under {days} days",
        (Parameter("share", "Share of your payments", 1, 0.001, 20, "percent"), NEW),
        10.0,
    ),
)
