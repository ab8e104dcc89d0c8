"""A rule out of bounds is refused by the part at fault; what is stored is read back strictly."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from math import nan
from typing import Any

import pytest

from secureflow.errors import RuleError
from secureflow.rules.condition import Comparison, InList
from secureflow.rules.fields import FIELDS, SAID_BY_THE_MODEL
from secureflow.rules.grammar import FLAGS, PLAIN
from secureflow.rules.rule import Rule, checked_rule, from_json, to_json
from secureflow.rules.tree import from_tree
from secureflow.scoring.history.features import NAMES

RULE = Rule(1, "High amount", Comparison("amount", "over", Decimal(500)), "points", 15.0)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"points": 0.0}, "points"),
        ({"points": 100.01}, "points"),
        ({"points": 1.001}, "points"),
        ({"points": nan}, "points"),
        ({"effect": "block"}, "points"),
        ({"effect": "delete", "points": 0.0}, "effect"),
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"priority": 0}, "priority"),
        ({"priority": 1_001}, "priority"),
        ({"expires_at": datetime(2026, 1, 1)}, "expires_at"),  # noqa: DTZ001
        ({"condition": InList("amount", 1, "x")}, "condition"),
        ({"condition": Comparison("amount", "contains", "5")}, "condition"),
        ({"condition": Comparison("email", "over", Decimal(5))}, "condition"),
        ({"condition": Comparison("amount", "known", Decimal(5))}, "condition"),
        ({"condition": Comparison("customer_new_ip", "is", "yes")}, "condition"),
    ],
)
def test_a_rule_out_of_bounds_is_refused_by_the_part_at_fault(
    changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleError) as caught:
        checked_rule(replace(RULE, **changed))
    assert caught.value.field == field


@pytest.mark.parametrize(
    "changed", [{"form": 2}, {"more": 1}, {"condition": None}, {"priority": 0}, {"points": 0}]
)
def test_what_is_stored_otherwise_is_refused(changed: dict[str, Any]) -> None:
    assert from_json(to_json(RULE)) == RULE
    with pytest.raises(RuleError):
        from_json(to_json(RULE) | changed)


def test_fields_come_from_inputs_there_are_and_each_is_said_in_its_own_way() -> None:
    sources = {field.source for field in FIELDS if field.source and field not in SAID_BY_THE_MODEL}
    assert sources <= set(NAMES)
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert len(PLAIN) == 2 * sum(field.kind != "flag" for field in FIELDS) - sum(
        field.phrase == field.name for field in FIELDS
    )
    assert len(FLAGS) == 2 * sum(field.kind == "flag" for field in FIELDS)


def test_a_tree_is_refused_by_the_part_that_compares_nonsense() -> None:
    country = {"field": "country", "op": "is", "value": "USA"}
    tree = {"any": [{"field": "amount", "op": "known"}, {"not": {"all": [country, country]}}]}
    with pytest.raises(RuleError, match="country is 2 letters") as caught:
        from_tree(tree)
    assert caught.value.facts["part"] == "condition.any[1].not.all[0]"
