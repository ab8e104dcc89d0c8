"""The shield of one merchant while it judges some payments, one after the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from secureflow.domain import BurstKind, Transaction
from secureflow.rules.circumstances import Burst
from secureflow.rules.shield.pace import KEPT, Came, Pace, added
from secureflow.rules.shield.payer import Newness, Seen, newness
from secureflow.rules.shield.watched import WHERE


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

    ``stopped`` and ``passed`` are newcomers of the burst, ``before`` those that opened it.
    """

    kind: BurstKind
    value: str
    is_entity: bool
    times: list[float] = field(default_factory=list)
    usual: float = 0.0
    usual_at: float = 0.0
    since: float | None = None
    until: float | None = None
    before: int = 0
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

    def bursts(self, payment: Transaction, keys: Sequence[Key], seen: Seen) -> tuple[Burst, ...]:
        """Return the bursts that a payment is one of, and count it.

        Only newcomers are of any, and who pays with a new card on an account counts there. The
        same card tried again is no further evidence.
        """
        at = payment.occurred_at.timestamp()
        new = newness(payment, seen, at)
        if new is None:
            return ()
        own = counted_under(keys, new)
        found = (self._burst(key, at, is_again=seen.is_again) for key in own)
        return tuple(burst for burst in found if burst is not None)

    def became(self, keys: Sequence[Key], bursts: Sequence[Burst], *, stopped: bool) -> None:
        """Note what was decided of a payment in these bursts."""
        kinds = {burst.kind for burst in bursts}
        for key in keys:
            if key.kind in kinds:
                self.news[key.key].stopped += stopped
                self.news[key.key].passed += not stopped

    def _burst(self, key: Key, at: float, *, is_again: bool) -> Burst | None:
        pace = self._paces.setdefault(key.key, Pace())
        came = Came(pace.is_burst(at)) if is_again else self._came(pace, key, at)
        if not came.in_burst:
            return None
        news = self._news_of(key)
        news.since, news.until = pace.since, pace.until
        news.before = max(news.before, came.before)
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
