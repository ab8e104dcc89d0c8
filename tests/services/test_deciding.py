"""Rules, lists and the shield beside the model: sums hold, hits stay, and replay says the same."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from threading import Thread

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from secureflow.db import accounts, entities, own_scores, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.lists import ListEntryRow, ListRow
from secureflow.db.transactions import TransactionRow
from secureflow.domain import Effect, Transaction
from secureflow.extensions import db
from secureflow.rules.condition import Comparison, Condition, InList
from secureflow.rules.rule import Rule, to_json
from secureflow.scoring.history.columns import columns_of
from secureflow.services import personal, predict, replay
from secureflow.services.entries import kept_of
from secureflow.services.history import Memory
from secureflow.services.models import Models
from secureflow.services.rows import Order
from secureflow.simulation import simulate
from tests.conftest import as_owner
from tests.rules.made import rule as any_rule

ENDS_AT = datetime(2026, 11, 1, tzinfo=UTC)
ANY_AMOUNT = Comparison("amount", "at_least", Decimal(0))


def again(user_id: int) -> Caller:
    db.session.rollback()
    found = accounts.caller_by_user(user_id)
    assert found is not None
    return found


def with_rules(caller: Caller, *rules: Rule) -> Caller:
    """Return the caller once these are the rules of another live policy."""
    as_owner(
        "UPDATE policies SET version = version + 1, "
        "document = jsonb_set(document, '{rules}', CAST(:rules AS jsonb))",
        rules=json.dumps([to_json(one) for one in rules]),
    )
    return again(caller.id)


def a_rule(effect: Effect, condition: Condition = ANY_AMOUNT, **values: float) -> Rule:
    return Rule(7, "Seven", condition, effect, values.get("points", 0.0))


def payments(count: int, seed: int = 5) -> list[Transaction]:
    made = simulate(payments=1_000, ends_at=ENDS_AT, seed=seed)[:count]
    return [replace(one.transaction, external_id=f"o-{n}") for n, one in enumerate(made)]


def order(payment: Transaction) -> Order:
    return Order(payment, str(payment.external_id).rjust(64, "0"))


def rows(caller: Caller) -> Sequence[TransactionRow]:
    tenancy.bind(caller.merchant_id)
    return db.session.scalars(select(TransactionRow).order_by(TransactionRow.id)).all()


def assert_sums(row: TransactionRow) -> None:
    assert row.reasons is not None
    assert row.base_points + sum(one["points"] for one in row.reasons) == pytest.approx(
        row.score, abs=1e-6
    )
    assert sum(hit["points"] for hit in row.hits or ()) == pytest.approx(
        row.score - own_scores.of(row)
    )
    assert 0.0 <= row.score <= 100.0


def test_whatever_the_rules_the_reasons_add_up_and_replay_says_the_same(
    models: Models, caller: Caller
) -> None:
    rng, made = Random(3), payments(60)
    for turn in range(6):
        some = [any_rule(rng, number) for number in range(1, 30)]
        who = with_rules(caller, *(replace(one, expires_at=None) for one in some))
        for payment in made[turn * 10 : turn * 10 + 10]:
            predict.predict(models, who, order(payment))
    found = rows(caller)
    assert sum(bool(row.hits) for row in found) > 30
    assert sum(row.model_score is not None for row in found) > 10
    for row in found:
        assert_sums(row)
        assert replay.replay(models, row).differences == []


def test_a_batch_decides_as_one_after_the_other_does(models: Models, caller: Caller) -> None:
    """Also which reasons are given: whatever a rule had a say in has them."""
    rng, made = Random(11), payments(40)
    who = with_rules(caller, *(any_rule(rng, number) for number in range(1, 20)))
    for payment in made[:20]:
        predict.predict(models, who, order(payment))
    alone = [(row.decision, row.hits, row.score) for row in rows(caller)]
    as_owner("DELETE FROM transactions")
    as_owner("DELETE FROM entities")
    as_owner("DELETE FROM bursts")
    predict.predict_batch(models, who, [order(payment) for payment in made[:20]])
    together = rows(caller)
    assert [(row.decision, row.hits, row.score) for row in together] == alone
    for row in together:
        if row.hits or row.decision != "approve":
            assert_sums(row)


@pytest.mark.parametrize("effect", ["block", "allow"])
def test_a_list_decides_before_any_rule(models: Models, caller: Caller, effect: str) -> None:
    contrary = a_rule("approve" if effect == "block" else "block")
    who = with_rules(caller, contrary)
    first, second = payments(2)
    second = replace(second, card="another")
    assert first.card is not None
    put(caller, first.card, effect)
    for payment in (first, second):
        predict.predict(models, who, order(payment))
    listed, other = rows(caller)
    assert listed.decision == ("block" if effect == "block" else "approve")
    assert other.decision == contrary.effect
    assert listed.hits is not None
    assert [hit["source"] for hit in listed.hits if hit["decides"]] == ["list"]
    assert listed.circumstances is not None
    assert listed.circumstances["lists"][0][1:] == ["Cards", effect]
    assert_sums(listed)
    as_owner("DELETE FROM list_entries")
    assert replay.replay(models, listed).differences == []


def test_a_rule_asks_a_list_and_an_entry_expires(models: Models, caller: Caller) -> None:
    first, second, third = payments(3)
    assert first.card is not None
    assert second.card is not None
    number = put(caller, first.card, "none")
    put(caller, second.card, "none", number, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    who = with_rules(caller, a_rule("review", InList("card", number, "Cards")))
    for payment in (first, second, replace(third, card=None)):
        predict.predict(models, who, order(payment))
    assert [bool(row.hits) for row in rows(caller)] == [True, False, False]


def test_a_rule_spares_whom_it_is_snoozed_for(models: Models, caller: Caller) -> None:
    who = with_rules(caller, a_rule("block"))
    first, second = payments(2)
    assert first.customer is not None
    as_owner(
        "INSERT INTO rules (id, merchant_id, name, created_by) VALUES (7, :merchant, 'Seven', '')",
        merchant=caller.merchant_id,
    )
    kept = kept_of(caller.merchant_id, "customer", first.customer, is_hidden=False)
    as_owner(
        "INSERT INTO rule_snoozes (merchant_id, rule_id, key, kind, value, until, created_by) "
        "VALUES (:merchant, 7, :key, 'customer', :value, now() + interval '1 day', '')",
        merchant=caller.merchant_id,
        key=kept.key,
        value=kept.value,
    )
    for payment in (first, replace(second, customer="somebody else")):
        predict.predict(models, who, order(payment))
    spared, other = rows(caller)
    assert (spared.hits, other.decision) == (None, "block")
    assert replay.replay(models, spared).differences == []


def test_without_history_rules_on_the_payment_still_decide(
    app: APIFlask, models: Models, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entities, "PATIENCE", "50ms")
    known = a_rule("points", Comparison("customer_count_24h", "known"), points=20.0)
    who = with_rules(caller, a_rule("block"), replace(known, id=8))
    payment = payments(1)[0]
    Memory.locked(caller.merchant_id, False, columns_of([payment]))
    predict.predict(models, who, order(replace(payment, external_id="before")))
    tenancy.bind(caller.merchant_id)
    Memory.locked(caller.merchant_id, False, columns_of([payment]))

    def send() -> None:
        with app.app_context():
            tenancy.bind(caller.merchant_id)
            predict.predict(models, who, order(payment))

    thread = Thread(target=send)
    thread.start()
    thread.join()
    db.session.rollback()
    before, without = rows(caller)
    assert [hit["rule_id"] for hit in before.hits or ()] == [7, 8]
    assert without.degraded
    assert [hit["rule_id"] for hit in without.hits or ()] == [7]
    assert without.decision == "block"


def test_a_fixed_outcome_of_the_test_mode_stays(models: Models, caller: Caller) -> None:
    who = replace(with_rules(caller, a_rule("block")), is_test=True)
    first, second = payments(2)
    for payment in (replace(first, customer="test_approve"), replace(second, customer="c-1")):
        predict.predict(models, who, order(payment))
    fixed, other = rows(caller)
    assert (fixed.decision, other.decision) == ("approve", "block")
    assert replay.replay(models, fixed).differences == []


def test_nothing_personal_is_kept_plain_of_newcomers(models: Models, caller: Caller) -> None:
    as_owner("UPDATE merchants SET hash_personal = true")
    who = again(caller.id)
    predict.predict_batch(models, who, [order(payment) for payment in payments(200)])
    kept = as_values("SELECT value FROM bursts WHERE kind IN ('ip', 'email')")
    assert kept
    assert all(value.startswith(personal.PREFIX) for value in kept)


def as_values(query: str) -> list[str]:
    with db.engine.connect() as connection:
        connection.exec_driver_sql("SELECT set_config('secureflow.door', 'open', false)")
        return list(connection.exec_driver_sql(query).scalars())


def put(
    caller: Caller,
    card: str,
    effect: str,
    list_id: int | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Put a card on a list, a new one unless said; return its id."""
    tenancy.bind(caller.merchant_id)
    if list_id is None:
        row = ListRow(
            merchant_id=caller.merchant_id,
            name="Cards",
            kind="card",
            effect=effect,
            created_by="Dana Lee",
        )
        db.session.add(row)
        db.session.flush()
        list_id = row.id
    kept = kept_of(caller.merchant_id, "card", card, is_hidden=False)
    db.session.add(
        ListEntryRow(
            merchant_id=caller.merchant_id,
            list_id=list_id,
            key=kept.key,
            value=kept.value,
            reason="",
            expires_at=expires_at,
            created_by="Dana Lee",
        )
    )
    db.session.commit()
    return list_id
