"""A policy ready to decide: lines, rules and the shield, and the order in which they speak."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Literal

from secureflow.domain import Decision, Effect, Hit
from secureflow.rules.circumstances import Circumstances, ListEffect
from secureflow.rules.evaluate import Conditions
from secureflow.rules.facts import Facts
from secureflow.rules.rule import Rule
from secureflow.rules.saying import said

ShieldMode = Literal["live", "shadow", "off"]
ShieldEffect = Literal["block", "review"]
LOWEST, HIGHEST = 0.0, 100.0
MOST_TOLD = 300
"""Characters of a hit's text: it is stored with every payment."""
SEVERITY: dict[Decision, int] = {"approve": 0, "review": 1, "block": 2}


@dataclass(frozen=True, slots=True)
class ShieldSettings:
    """What the shield does to newcomers of a burst; in shadow it only says what it would."""

    mode: ShieldMode = "live"
    effect: ShieldEffect = "block"


@dataclass(frozen=True)
class RuleBook:
    """One version of a merchant's policy; immutable, so it may be kept by (merchant, version).

    ``rules`` may come in any order and are kept by priority, then id. Lists are no part of it:
    what a list does is known with the payment, see Circumstances.
    """

    version: int
    review_line: float
    block_line: float
    rules: tuple[Rule, ...] = ()
    shield: ShieldSettings = ShieldSettings()
    told: Mapping[int, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.rules, key=lambda rule: (rule.priority, rule.id)))
        object.__setattr__(self, "rules", ordered)
        object.__setattr__(self, "told", {rule.id: _told(rule) for rule in ordered})

    @cached_property
    def conditions(self) -> Conditions:
        """Return the conditions of the rules, in their order.

        They are compiled when they are first asked: many a book is only read.
        """
        return Conditions([rule.condition for rule in self.rules])

    def by_score(self, score: float) -> Decision:
        """Return what the two lines alone say of a score."""
        if score >= self.block_line:
            return "block"
        return "review" if score >= self.review_line else "approve"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a policy says of a payment: ``score`` is the model's plus points of rules, 0..100."""

    score: float
    decision: Decision
    hits: tuple[Hit, ...]

    @property
    def is_by_lines(self) -> bool:
        """Whether the two lines decided, and no rule, list or shield."""
        return not any(hit.decides for hit in self.hits)


def decide(book: RuleBook, facts: Facts, circumstances: Circumstances, now: datetime) -> Verdict:
    """Return the decision of a payment with every hit that spoke of it.

    Points come first, by priority, each cut so that the score stays within 0..100. Then block
    lists, allow lists, rules by priority, the shield and the lines: the first that speaks
    decides, but a review is "at least": the shield and the lines may still block. Whoever an
    allow list or a rule lets through, neither the shield nor the lines touch. ``now`` is the
    time of judging; an expired rule, and one that is snoozed, is no hit.
    """
    fired = _fired(book, facts, circumstances, now)
    if not (fired or circumstances.lists or circumstances.bursts):
        return Verdict(facts.score, book.by_score(facts.score), ())
    score, by_rules = _with_points(book, facts.score, fired)
    lists = _by_lists(book, circumstances)
    bursts = _by_shield(book, circumstances)
    deciding = [hit for hit in by_rules if hit.effect != "points"]
    decision, decider = _decided(book, score, [*lists, *deciding], bursts)
    hits = tuple(
        replace(hit, decides=True) if hit is decider else hit
        for hit in (*lists, *by_rules, *bursts)
    )
    return Verdict(score, decision, hits)


def _told(rule: Rule) -> str:
    text = f"{rule.name}: {said(rule.condition)}"
    return text if len(text) <= MOST_TOLD else f"{text[: MOST_TOLD - 1]}…"


def _fired(book: RuleBook, facts: Facts, circumstances: Circumstances, now: datetime) -> list[Rule]:
    if not book.rules:
        return []
    holding = (book.rules[place] for place in book.conditions.holding(facts))
    return [
        rule
        for rule in holding
        if (rule.expires_at is None or now < rule.expires_at)
        and rule.id not in circumstances.snoozed
    ]


def _with_points(book: RuleBook, score: float, fired: list[Rule]) -> tuple[float, list[Hit]]:
    """Return the score with all points and a hit of each rule; each says what it really added."""
    hits = []
    for rule in fired:
        risen = min(max(score + rule.points, LOWEST), HIGHEST)
        added, score = risen - score, risen
        told = book.told[rule.id]
        hits.append(Hit(rule.id, rule.name, rule.effect, added, told, False, "rule", book.version))
    return score, hits


def _by_lists(book: RuleBook, circumstances: Circumstances) -> list[Hit]:
    """Return a hit of each list that does something, those that block first."""
    effects: tuple[tuple[ListEffect, Effect, str], ...] = (
        ("block", "block", "block"),
        ("allow", "approve", "allow"),
    )
    return [
        Hit(
            None,
            match.name,
            effect,
            0.0,
            f"On the {word} list {match.name}.",
            False,
            "list",
            book.version,
        )
        for kind, effect, word in effects
        for match in circumstances.lists
        if match.effect == kind
    ]


def _by_shield(book: RuleBook, circumstances: Circumstances) -> list[Hit]:
    shield = book.shield
    if shield.mode == "off":
        return []
    return [
        Hit(None, burst.kind, shield.effect, 0.0, burst.text, False, "shield", book.version)
        for burst in circumstances.bursts
    ]


def _decided(
    book: RuleBook, score: float, spoken: list[Hit], bursts: list[Hit]
) -> tuple[Decision, Hit | None]:
    """Return the decision and the hit it is owed to, None where the lines make it."""
    first = spoken[0] if spoken else None
    if first is not None and first.effect == "block":
        return "block", first
    if first is not None and first.effect == "approve":
        return "approve", first
    voices: list[tuple[Decision, Hit | None]] = []
    if first is not None:
        voices.append(("review", first))
    if bursts and book.shield.mode == "live":
        voices.append((book.shield.effect, bursts[0]))
    voices.append((book.by_score(score), None))
    # Of equals the first speaks: max keeps it.
    return max(voices, key=lambda voice: SEVERITY[voice[0]])
