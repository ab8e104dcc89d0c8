"""What is to be evaluated: the ranges of time, what becomes known of payments, and when."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from secureflow.errors import InvalidInput
from secureflow.scoring.evaluation.dataset import DAY_SECONDS, UNKNOWN, Dataset

Protocol = Literal["replay", "holdout"]
Policy = Literal["none", "reviews", "reviews+reports", "all"]

LABEL_DELAY_DAYS = 7.0
"""With all labels, one counts this long after its payment: chargebacks take their time."""
TEST_SHARE = 1.0 / 3.0
LEAST_TEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for. Times are seconds since 1970 and None where left open.

    ``from`` is the first second of a range and ``until`` the first one after it.
    """

    protocol: Protocol = "replay"
    labels: Policy = "reviews+reports"
    train_from: float | None = None
    train_until: float | None = None
    test_from: float | None = None
    test_until: float | None = None
    train_share: float | None = None
    reviews_per_day: int = 20
    reported_share: float = 0.5
    report_delay_days: float = 7.0
    retrain_days: int = 7
    most_labels: int | None = None
    seeds: tuple[int, ...] = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is done: as Wanted, with every range decided.

    When ``most_labels`` are known a last model is trained, on the first so many; None is no end.
    ``tells_test`` is False where nothing of the test becomes known while it lasts.
    """

    protocol: Protocol
    labels: Policy
    train_from: float
    train_until: float
    test_from: float
    test_until: float
    reviews_per_day: int
    reported_share: float
    report_delay_days: float
    retrain_days: int
    most_labels: int | None
    seeds: tuple[int, ...]
    tells_test: bool = True

    @property
    def has_reviews(self) -> bool:
        """Whether somebody looks at payments every day."""
        return self.labels in ("reviews", "reviews+reports")


def plan_of(wanted: Wanted, data: Dataset) -> Plan:
    """Return the plan for these payments; InvalidInput names the option that does not fit them.

    Left open, the last third of the days is the test, training ends 7 days before it and begins
    with the file. Without times, ``train_share`` of the labelled payments come before the test.
    """
    if len(data) == 0:
        raise InvalidInput("file: has no payment that could be judged", field="file")
    _check_numbers(wanted)
    ranges = _by_time(wanted, data) if data.has_time else _by_rows(wanted, data)
    train_from, train_until, test_from, test_until = ranges
    for name, since, until in (
        ("train_until", train_from, train_until),
        ("test_from", train_until, test_from),
        ("test_until", test_from, test_until),
    ):
        if until < since or (until == since and name != "test_from"):
            raise InvalidInput(
                f"{_option(name)}: lies before what it must follow",
                field=name,
                fix="The order is --train-from, --train-until, --test-from, --test-until.",
            )
    plan = Plan(
        wanted.protocol,
        wanted.labels,
        *ranges,
        reviews_per_day=wanted.reviews_per_day,
        reported_share=wanted.reported_share,
        report_delay_days=wanted.report_delay_days,
        retrain_days=wanted.retrain_days,
        most_labels=wanted.most_labels,
        seeds=wanted.seeds,
        tells_test=data.has_time,
    )
    _check_rows(plan, data)
    return plan


def _by_time(wanted: Wanted, data: Dataset) -> tuple[float, float, float, float]:
    if wanted.train_share is not None:
        raise InvalidInput(
            "--train-share: is for files in the order of their rows",
            field="train_share",
            fix="Add --order row, or give ranges of time.",
        )
    first, last = float(data.day[0]) * DAY_SECONDS, float(data.day[-1] + 1) * DAY_SECONDS
    gap = LABEL_DELAY_DAYS * DAY_SECONDS
    test_from = wanted.test_from
    if test_from is None and wanted.train_until is not None:
        test_from = wanted.train_until + gap
    if test_from is None:
        days = max(round((last - first) / DAY_SECONDS * TEST_SHARE), 1)
        test_from = max(last - days * DAY_SECONDS, first + DAY_SECONDS)
    train_from = first if wanted.train_from is None else wanted.train_from
    train_until = wanted.train_until
    if train_until is None:
        # A week for labels to arrive, or what a short file has before its test.
        train_until = test_from - min(gap, max((test_from - train_from) / 2.0, 0.0))
    test_until = last if wanted.test_until is None else wanted.test_until
    return train_from, train_until, test_from, test_until


def _by_rows(wanted: Wanted, data: Dataset) -> tuple[float, float, float, float]:
    given = ("train_from", "train_until", "test_from", "test_until")
    for name in given:
        if getattr(wanted, name) is not None:
            raise InvalidInput(
                f"{_option(name)}: the file is taken in the order of its rows, without times",
                field=name,
                fix="Use --train-share, or --order time with a column occurred_at.",
            )
    share = 1.0 - TEST_SHARE if wanted.train_share is None else wanted.train_share
    labelled = np.flatnonzero(data.truth != UNKNOWN)
    # The rows of the test are rounded down: 0.6 of 15,732 labelled rows leaves 6,292.
    in_test = int(labelled.size * (1.0 - share) + 1e-9)
    times = data.columns.occurred_at
    if not 0 < in_test < labelled.size:
        raise InvalidInput(
            f"--train-share: {share:g} of {labelled.size:,} labelled rows leaves none "
            + ("to test on" if in_test == 0 else "to train on"),
            field="train_share",
        )
    test_from = float(times[labelled[-in_test]])
    return float(times[0]), test_from, test_from, float(times[-1]) + 1.0


def _check_numbers(wanted: Wanted) -> None:
    checks = (
        ("reviews_per_day", 1 <= wanted.reviews_per_day <= 1_000_000, "1 to 1,000,000"),
        ("reported_share", 0.0 <= wanted.reported_share <= 1.0, "0 to 1"),
        ("report_delay_days", 0.0 <= wanted.report_delay_days <= 3_650.0, "0 to 3,650"),
        ("retrain_days", 1 <= wanted.retrain_days <= 3_650, "1 to 3,650"),
        ("most_labels", wanted.most_labels is None or wanted.most_labels >= 1, "1 or more"),
        ("train_share", wanted.train_share is None or 0.0 < wanted.train_share < 1.0, "0 to 1"),
        ("seeds", 1 <= len(wanted.seeds) <= 100, "1 to 100"),
    )
    for name, is_right, bounds in checks:
        if not is_right:
            raise InvalidInput(f"{_option(name)}: must be {bounds}", field=name)


def _check_rows(plan: Plan, data: Dataset) -> None:
    times = data.columns.occurred_at
    first, last = np.searchsorted(times, [plan.test_from, plan.test_until])
    labelled = int(np.count_nonzero(data.truth[first:last] != UNKNOWN))
    if labelled < LEAST_TEST_ROWS:
        raise InvalidInput(
            f"--test-from: {last - first:,} payments lie in the test, {labelled:,} of them with a "
            "known label; there is nothing to measure",
            field="test_from",
            fix="Choose other ranges; name the labels with --map label=…, --fraud-value and "
            "--good-value.",
        )


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")
