"""When people pay: the hours of the window, weighed by each person's day and week."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from secureflow.simulation.chance import Floats, Ints, at_shares, pick

HOUR = 3600
DAY = 24 * HOUR

# Weight of each local hour, 0..23, for one kind of person: early, daytime, evening, night shift.
RHYTHMS = np.array(
    [
        [1, 1, 1, 1, 2, 8, 20, 38, 46, 44, 42, 44, 46, 38, 32, 30, 30, 32, 26, 16, 8, 4, 2, 1],
        [1, 1, 1, 1, 1, 2, 6, 14, 24, 36, 44, 50, 56, 50, 46, 44, 46, 50, 44, 32, 20, 12, 6, 2],
        [6, 2, 1, 1, 1, 1, 2, 6, 12, 16, 20, 26, 36, 32, 28, 30, 38, 50, 62, 66, 58, 46, 30, 16],
        [
            30,
            24,
            18,
            14,
            12,
            14,
            20,
            26,
            18,
            8,
            4,
            4,
            6,
            10,
            18,
            26,
            30,
            32,
            34,
            34,
            32,
            32,
            34,
            34,
        ],
    ],
    dtype=np.float64,
)
RHYTHM_SHARES = np.array([0.26, 0.40, 0.30, 0.04])

# Weight of each local weekday, Monday first: those who shop when they are free, and on weekdays.
WEEKS = np.array(
    [[0.75, 0.75, 0.85, 0.95, 1.25, 1.55, 1.10], [1.10, 1.10, 1.10, 1.10, 1.20, 0.70, 0.45]]
)
WEEK_SHARES = np.array([0.7, 0.3])


@dataclass(frozen=True, slots=True)
class Calendar:
    """The window of everything: seconds since 1970 from ``start`` to below ``end``."""

    start: int
    end: int

    @property
    def days(self) -> int:
        """Return the length of the window in whole days."""
        return (self.end - self.start) // DAY

    def hour_weights(self, rhythm: int, week: int, zone: int) -> Floats:
        """Return how likely each hour of the window is for one kind of person in one time zone."""
        hours, weekdays = self._local(zone)
        weights: Floats = RHYTHMS[rhythm][hours] * WEEKS[week][weekdays]
        return weights

    def draw(self, rng: Generator, manner: Ints, active_from: Ints) -> Ints:
        """Return a time for each payment, at or after the hour in which its payer became active.

        ``manner`` is (payments, 3): rhythm, week and zone (minutes from UTC) of the payer.
        """
        shares = rng.random(len(manner))
        times = rng.integers(0, HOUR, len(manner)) + self.start
        first_hour = np.maximum(0, -(-(active_from - self.start) // HOUR))
        kinds, kind_of = np.unique(manner, axis=0, return_inverse=True)
        kind_of = kind_of.reshape(-1)
        for position, (rhythm, week, zone) in enumerate(kinds.tolist()):
            mine = kind_of == position
            cumulated = np.cumsum(self.hour_weights(rhythm, week, zone))
            before = np.concatenate([[0.0], cumulated])[first_hour[mine]] / cumulated[-1]
            hours = at_shares(cumulated, before + shares[mine] * (1 - before))
            times[mine] += hours * HOUR
        return times

    def moment(self, rng: Generator, zone: int, local_hours: Sequence[int]) -> int:
        """Return one time of the window that lies in one of the local hours of a time zone."""
        hours, _ = self._local(zone)
        wanted = np.flatnonzero(np.isin(hours, local_hours)).tolist()
        return self.start + pick(rng, wanted) * HOUR + int(rng.integers(HOUR))

    def fit(self, times: Sequence[int]) -> list[int]:
        """Return the times moved back by whole days, together, until all lie before the end."""
        late = max(times) - (self.end - 1)
        back = -(-late // DAY) * DAY if late > 0 else 0
        return [time - back for time in times]

    def _local(self, zone: int) -> tuple[Ints, Ints]:
        """Return local hour (0..23) and weekday (Monday 0) of each hour of the window."""
        local = self.start + zone * 60 + np.arange(self.days * 24, dtype=np.int64) * HOUR
        # 1970-01-01 was a Thursday.
        return local // HOUR % 24, (local // DAY + 3) % 7
