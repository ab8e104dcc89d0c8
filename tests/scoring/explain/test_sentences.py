"""Every input has a sentence in plain words, whatever its value, and claims nothing."""

import math
from dataclasses import replace

import numpy as np
import pytest

from secureflow.domain import Transaction
from secureflow.scoring.explain import sentences
from secureflow.scoring.explain.signals import HELPS, by_help
from secureflow.scoring.explain.words import age, money
from secureflow.scoring.history.columns import SIGNALS
from secureflow.scoring.history.features import NAMES
from tests.scoring.explain.models import AT, inputs, payment

CALM = dict(zip(NAMES, inputs(1, seed=3, unknown=0.0)[0].tolist(), strict=True)) | {
    "customer_count_30d": math.log1p(20),
    "card_count_7d": math.log1p(20),
}


def text(name: str, value: float, **others: float) -> tuple[str, str | None]:
    said = sentences.say(name, payment(), CALM | {name: value} | others)
    return said.text, said.evidence


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [-3.0, -0.2, 0.0, 0.3, 2.0, 8.0, math.nan])
def test_every_input_is_said(name: str, value: float) -> None:
    if AT[name] >= AT["hour"] and not name.startswith(("customer_", "terminal_", "amount")):
        value = abs(value)  # what counts, lasts or is rare is never below 0
    said, evidence = text(name, value)
    assert said[0].isupper()
    assert 15 < len(said) < 100
    for words in (said, evidence or ""):
        assert "nan" not in words
        assert "None" not in words
        assert "_" not in words
    assert not any(word in said.lower() for word in ("prove", "certain", "fraudster", "stolen"))


WORDS = {
    ("amount_vs_customer", math.log(6.2)): (
        "Amount is 6.2 times what this customer usually pays",
        "249 against 40.16",
    ),
    ("customer_count_1h", math.log1p(4)): ("This customer had 4 payments in the last hour", None),
    ("card_count_10m", 0.0): ("This card had no payment in the last 10 minutes", None),
    ("ip_cards_24h", math.log1p(9)): (
        "This address was used with 9 other cards in the last 24 hours",
        None,
    ),
    ("card_ips_24h", math.log1p(2)): (
        "This card was used from 2 other addresses in the last 24 hours",
        None,
    ),
    ("customer_new_device", 1.4): ("This customer has not used this device before", None),
    ("account_age", math.log1p(2.5)): ("The account is 2 days old", None),
    ("terminal_fraud_rate_7d", 0.12): (
        "Fraud is known of this terminal of late",
        "about 12 % of its payments with a known outcome",
    ),
    ("card_fraud_rate_30d", 0.01): ("No fraud is known of this card", None),
    ("card_fraud_latest", 0.002): (
        "Payments of this card were confirmed as good in its latest payments",
        None,
    ),
    ("customer_fraud_burst", 0.3): (
        "Fraud is known of this customer in the last 30 days",
        "about 30 % of its usual payments in that time",
    ),
    ("price", math.log(3.0)): ("Price is 3.0 times what an item usually costs", None),
    ("item_count", math.log1p(12)): ("This item was seen in about 12 payments before", None),
    ("terminal_first_fraud", math.log1p(12)): (
        "Fraud is known of this terminal since 12 days before",
        None,
    ),
    ("terminal_amount_vs_fraud", 0.1): (
        "The amount is like that of known frauds of this terminal",
        None,
    ),
    ("terminal_amount_vs_fraud", -1.0): (
        "The amount is below that of known frauds of this terminal",
        None,
    ),
    ("card_amount_vs_fraud", math.nan): ("No fraud is known of this card", None),
    ("terminal_since_fraud", math.log1p(3_650)): ("No fraud is known of this terminal", None),
    ("travel_speed", math.log1p(2_300)): (
        "Nobody travels so fast from the country before",
        "2,300 km/h would bring one here",
    ),
    ("category_rarity", -math.log(0.002)): ("Category groceries is rare", "0.2 % of payments"),
}


@pytest.mark.parametrize(("name", "value"), WORDS)
def test_words(name: str, value: float) -> None:
    found = sentences.say(name, payment("groceries"), CALM | {name: value})
    assert (found.text, found.evidence) == WORDS[name, value]


def test_what_was_not_sent_is_told_from_what_is_not_known() -> None:
    sent = payment()
    unknown = CALM | {"amount_vs_customer": math.nan}
    assert "Too little is known" in sentences.say("amount_vs_customer", sent, unknown).text
    bare = replace(sent, customer=None)
    assert "No customer was sent" in sentences.say("amount_vs_customer", bare, unknown).text


def test_a_card_check_is_called_one() -> None:
    found = sentences.say("amount_vs_customer", payment(amount="0"), CALM)
    assert found.text == "Amount is 0, as in a card check"


def test_an_input_of_another_release_is_named() -> None:
    said = sentences.say("moon_phase", payment(), {"moon_phase": 0.25})
    assert said.text == "Moon phase is 0.25"
    assert sentences.say("hour", payment(), {"hour": 3.0}).evidence is None
    assert (
        "Too little" in sentences.say("amount_odd_card", payment(), {"amount_odd_card": 1.0}).text
    )


def test_each_signal_says_what_it_would_add() -> None:
    assert set(HELPS) == set(SIGNALS)
    assert by_help(["item", "card", "ip"], {"ip": 0.2, "card": 0.3}) == ["card", "ip", "item"]
    fields = Transaction.__dataclass_fields__
    assert all(signal in fields for signal in SIGNALS)
    # It is stored and shown, and changes no judgement.
    assert "email" not in SIGNALS


def test_units_are_those_people_use() -> None:
    assert [age(days) for days in (0.0, 40 / 86_400, 0.02, 0.5, 3.2)] == [
        "0 seconds",
        "40 seconds",
        "28 minutes",
        "12 hours",
        "3 days",
    ]
    assert [money(amount) for amount in (0.001, 3.5, 12.0, 1_234.5)] == [
        "under 0.01",
        "3.50",
        "12",
        "1,234",
    ]
    assert np.isfinite(list(CALM.values())).all()
