"""A rule of a policy: a condition, what it does, and how it is kept."""

from dataclasses import dataclass
from datetime import datetime

from secureflow.domain import Effect
from secureflow.rules.condition import Condition

MAX_POINTS = 100.0
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
