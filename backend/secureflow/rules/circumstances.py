"""What was so around a payment at its moment besides its history: lists, snoozes and bursts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ListEffect = Literal["block", "allow", "none"]


@dataclass(frozen=True, slots=True)
class ListMatch:
    """A list one of the payment's values was in, with what the list did at that moment."""

    list_id: int
    name: str
    effect: ListEffect


@dataclass(frozen=True, slots=True)
class Burst:
    """A burst of newcomers that the payment is one of; people seen before are part of none.

    ``kind`` is what its payments share and ``text`` the sentence a person reads; it is over at
    ``until``.
    """

    kind: str
    text: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All of it; ``snoozed`` has the ids of rules that one of the payment's entities is spared."""

    lists: tuple[ListMatch, ...] = ()
    snoozed: frozenset[int] = frozenset()
    bursts: tuple[Burst, ...] = ()

    @property
    def list_ids(self) -> frozenset[int]:
        """Return the lists the payment's values were in, whatever they do."""
        return frozenset(match.list_id for match in self.lists)


PLAIN = Circumstances()
"""In no list, of no burst, nothing snoozed."""
