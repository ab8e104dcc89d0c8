"""A policy's decisions of many payments at once, equal to those of ``book.decide`` one by one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from secureflow.losses import APPROVE, BLOCK, REVIEW, Decisions, Floats
from secureflow.rules.book import RuleBook
from secureflow.rules.preview.past import Bools
from secureflow.rules.rule import Rule

OPEN = -1
"""In ``Settled.said``: nobody has spoken, so the lines decide."""
HIGHEST = 100.0


@dataclass(frozen=True, slots=True)
class Around:
    """What was so around n payments: which lists block or let them through, and bursts.

    ``snoozed`` has, by the id of a rule, the payments that it is to leave alone.
    """

    is_blocked: Bools
    is_allowed: Bools
    is_in_burst: Bools
    snoozed: Mapping[int, Bools]


@dataclass(frozen=True, slots=True)
class Settled:
    """What stands before the lines are asked; both arrays have length n.

    ``score`` is the model's with the points of the rules. ``said`` is -1 where the lines decide,
    0 where a payment is let through, 1 where it is reviewed unless the lines block it, 2 where it
    is blocked.
    """

    score: Floats
    said: Decisions


def settle(
    book: RuleBook, fired: Mapping[int, Bools], score: Floats, around: Around, now: datetime
) -> Settled:
    """Return what rules, lists and the shield say of payments with these scores of a model.

    ``fired`` has, by the id of a rule, the payments its condition holds for; ``now`` tells which
    rules have expired.
    """
    found = score.copy()
    said = np.full(len(score), OPEN, dtype=np.int8)
    spoke = around.is_blocked | around.is_allowed
    said[around.is_allowed] = APPROVE
    said[around.is_blocked] = BLOCK
    for rule in book.rules:
        if rule.expires_at is not None and rule.expires_at <= now:
            continue
        hit = hits(rule, fired, around)
        if rule.effect == "points":
            found[hit] = np.clip(found[hit] + rule.points, 0.0, HIGHEST)
        else:
            first = hit & ~spoke
            said[first] = EFFECTS[rule.effect]
            spoke |= first
    if book.shield.mode == "live":
        stopped = around.is_in_burst & ((said == OPEN) | (said == REVIEW))
        said[stopped] = np.maximum(said[stopped], EFFECTS[book.shield.effect])
    return Settled(found, said)


EFFECTS: Mapping[str, int] = {"approve": APPROVE, "review": REVIEW, "block": BLOCK}


def hits(rule: Rule, fired: Mapping[int, Bools], around: Around) -> Bools:
    """Return the payments that a rule is a hit of: its condition holds and it is not snoozed."""
    spared = around.snoozed.get(rule.id)
    return fired[rule.id] if spared is None else fired[rule.id] & ~spared


def by_lines(settled: Settled, review_line: float, block_line: float) -> Decisions:
    """Return 0 approve, 1 review, 2 block for each payment, now that the lines are known."""
    lines = (settled.score >= review_line).astype(np.int8)
    lines[settled.score >= block_line] = BLOCK
    is_open, is_held = settled.said == OPEN, settled.said == REVIEW
    decided = np.where(is_open, lines, settled.said)
    held: Decisions = np.where(is_held, np.maximum(lines, REVIEW), decided).astype(np.int8)
    return held
