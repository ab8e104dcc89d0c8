"""A change of a policy that somebody wants to try: what was asked, and what it makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from secureflow.db import lists
from secureflow.db.accounts import Caller
from secureflow.db.lists import ListRow
from secureflow.db.models import ModelVersionRow
from secureflow.domain import Effect
from secureflow.errors import InvalidInput, NotFound
from secureflow.rules.book import RuleBook, ShieldSettings
from secureflow.rules.condition import lists_of
from secureflow.rules.meaning import ListName
from secureflow.rules.own_lists import with_own_lists
from secureflow.rules.preview.history import View
from secureflow.rules.rule import USUAL_PRIORITY, Rule, checked_rule
from secureflow.rules.saying import sentence
from secureflow.rules.sentence import parse
from secureflow.rules.tree import from_tree
from secureflow.services import policies, ready, registry, tried_entries
from secureflow.services.past import Asked
from secureflow.services.tried_entries import EntriesTried

USUAL_PAYMENTS = 100_000
A_NEW_RULE = 0
"""In place of an id: no rule that is kept has it."""
TRIED = "The rule that is tried"


@dataclass(frozen=True, slots=True)
class RuleTried:
    """A rule to try, in the place of another where ``rule_id`` says so.

    Either ``sentence`` is said, or ``condition`` as a tree with ``effect`` and its points.
    """

    rule_id: int | None = None
    sentence: str | None = None
    condition: Mapping[str, Any] | None = None
    effect: Effect | None = None
    points: float | None = None
    priority: int = USUAL_PRIORITY


@dataclass(frozen=True, slots=True)
class ReadyTried:
    """A ready rule to try as a draft would choose it, by its key; see services/ready.py."""

    key: str
    choice: Mapping[str, Any]

    @property
    def is_on(self) -> bool:
        """Whether the policy is to have it."""
        return bool(self.choice["is_on"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to change of the live policy, or of the one of another version; see the schema.

    It is held against the live policy; ``as_decided`` against what was really decided, by
    whichever policy did, with every list as it was then.
    """

    policy: int | None = None
    lines: tuple[float, float] | None = None
    rule: RuleTried | None = None
    ready: ReadyTried | None = None
    list_id: int | None = None
    list_effect: Literal["block", "allow", "none"] = "none"
    entries: EntriesTried | None = None
    shield: ShieldSettings | None = None
    model: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    most: int = USUAL_PAYMENTS
    as_decided: bool = False

    @property
    def is_lines_alone(self) -> bool:
        """Whether nothing but the lines changes, which is little work."""
        rest = (self.policy, self.rule, self.ready, self.list_id, self.entries)
        return all(part is None for part in (*rest, self.shield, self.model))


class Change:
    """The policy that decides, what is changed of it, and how lists are taken on either side."""

    def __init__(self, who: Caller, wanted: Wanted) -> None:
        merchant_id = who.merchant_id
        self.live = policies.live(merchant_id)
        self.based_on = wanted.policy or self.live.version
        self._lists = {row.id: row for row in lists.all_of(merchant_id)}
        base = _base(merchant_id, self.based_on)
        self.rule = self._rule_of(wanted, base)
        self.model = None if wanted.model is None else _model(merchant_id, wanted.model)
        self.tried = self._tried(base, wanted)
        self.most, self._as_decided = wanted.most, wanted.as_decided
        self.entries = None
        if wanted.entries is not None:
            self.entries = tried_entries.checked(who, wanted.entries, self._lists)
        # Both sides ask the list of today: they differ by what is tried alone.
        on = {} if self.entries is None else {self.entries.of.id: self.entries.of}
        self._asked_lists = self._lists | on
        effects: dict[int, str] = {one.id: one.effect for one in self._asked_lists.values()}
        self.as_it_is = View(self.live, effects, frozenset(on))
        # What a payment stood on is kept with it; only lists made since know nothing of it.
        since = set() if wanted.as_decided else self._read(self.tried) - self._read(self.live)
        today = since | on.keys()
        if wanted.list_id is not None:
            today |= {self._list(wanted.list_id).id}
            effects = effects | {wanted.list_id: wanted.list_effect}
        self.as_it_would_be = View(
            self.tried,
            effects,
            frozenset(today),
            by_other=self.model is not None,
            with_entries=self.entries is not None,
        )

    @property
    def said(self) -> str:
        """Return the rule that is tried as a sentence, empty where there is none."""
        rule, names = self.rule, {row.id: row.name for row in self._lists.values()}
        return "" if rule is None else sentence(rule.effect, rule.points, rule.condition, names)

    def asked(self) -> Asked:
        """Return what is to be read of the payments."""
        before = () if self._as_decided else self.live.rules
        conditions = {rule.condition for rule in (*before, *self.tried.rules)}
        return Asked(list(conditions), self.today, self.model, self._as_decided, self.entries)

    @property
    def today(self) -> list[ListRow]:
        """Return the lists that are asked as they are today."""
        return [self._asked_lists[one] for one in sorted(self.as_it_would_be.today)]

    def is_read(self, list_id: int) -> bool:
        """Return whether any rule that is tried asks a list."""
        return list_id in self._read(self.tried)

    def _read(self, book: RuleBook) -> set[int]:
        asked = {one for rule in book.rules for one in lists_of(rule.condition)}
        return asked & self._lists.keys()

    def _list(self, list_id: int) -> ListRow:
        if list_id not in self._lists:
            raise NotFound(f"There is no list {list_id}.", field="list_id")
        return self._lists[list_id]

    def _rule_of(self, wanted: Wanted, base: RuleBook) -> Rule | None:
        if wanted.ready is None:
            return None if wanted.rule is None else self._rule(wanted.rule)
        if wanted.rule is not None:
            raise InvalidInput("ready: send it, or `rule`, and not both", field="ready")
        key = wanted.ready.key
        same = next((one.id for one in base.rules if one.ready == key), A_NEW_RULE)
        return replace(ready.tried(key, wanted.ready.choice), id=same)

    def _rule(self, said: RuleTried) -> Rule:
        if (said.sentence is None) == (said.condition is None):
            raise InvalidInput("rule: say either sentence or condition", field="rule")
        if said.condition is not None and said.effect is None:
            raise InvalidInput("effect: is needed with condition", field="effect")
        effect, points = said.effect, said.points or 0.0
        names = [ListName(row.id, row.name, row.kind) for row in self._lists.values()]
        if said.sentence is not None:
            for field, value in (("effect", said.effect), ("points", said.points)):
                if value is not None:
                    raise InvalidInput(f"{field}: a sentence says it by itself", field=field)
            parsed = parse(said.sentence, names)
            effect, points, condition = parsed.effect, parsed.points, parsed.condition
        else:
            condition = with_own_lists(from_tree(said.condition), names)
        rule_id = A_NEW_RULE if said.rule_id is None else said.rule_id
        return checked_rule(
            Rule(rule_id, TRIED, condition, effect or "review", points, said.priority)
        )

    def _tried(self, base: RuleBook, wanted: Wanted) -> RuleBook:
        rules = base.rules
        if self.rule is not None:
            is_on = wanted.ready is None or wanted.ready.is_on
            if self.rule.id != A_NEW_RULE and all(one.id != self.rule.id for one in rules):
                raise NotFound(
                    f"Policy {base.version} has no rule {self.rule.id}.", field="rule_id"
                )
            others = [one for one in rules if one.id != self.rule.id]
            rules = (*others, self.rule) if is_on else tuple(others)
        review, block = wanted.lines or (base.review_line, base.block_line)
        if block < review:
            raise InvalidInput("lines: block must not lie below review", field="lines")
        return replace(
            base,
            review_line=review,
            block_line=block,
            rules=rules,
            shield=wanted.shield or base.shield,
        )


def _base(merchant_id: int, version: int) -> RuleBook:
    try:
        return policies.book(merchant_id, version)
    except NotFound as error:
        raise NotFound(error.message, field="policy") from error


def _model(merchant_id: int, version: str) -> ModelVersionRow:
    try:
        return registry.found(merchant_id, version)
    except NotFound as error:
        raise NotFound(error.message, field="model") from error
