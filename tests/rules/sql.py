"""Rules and policies written in SQL over stored payments: a second opinion that shares no code.

Unknown is NULL here, and every comparison ends as false where it meets one.
"""

from collections.abc import Sequence
from decimal import Decimal

from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not
from secureflow.rules.rule import Rule
from secureflow.scoring.history.features import NAMES

COUNTS = ("_count_", "_devices_", "_ips_", "_customers_", "_cards_")
NUMBER_SQL = {
    "over": "{0} > {1}",
    "at_least": "{0} >= {1}",
    "under": "{0} < {1}",
    "at_most": "{0} <= {1}",
    "is": "{0} = {1}",
    "is_not": "{0} <> {1}",
}
TEXT_SQL = {
    "is": "{0} = {1}",
    "is_not": "{0} <> {1}",
    "contains": "position({1} in {0}) > 0",
    "starts_with": "left({0}, length({1})) = {1}",
    "ends_with": "right({0}, length({1})) = {1}",
}
DAYS = "ARRAY['monday','tuesday','wednesday','thursday','friday','saturday','sunday']"
ACCOUNT_AGE = (
    "CASE WHEN customer_created_at IS NOT NULL THEN round(greatest("
    "extract(epoch FROM occurred_at - customer_created_at), 0)::float8 * 1000) / 86400000 END"
)
OF_ANOTHER_NAME = {"amount_vs_usual": "amount", "country_share": "country_rarity"}


def literal(text: str) -> str:
    """A small text; PostgreSQL makes the letters A to Z small, as COLLATE "C" does."""
    return "lower('" + text.replace("'", "''") + '\' COLLATE "C")'


def number(name: str) -> str:
    """A field as a double, NULL where unknown."""
    if name in ("amount", "quantity", "hour"):
        return f"{name}::float8"
    if name == "account_age":
        return ACCOUNT_AGE
    if name == "score":
        return "score"
    if name == "probability":
        return "round(probability * 1e8) / 1e6"
    x = f"nullif(inputs[{NAMES.index(OF_ANOTHER_NAME.get(name, name)) + 1}], 'NaN')"
    if any(word in name for word in COUNTS):
        return f"round(exp({x}) - 1)"
    if name.endswith("since_last"):
        return f"round((exp({x}) - 1) * 1000) / 60000"
    if name.endswith(("_age", "since_fraud")):
        return f"round((exp({x}) - 1) * 86400000) / 86400000"
    if name == "travel_speed":
        return f"round((exp({x}) - 1) * 1000) / 1000"
    if "_spent_" in name:
        return f"round((exp({x}) - 1) * 1e6) / 1e6"
    if name == "country_share":
        return f"round(exp(-{x}) * 1e8) / 1e6"
    if "_fraud_rate_" in name:
        return f"round({x} * 1e8) / 1e6"
    return f"round(exp({x}) * 1e6) / 1e6"


def words(name: str) -> str:
    """A field as small text, NULL where unknown."""
    if name == "day_of_week":
        return f"({DAYS})[day_of_week + 1]"
    if name == "email_domain":
        return "lower(substring(email from '@([^@]*)$') COLLATE \"C\")"
    column = f"({name} #>> '{{}}')" if name in ("merchant_category", "transaction_type") else name
    return f'lower({column} COLLATE "C")'


def within(name: str, kind: str) -> str:
    """A value of ``extra`` where it is of this kind of JSON, else NULL."""
    path = "ARRAY[" + ",".join(f"'{key}'" for key in name.split(".")[1:]) + "]"
    found = f"(extra #>> {path})"
    made = {
        "number": f"{found}::float8",
        "boolean": f"{found}::bool",
        "string": f'lower({found} COLLATE "C")',
    }
    return f"CASE WHEN jsonb_typeof(extra #> {path}) = '{kind}' THEN {made[kind]} END"


def comparison(leaf: Comparison) -> str:
    name, op, value = leaf.field, leaf.op, leaf.value
    is_extra = name.startswith("extra.")
    if value is None:
        if is_extra:
            path = "ARRAY[" + ",".join(f"'{key}'" for key in name.split(".")[1:]) + "]"
            expression = f"(extra #>> {path})"
        elif name.startswith("customer_new_"):
            expression = f"nullif(inputs[{NAMES.index(name) + 1}], 'NaN')"
        else:
            expression = number(name) if is_number(name) else words(name)
        return f"({expression}) IS {'NOT ' if op == 'known' else ''}NULL"
    if isinstance(value, bool):
        x = f"nullif(inputs[{NAMES.index(name) + 1}], 'NaN') > 0" if not is_extra else ""
        return f"({x or within(name, 'boolean')}) = {str(value).upper()}"
    first = value[0] if isinstance(value, tuple) else value
    if isinstance(first, Decimal):
        x = within(name, "number") if is_extra else number(name)
        if isinstance(value, tuple):
            return f"({x}) BETWEEN '{value[0]}'::float8 AND '{value[1]}'::float8"
        return NUMBER_SQL[op].format(f"({x})", f"'{value}'::float8")
    text = within(name, "string") if is_extra else words(name)
    if isinstance(value, tuple):
        return f"({text}) IN ({', '.join(literal(str(one)) for one in value)})"
    return TEXT_SQL[op].format(f"({text})", literal(str(value)))


def is_number(name: str) -> bool:
    others = ("amount", "quantity", "hour", "account_age", "score", "probability")
    return name in others or (OF_ANOTHER_NAME.get(name, name) in NAMES and name != "day_of_week")


def condition(asked: Condition) -> str:
    """Return the condition as an expression that is true or false, never NULL."""
    if isinstance(asked, Comparison):
        return f"coalesce({comparison(asked)}, false)"
    if isinstance(asked, InList):
        return f"{asked.list_id} = ANY(lists)"
    if isinstance(asked, Not):
        return f"NOT {condition(asked.term)}"
    word = " AND " if isinstance(asked, AllOf) else " OR "
    return f"({word.join(condition(term) for term in asked.terms)})"


def final_score(rules: Sequence[Rule], at: Sequence[str]) -> str:
    """Return the score with the points of the rules, one after the other, cut at 0 and 100.

    ``at`` are the columns that say whether each rule holds.
    """
    score = "score"
    for rule, holds in zip(rules, at, strict=True):
        if rule.effect == "points":
            given = f"CASE WHEN {holds} THEN '{rule.points}'::float8 ELSE 0 END"
            score = f"least(100, greatest(0, {score} + {given}))"
    return score


def decision(rules: Sequence[Rule], at: Sequence[str], review: float, block: float) -> str:
    """Return the decision of a policy without lists and shield; rules come in their order."""
    first = [
        f"WHEN {holds} THEN '{rule.effect}'"
        for rule, holds in zip(rules, at, strict=True)
        if rule.effect != "points"
    ]
    by_rules = f"CASE {' '.join(first)} ELSE 'none' END" if first else "'none'"
    score = final_score(rules, at)
    return (
        f"CASE WHEN {by_rules} IN ('block', 'approve') THEN {by_rules}"
        f" WHEN {score} >= {block} THEN 'block'"
        f" WHEN {score} >= {review} OR {by_rules} = 'review' THEN 'review' ELSE 'approve' END"
    )
