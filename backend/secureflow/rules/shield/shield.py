"""The shield of one merchant while it judges some payments, one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from secureflow.domain import BurstKind
from secureflow.rules.circumstances import Burst
from secureflow.rules.shield.pace import KEPT, Came, Pace, added
from secureflow.rules.shield.payer import Newness
from secureflow.rules.shield.watched import WHERE

Outcome = Literal["stopped", "blocked", "let through"]
"""What became of a payment: the shield decided, something else blocked it, or neither."""
THROUGH_KEPT = 128
"""Times kept of newcomers that were let through while there was no burst."""


class Key(NamedTuple):
    """A value that newcomers may share, and the bytes it is kept under.

    ``is_entity``: what is remembered of the payment itself tells that the value was seen.
    """

    kind: BurstKind
    value: str
    key: bytes
    is_entity: bool = False


@dataclass(slots=True)
class News:
    """What some payments add to a pace; adding is the same in any order.

    ``stopped`` and ``passed`` are payments of the latest burst: those that the shield stopped, and
    those that were let through all the same. ``through`` are the times of newcomers that were let
    through while there was none; who came just before a burst is told by them when it is asked
    for, because not before all is stored is it known when the burst began. ``opened``: one did.
    """

    kind: BurstKind
    value: str
    is_entity: bool
    times: list[float] = field(default_factory=list)
    usual: float = 0.0
    usual_at: float = 0.0
    since: float | None = None
    until: float | None = None
    opened: bool = False
    through: list[float] = field(default_factory=list)
    stopped: int = 0
    passed: int = 0


class Shield:
    """Judges payments by the paces that were read, and notes what they add to them.

    ``begun`` is the time of the merchant's first payment in seconds, None where there is none. For
    a day after it newcomers are counted and nothing else, because everybody is new then.
    """

    def __init__(self, paces: Mapping[bytes, Pace], begun: float | None) -> None:
        self._paces = dict(paces)
        self._read = set(paces)
        self._begun = begun
        self.news: dict[bytes, News] = {}

    def take_in(self, paces: Mapping[bytes, Pace]) -> None:
        """Take in paces that were read later; of what is known already more is known here."""
        self._paces = dict(paces) | self._paces
        self._read.update(paces)

    def has(self, key: bytes) -> bool:
        """Return whether the pace of a key is here, read or begun."""
        return key in self._paces

    def knows(self, key: bytes) -> bool:
        """Return whether the pace of a key was read, and not begun here."""
        return key in self._read

    def bursts(self, keys: Sequence[Key], at: float, *, is_again: bool) -> tuple[Burst, ...]:
        """Return the bursts that a newcomer is one of, by the keys it counts under, and count it.

        The same card tried again is no further evidence.
        """
        found = (self._burst(key, at, is_again=is_again) for key in keys)
        return tuple(burst for burst in found if burst is not None)

    def became(
        self, keys: Sequence[Key], at: float, bursts: Sequence[Burst], outcome: Outcome
    ) -> None:
        """Note what became of the newcomer that was counted last, in these bursts of its keys."""
        kinds = {burst.kind for burst in bursts}
        for key in keys:
            news = self.news[key.key]
            if key.kind not in kinds:
                if outcome == "let through":
                    news.through = [*news.through, at][-THROUGH_KEPT:]
            elif self._paces[key.key].is_burst(at):
                # A late payment of a burst that is long over is none of the one that is told of.
                news.stopped += outcome == "stopped"
                news.passed += outcome == "let through"

    def _burst(self, key: Key, at: float, *, is_again: bool) -> Burst | None:
        pace = self._paces.setdefault(key.key, Pace())
        came = Came(pace.is_burst(at)) if is_again else self._came(pace, key, at)
        if not came.in_burst:
            return None
        news = self._news_of(key)
        news.since, news.until = pace.since, pace.until
        if came.opened:
            news.opened, news.stopped, news.passed = True, 0, 0
        return _told(key.kind, pace, at)

    def _came(self, pace: Pace, key: Key, at: float) -> Came:
        came = pace.came(key.kind, at, at if self._begun is None else self._begun)
        news = self._news_of(key)
        news.times = [*news.times, at][-KEPT:]
        if not came.in_burst:
            news.usual = added(news.usual, news.usual_at, 1.0, at)
            news.usual_at = max(news.usual_at, at)
        return came

    def _news_of(self, key: Key) -> News:
        return self.news.setdefault(key.key, News(key.kind, key.value, key.is_entity))


def counted_under(keys: Sequence[Key], new: Newness) -> Sequence[Key]:
    """Return the keys that a newcomer counts under, of those of the payment."""
    return keys if new == "payer" else [key for key in keys if key.kind == "customer"]


def _told(kind: BurstKind, pace: Pace, at: float) -> Burst:
    """Return a burst in words, without what the payments share: that is erased with a person."""
    since = at if pace.since is None else min(pace.since, at)
    until = at if pace.until is None else pace.until
    said = f"{datetime.fromtimestamp(since, UTC):%H:%M} UTC"
    new = "card" if kind == "customer" else "payer"
    return Burst(
        kind,
        f"Card testing {WHERE[kind]} since {said}, and this {new} is new",
        datetime.fromtimestamp(until, UTC),
    )
