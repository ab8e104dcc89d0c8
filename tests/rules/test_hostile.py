"""Hostile rules end at a limit: by how much is walked, so that no machine's speed matters."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from secureflow.errors import RuleError
from secureflow.rules import limits
from secureflow.rules.condition import (
    MAX_COMPARISONS,
    MAX_DEPTH,
    AllOf,
    Comparison,
    Condition,
    Not,
)
from secureflow.rules.sentence import MAX_SENTENCE, parse
from secureflow.rules.tree import from_tree
from tests.rules.calls import calls_of

LEAF = {"field": "amount", "op": "over", "value": 5}


def nested(depth: int, word: str) -> dict[str, Any]:
    tree: dict[str, Any] = dict(LEAF)
    for _ in range(depth):
        tree = {"not": tree} if word == "not" else {word: [tree, dict(LEAF)]}
    return tree


def calls_of_refusal(work: Callable[[], object]) -> int:
    """Return how many functions of Python are called until the work is refused."""

    def refused() -> None:
        with pytest.raises(RuleError):
            work()

    return calls_of(refused)


TEXTS = {
    "deep": "Block if " + "(" * 3_000,
    "deep not": "Block if " + "not (" * 700,
    "wide": "Block if hour is 1" + " or hour is 1" * 300,
    "long": "Block if hour is 1" + " " * 10_000_000,
    "NULs": "\0" * MAX_SENTENCE,
    "quotes": "Block if e-mail is " + '"' * 3_001,
    "backslashes": 'Block if e-mail is "' + "\\" * 3_001,
    "digits": "Block if amount is over " + "9" * 3_000,
    "unicode": "Block if " + "ﷺ" * 3_000,
    "combining": "Block if a" + "\u0301" * 3_000,
    "blanks": "Block if amount is" + "\t \n" * 1_300,
    "like a field": "Block if " + "amount agains" * 300,
    "many values": "Block if country is one of " + ", ".join(['"US"'] * 600),
    "commas": "Block if amount is over 1" + ",111" * 900,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_hostile_sentence_is_refused_after_little_work(text: str) -> None:
    parse("Block if hour is 1")  # builds the parser
    if text == TEXTS["many values"]:
        assert parse(text).condition == Comparison("country", "one_of", ("US",))
        return
    assert calls_of_refusal(lambda: parse(text)) < 60_000


TREES: dict[str, Any] = {
    "deep not": nested(900, "not"),
    "deep all": nested(900, "all"),
    "one too deep": nested(MAX_DEPTH, "any"),
    "wide": {"all": [LEAF] * 100_000},
    "wide twice": {"all": [{"any": [LEAF] * MAX_COMPARISONS}] * MAX_COMPARISONS},
    "alone": {"all": [LEAF]},
    "NaN": LEAF | {"value": float("nan")},
    "infinite": LEAF | {"value": float("inf")},
    "huge": LEAF | {"value": 10**5_000},
    "tiny": LEAF | {"value": 1e-300},
    "NaN in decimals": LEAF | {"value": Decimal("NaN")},
    "huge in decimals": LEAF | {"value": Decimal("1e999999")},
    "long text": {"field": "email", "op": "contains", "value": "x" * 1_000_000},
    "NUL": {"field": "email", "op": "contains", "value": "\0"},
    "surrogate": {"field": "email", "op": "contains", "value": "\ud800"},
    "direction": {"field": "email", "op": "contains", "value": "\u202e"},
    "many values": {"field": "email", "op": "one_of", "value": ["x"] * 100_000},
    "values in values": {"field": "email", "op": "one_of", "value": [["x"]]},
    "mixed values": {"field": "amount", "op": "between", "value": [1, "x"]},
    "three between": {"field": "amount", "op": "between", "value": [1, 2, 3]},
    "no such field": {"field": "__class__", "op": "is", "value": "x"},
    "a field's dunder": {"field": "extra.__class__.x.x.x.x.x", "op": "is", "value": "x"},
    "no such op": LEAF | {"op": "matches"},
    "more keys": LEAF | {"all": []},
    "text": "amount > 5",
    "nothing": None,
    "list of text": {"field": "amount", "in_list": "1", "list_name": "x"},
    "list of no kind": {"field": "amount", "in_list": 1, "list_name": "x"},
}


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())
def test_a_hostile_tree_is_refused_after_little_work(tree: Any) -> None:
    assert calls_of_refusal(lambda: from_tree(tree)) < 3_000


def test_a_condition_that_was_made_otherwise_is_refused_as_well() -> None:
    leaf = Comparison("amount", "over", Decimal(5))
    deep: Condition = leaf
    for _ in range(5_000):
        deep = Not(deep)
    assert calls_of_refusal(lambda: limits.checked(deep)) < 100
    half = AllOf((leaf,) * 30)
    assert calls_of_refusal(lambda: limits.checked(AllOf((half, half)))) < 3_000
