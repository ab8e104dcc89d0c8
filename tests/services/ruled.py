"""A merchant whose policies have rules, put straight into the tables."""

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.db.rules import RuleRow
from secureflow.extensions import db
from secureflow.rules.rule import Rule, to_json
from secureflow.rules.sentence import parse
from tests.conftest import as_owner

SHIELD = {"mode": "live", "effect": "block"}


def rule(merchant_id: int, sentence: str, priority: int = 500, **lists: Any) -> Rule:
    """Return a rule that a sentence says, which the merchant has."""
    tenancy.bind(merchant_id)
    row = RuleRow(merchant_id=merchant_id, name=sentence[:40], created_by="test")
    db.session.add(row)
    db.session.commit()
    said = parse(sentence, lists.get("lists", ()))
    return Rule(row.id, sentence[:40], said.condition, said.effect, said.points, priority)


def with_id(rule: Rule, rule_id: int) -> Rule:
    """Return a rule under the id that the merchant has for it."""
    return replace(rule, id=rule_id)


def document(*rules: Rule) -> str:
    return json.dumps({"rules": [to_json(one) for one in rules], "shield": SHIELD})


def live(merchant_id: int, *rules: Rule) -> None:
    """Give the first policy these rules, before it has decided anything."""
    as_owner(
        "UPDATE policies SET document = CAST(:document AS jsonb) WHERE merchant_id = :merchant",
        document=document(*rules),
        merchant=merchant_id,
    )


def another(merchant_id: int, version: int, state: str, *rules: Rule, **values: Any) -> None:
    """Add a policy with these rules."""
    columns = {
        "merchant_id": merchant_id,
        "version": version,
        "state": state,
        "review_line": 45.0,
        "block_line": 92.0,
        "document": document(*rules),
    } | values
    names = ", ".join(columns)
    given = ", ".join(
        f"CAST(:{name} AS jsonb)" if name == "document" else f":{name}" for name in columns
    )
    with db.engine.begin() as connection:
        connection.execute(text(f"INSERT INTO policies ({names}) VALUES ({given})"), columns)
