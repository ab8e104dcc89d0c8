import numpy as np

from secureflow.scoring.history.windows import rolling

DAY = 86_400.0


def test_a_rolling_window_is_open_at_its_start_and_closed_at_its_end() -> None:
    times = np.array([0.0, DAY, DAY, 2 * DAY, 2 * DAY + 1])
    counts, sums = rolling(np.zeros(5, np.int64), times, np.array([1.0, 2, 4, 8, 16]), DAY)
    assert counts.tolist() == [1, 2, 2, 1, 2]
    assert sums.tolist() == [1, 6, 6, 8, 24]


def test_groups_and_delays_are_what_a_plain_comparison_says() -> None:
    rng = np.random.default_rng(0)
    n = 300
    groups = rng.integers(0, 7, n)
    times, values = np.round(rng.uniform(0, 60 * DAY, n)), rng.integers(0, 9, n).astype(float)
    for days, delay in ((1.0, 0.0), (7.0, 7.0), (30.0, 3.0)):
        counts, sums = rolling(groups, times, values, days * DAY, delay * DAY)
        for row in range(n):
            end = times[row] - delay * DAY
            own = (groups == groups[row]) & (times <= end) & (times > end - days * DAY)
            assert counts[row] == own.sum()
            assert sums[row] == values[own].sum()
