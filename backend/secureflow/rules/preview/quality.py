"""How right a rule is: its hits by what became known of them, and what else hit the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from secureflow.rules.preview.past import Bools, Past
from secureflow.rules.preview.rows import Split, split

MOST_OVERLAPS = 20


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another rule that hit ``both`` of the same payments, ``share`` of this rule's hits."""

    rule_id: int
    both: int
    share: float


@dataclass(frozen=True, slots=True)
class Quality:
    """A rule's hits by outcome, and the other rules' that overlap most, the largest first."""

    hits: Split
    overlap: tuple[Overlap, ...]


def quality(past: Past, hit: Bools, others: Iterable[tuple[int, Iterable[int]]]) -> Quality:
    """Return how right the hits of a rule are.

    ``others`` has, for payments by their place, the ids of the other rules that hit them.
    """
    both: Counter[int] = Counter()
    for place, rules in others:
        if hit[place]:
            both.update(set(rules))
    hits = split(past, hit)
    largest = sorted(both.items(), key=lambda one: (-one[1], one[0]))[:MOST_OVERLAPS]
    return Quality(
        hits, tuple(Overlap(rule_id, count, count / hits.payments) for rule_id, count in largest)
    )
