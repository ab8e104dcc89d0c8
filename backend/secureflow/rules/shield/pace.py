"""How fast newcomers come under one value, what is usual there, and when it is a burst."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp2, log, sqrt

from secureflow.domain import BurstKind

KEPT = 64
"""Times kept of a value; where all of them lie within a window, their pace tells of more."""
WINDOW = 600.0
LASTS = 3_600.0
"""Seconds that newcomers are counted in, and that a burst goes on after it was last so."""
HALF_LIFE = 7 * 86_400.0
LEARNING = 86_400.0
"""Seconds after a merchant's first payment before which nobody can be told to be new."""

FEW, MANY = (7.0, 4.0, 2.0), (25.0, 3.0, 4.0)
LIMITS: dict[BurstKind, tuple[float, float, float]] = {
    "ip": FEW,
    "device": FEW,
    "customer": FEW,
    "card_bin": MANY,
    "email": MANY,
}
"""By kind a, b and c of the limit a + b x + c sqrt(x), where x is usual in a window.

Seven strangers of one address within ten minutes are rare, 25 with cards of one bank are not. The
factors leave room for the busiest hour of a day, the root for chance.
"""


@dataclass(slots=True)
class Pace:
    """The newcomers of one value; times are seconds since 1970.

    ``times`` are those of the last 64, ascending; ``usual`` is how many came outside of bursts,
    each halved in seven days, as of ``usual_at``. A burst goes from ``since`` to ``until``; to
    ``quiet_until`` a person wants none.
    """

    times: list[float] = field(default_factory=list)
    usual: float = 0.0
    usual_at: float = 0.0
    since: float | None = None
    until: float | None = None
    quiet_until: float | None = None

    def is_burst(self, at: float) -> bool:
        """Return whether a moment lies in a burst."""
        if self.since is None or self.until is None or self.is_quiet(at):
            return False
        return self.since <= at < self.until

    def is_quiet(self, at: float) -> bool:
        """Return whether a person wants no burst at this moment."""
        return self.quiet_until is not None and at < self.quiet_until

    def within(self, at: float) -> float:
        """Return how many came in the window that ends with a moment, by those that are kept."""
        count = sum(at - WINDOW < one <= at for one in self.times)
        if count < KEPT:
            return float(count)
        return count * WINDOW / max(at - self.times[0], 1.0)

    def expected(self, at: float, begun: float) -> float:
        """Return how many are usual in a window; ``begun`` is the merchant's first payment."""
        known = HALF_LIFE / log(2.0) * (1.0 - exp2(-max(at - begun, LEARNING) / HALF_LIFE))
        return decayed(self.usual, self.usual_at, at) * WINDOW / known

    def limit(self, kind: BurstKind, at: float, begun: float) -> float:
        """Return how many newcomers in a window are a burst."""
        base, factor, noise = LIMITS[kind]
        expected = self.expected(at, begun)
        return base + factor * expected + noise * sqrt(expected)

    def came(self, kind: BurstKind, at: float, begun: float) -> "Came":
        """Count a newcomer, and return what that comes to.

        What is usual is learned outside of bursts only, so an attack does not teach its own pace.
        """
        self.times = sorted([*self.times, at])[-KEPT:]
        may_open = at >= begun + LEARNING and not self.is_quiet(at)
        if may_open and self.within(at) >= self.limit(kind, at, begun):
            return self._goes_on(at)
        if self.is_burst(at):
            return Came(in_burst=True)
        self.usual = added(self.usual, self.usual_at, 1.0, at)
        self.usual_at = max(self.usual_at, at)
        return Came(in_burst=False)

    def _goes_on(self, at: float) -> "Came":
        if self.since is not None and self.until is not None:
            if self.since <= at <= self.until:
                self.until = max(self.until, at + LASTS)
                return Came(in_burst=True)
            if at < self.since:
                # A late payment: of the beginning of this burst, or of one that is long over.
                self.since = at if at + LASTS >= self.since else self.since
                return Came(in_burst=True)
        self.since, self.until = at, at + LASTS
        return Came(in_burst=True, opened=True)


@dataclass(frozen=True, slots=True)
class Came:
    """Whether a newcomer is one of a burst, and whether it opened one."""

    in_burst: bool
    opened: bool = False


def of_burst(times: Sequence[float], since: float, until: float) -> int:
    """Return how many of these times are of a burst, from the window before it to its end."""
    return sum(since - WINDOW < at < until for at in times)


def decayed(count: float, of: float, at: float) -> float:
    """Return a decaying count of one moment as of another."""
    return count * exp2(-(at - of) / HALF_LIFE) if count else 0.0


def added(count: float, of: float, more: float, at: float) -> float:
    """Return the sum of two decaying counts as of the later of their moments."""
    latest = max(of, at)
    return decayed(count, of, latest) + decayed(more, at, latest)
