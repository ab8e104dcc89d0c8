"""What is odd about a condition before it is saved: it never holds, always, or lacks its data."""

from dataclasses import dataclass
from typing import Literal

from secureflow.rules.condition import Condition


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about a condition; one that can never hold is refused, others only warn."""

    kind: Literal["never", "always", "not_sent"]
    text: str


def problems(condition: Condition, sent: frozenset[str] | None = None) -> list[Problem]:
    """Return what is odd about a condition; ``sent`` are the payment's fields ever sent to us."""
    return []
