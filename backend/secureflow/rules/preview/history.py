"""Stored payments with all that policies read of them, and a policy to look at them with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from secureflow.losses import Floats
from secureflow.rules.book import RuleBook
from secureflow.rules.columns import FactTable, matches
from secureflow.rules.condition import Condition
from secureflow.rules.preview.deciding import Around, Settled, settle
from secureflow.rules.preview.past import AsDecided, Bools, Past
from secureflow.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class View:
    """A policy to look at payments with.

    ``effects`` are those of lists by id, and ``today`` the lists that are taken as they are today;
    ``by_other`` has the other model judge, ``with_entries`` the lists hold what is tried on them.
    """

    book: RuleBook
    effects: Mapping[int, str]
    today: frozenset[int] = frozenset()
    by_other: bool = False
    with_entries: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """Payments of a window with all that was asked for; every array has the length of ``past``.

    ``was_on`` and ``is_on`` say by the id of a list which payments' values were on it at their
    time, and are today; ``snoozed`` by the id of a rule which it was to leave alone.
    ``other_score`` and ``other_probability`` are NaN where the other model has not said any.
    ``decided`` is how they were really decided; lists then do what they did, whatever a view says.
    ``would_be_on`` is as ``is_on`` with the entries that are tried.
    """

    past: Past
    facts: FactTable
    was_on: Mapping[int, Bools]
    is_on: Mapping[int, Bools]
    snoozed: Mapping[int, Bools]
    is_in_burst: Bools
    has_history: Bools
    other_score: Floats | None = None
    other_probability: Floats | None = None
    decided: AsDecided | None = None
    would_be_on: Mapping[int, Bools] = field(default_factory=dict)

    def settled(self, view: View, now: datetime) -> Settled:
        """Return what a policy says of the payments before its lines are asked."""
        facts, on = self._facts(view), self._lists(view)
        fired = {rule.id: matches(rule.condition, facts) for rule in view.book.rules}
        if self.decided is None:
            stopped, passed = (self._with_effect(one, view, on) for one in ("block", "allow"))
        else:
            stopped, passed = self.decided.is_blocked, self.decided.is_allowed
        around = Around(stopped, passed, self.is_in_burst, self.snoozed)
        score = self.past.score if facts.score is None else facts.score
        return settle(view.book, fired, score, around, now)

    def hits(self, rule: Rule) -> Bools:
        """Return the payments that a rule would be a hit of, lists taken as they were."""
        found = matches(rule.condition, self._with_lists(self.was_on))
        spared = self.snoozed.get(rule.id)
        return found if spared is None else found & ~spared

    def only(self, among: Bools) -> "History":
        """Return some of the payments."""

        def each(lists: Mapping[int, Bools]) -> dict[int, Bools]:
            return {one: members[among] for one, members in lists.items()}

        scored = self.other_score, self.other_probability
        score, chance = (None if one is None else one[among] for one in scored)
        return History(
            self.past.only(among),
            _only(self.facts, among),
            each(self.was_on),
            each(self.is_on),
            each(self.snoozed),
            self.is_in_burst[among],
            self.has_history[among],
            score,
            chance,
            None if self.decided is None else self.decided.only(among),
            each(self.would_be_on),
        )

    def holds(self, condition: Condition, view: View) -> Bools:
        """Return the payments that a condition holds for."""
        return matches(condition, self._facts(view))

    def _facts(self, view: View) -> FactTable:
        facts = self._with_lists(self._lists(view))
        if view.by_other:
            facts = replace(facts, score=self.other_score, probability=self.other_probability)
        return facts

    def _with_lists(self, lists: Mapping[int, Bools]) -> FactTable:
        return replace(self.facts, lists=_Everywhere(lists, len(self.past)))

    def _lists(self, view: View) -> dict[int, Bools]:
        was = {one: members for one, members in self.was_on.items() if one not in view.today}
        today = {**self.is_on, **self.would_be_on} if view.with_entries else self.is_on
        return was | {one: today[one] for one in view.today}

    def _with_effect(self, effect: str, view: View, on: Mapping[int, Bools]) -> Bools:
        found = np.zeros(len(self.past), dtype=np.bool_)
        for list_id, members in on.items():
            if view.effects.get(list_id) == effect:
                found |= members
        return found


class _Everywhere(dict[int, Bools]):
    """Lists by id; of one that no payment was on, nobody."""

    def __init__(self, lists: Mapping[int, Bools], size: int) -> None:
        super().__init__(lists)
        self._nobody = np.zeros(size, dtype=np.bool_)

    def __missing__(self, list_id: int) -> Bools:
        return self._nobody


def _only(facts: FactTable, among: Bools) -> FactTable:
    places = np.flatnonzero(among).tolist()
    return FactTable(
        size=len(places),
        numbers={name: values[among] for name, values in facts.numbers.items()},
        texts={name: [values[at] for at in places] for name, values in facts.texts.items()},
        inputs={name: values[among] for name, values in facts.inputs.items()},
        score=None if facts.score is None else facts.score[among],
        probability=None if facts.probability is None else facts.probability[among],
        extra=[facts.extra[at] for at in places] if facts.extra else (),
    )
