"""A rule of a policy: a condition, what it does, and how it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, get_args

from secureflow.domain import Effect
from secureflow.errors import RuleError
from secureflow.rules.condition import Condition
from secureflow.rules.limits import checked
from secureflow.rules.tree import from_tree, to_tree

FORM = 1
"""Of what is stored; a release that stores rules otherwise counts on and reads the older."""
KEYS = frozenset(
    ("form", "id", "name", "effect", "points", "priority", "expires_at", "ready", "condition")
)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
MAX_POINTS = 100.0
MOST_DECIMALS = 2
LAST_PRIORITY = 1_000
USUAL_PRIORITY = 500
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``id`` is its identity through all versions of a policy.

    ``points`` are -100..100 and 0 unless ``effect`` is points; ``priority`` is 1..1,000, 1 first;
    ``expires_at`` an aware time from which it does not fire; ``ready`` the key of the ready rule
    it was made from.
    """

    id: int
    name: str
    condition: Condition
    effect: Effect
    points: float = 0.0
    priority: int = USUAL_PRIORITY
    expires_at: datetime | None = None
    ready: str | None = None


def points_problem(points: Decimal) -> str | None:
    """Return what is wrong with the points of a rule, None where nothing is."""
    if not points.is_finite() or not 0 < abs(points) <= MAX_POINTS:
        return f"must be points above 0 and at most {MAX_POINTS:.0f}, added or taken off"
    if -int(points.normalize().as_tuple().exponent) > MOST_DECIMALS:
        return f"must be points with at most {MOST_DECIMALS} decimals"
    return None


def checked_rule(rule: Rule) -> Rule:
    """Return the rule; RuleError where a part of it is out of bounds."""
    if rule.effect not in EFFECTS:
        raise RuleError(f"effect: must be one of {', '.join(EFFECTS)}", field="effect")
    if not 1 <= len(rule.name) <= MAX_NAME or not rule.name.isprintable():
        raise RuleError(f"name: must be 1 to {MAX_NAME} visible characters", field="name")
    if rule.effect != "points" and rule.points != 0:
        raise RuleError("points: only a rule that adds points has any", field="points")
    problem = points_problem(Decimal(repr(rule.points))) if rule.effect == "points" else None
    if problem:
        raise RuleError(f"points: {problem}", field="points")
    if not 1 <= rule.priority <= LAST_PRIORITY:
        raise RuleError(f"priority: must be 1 to {LAST_PRIORITY:,}, 1 first", field="priority")
    if rule.expires_at is not None and rule.expires_at.tzinfo is None:
        raise RuleError("expires_at: must have a zone", field="expires_at")
    checked(rule.condition)
    return rule


def to_json(rule: Rule) -> dict[str, Any]:
    """Return the rule as it is stored in a policy's document."""
    return {
        "form": FORM,
        "id": rule.id,
        "name": rule.name,
        "effect": rule.effect,
        "points": rule.points,
        "priority": rule.priority,
        "expires_at": None if rule.expires_at is None else rule.expires_at.isoformat(),
        "ready": rule.ready,
        "condition": to_tree(rule.condition),
    }


def from_json(data: Mapping[str, Any]) -> Rule:
    """Return the rule of its stored form; RuleError where that is none of this release."""
    if set(data) != KEYS or data["form"] != FORM:
        raise RuleError("rule: is not in the form this release stores")
    expires_at = data["expires_at"]
    return checked_rule(
        Rule(
            id=int(data["id"]),
            name=data["name"],
            condition=from_tree(data["condition"]),
            effect=data["effect"],
            points=float(data["points"]),
            priority=int(data["priority"]),
            expires_at=None if expires_at is None else datetime.fromisoformat(expires_at),
            ready=data["ready"],
        )
    )
