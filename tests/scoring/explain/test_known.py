"""What is said of somebody never seen, and of somebody seen a few times, is true of them."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from secureflow.domain import Transaction
from secureflow.scoring.explain import sentences
from secureflow.scoring.explain.reasons import Reasons
from secureflow.scoring.history.builder import UsualsBuilder
from secureflow.scoring.history.columns import columns_of
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.ledger import Ledger
from tests.scoring.explain.models import AT, NOW, Floats, payment

ORDINARY = [
    replace(
        payment(["groceries", "travel"][day % 2], f"{20 + day % 30 + 100 * (day % 2)}.00"),
        customer=f"other-{day % 40}",
        card=f"other-{day % 40}",
        device=f"other-{day % 40}",
        ip=f"198.51.100.{day % 40}",
        terminal=f"other-{day % 5}",
        occurred_at=NOW - timedelta(hours=500 - day),
    )
    for day in range(500)
]
CLAIMS = ("usually pays", "usually sees", "as usual", "usual days", "used to", "rarely pays")


def judged(payments: list[Transaction]) -> Floats:
    """Return the inputs of the last of these payments, after those of a merchant's others."""
    builder, ledger = UsualsBuilder(), Ledger()
    columns = columns_of(ORDINARY)
    builder.add(columns)
    usual = builder.snapshot()
    ledger.inputs(columns, usual)
    row: Floats = ledger.inputs(columns_of(payments), usual)[-1]
    return row


def words(tx: Transaction, row: Floats) -> dict[str, str]:
    by_name = dict(zip(NAMES, row.tolist(), strict=True))
    return {name: sentences.say(name, tx, by_name).text for name in NAMES}


def test_no_group_claims_a_habit_of_somebody_never_seen() -> None:
    tx = payment("groceries", "900.00")
    said = words(tx, judged([tx]))
    of_its_own = [name for name in NAMES if "category" not in name and "type" not in name]
    assert {name: said[name] for name in of_its_own if any(c in said[name] for c in CLAIMS)} == {}
    for who in ("customer", "card", "terminal"):
        text = said[f"amount_vs_{who}"]
        assert text.startswith(f"This {who} is new; amount is ")
        assert text.endswith(" times what payments here usually are")
    assert said["customer_pace"] == "This customer never paid here before"
    assert said["customer_age"] == "This customer never paid here before"
    assert said["terminal_pace"] == "Nobody paid at this terminal in the last 30 days"
    assert said["customer_hour_rarity"] == "This customer never paid here before"
    assert "usually sees" in said["amount_vs_category"]


def test_a_few_payments_are_counted_in_the_words() -> None:
    before = [
        replace(payment("groceries", "25.00"), occurred_at=NOW - timedelta(days=days))
        for days in (3, 2, 1)
    ]
    said = words(before[0], judged([*before, payment("groceries", "900.00")]))
    assert said["amount_vs_customer"].endswith("expected of this customer after 3 payments")
    assert said["amount_vs_card"].endswith("expected of this card after 3 payments")
    assert said["customer_hour_rarity"] == "This customer has paid too few times to have habits"


def test_a_customer_of_many_payments_has_habits_of_its_own() -> None:
    tx = ORDINARY[0]
    said = words(tx, judged([replace(tx, occurred_at=NOW, amount=payment().amount)]))
    assert said["amount_vs_customer"].endswith("what this customer usually pays")
    assert said["amount_vs_terminal"].endswith("what this terminal usually sees")
    assert "never" not in said["customer_pace"]


def test_a_category_nobody_used_is_called_new() -> None:
    tx = payment("yachts", "900.00")
    said = words(tx, judged([tx]))
    assert said["amount_vs_category"].startswith("Category yachts is new or rare; amount is")


def test_what_the_amount_says_already_is_not_told_again() -> None:
    tx = payment("groceries", "900.00")
    row = judged([tx])
    points = np.zeros(len(NAMES))
    points[[AT["amount"], AT["amount_vs_customer"], AT["amount_odd_card"]]] = 3.0, 5.0, 1.0
    points[AT["amount_vs_category"]] = 2.0
    told = Reasons(NAMES).told(tx, row, points, 0.0, 0.0)
    assert [(reason.code, reason.feature) for reason in told] == [
        ("amount", "amount_vs_customer"),
        ("amount_vs_category", "amount_vs_category"),
    ]
    assert told[0].points == pytest.approx(9.0)
    assert told[0].text.startswith("This customer is new; amount is ")


def test_a_customers_only_card_is_not_told_beside_the_customer() -> None:
    tx = replace(ORDINARY[0], occurred_at=NOW, amount=payment("groceries", "900.00").amount)
    points = np.zeros(len(NAMES))
    points[[AT["amount_vs_customer"], AT["amount_vs_card"], AT["amount"]]] = 3.0, 4.0, 1.0
    told = Reasons(NAMES).told(tx, judged([tx]), points, 0.0, 0.0)
    assert [reason.code for reason in told] == ["amount_vs_customer", "amount"]
    assert told[0].points == pytest.approx(7.0)
