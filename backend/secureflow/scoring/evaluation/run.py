"""The protocol: day by day, payments are judged by what was known before them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from secureflow.scoring.evaluation.dataset import DAY_SECONDS, UNKNOWN, Dataset
from secureflow.scoring.evaluation.knowledge import Knowledge, knowledge
from secureflow.scoring.evaluation.plan import Plan
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.examples import Examples, examples_of

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much of it is done and how much there is."""


class Judge(Protocol):
    """A trained model: says score and probability (NaN where it has none) of payments."""

    def __call__(self, inputs: Floats, category: NDArray[np.int32]) -> tuple[Floats, Floats]:
        """Return score and probability, each of length n."""
        ...


Trainer = Callable[[Examples, Usuals, int, float], Judge]
"""Makes a model of examples, with what is usual, a seed and the time of the training."""


class History(Protocol):
    """The inputs of the payments from ``first`` on, made once for all seeds."""

    first: int
    inputs: Floats

    def forget(self) -> None:
        """Take back every label, for the next seed."""
        ...

    def usuals(self, at: float) -> Usuals:
        """Return what was usual at the beginning of the day of a time."""
        ...

    def tell(
        self, start: int, stop: int, rows: NDArray[np.intp], at: Floats, truth: NDArray[np.int8]
    ) -> None:
        """Fill the label columns of the payments ``start`` up to ``stop``, in order of time.

        Labels of the payments ``rows`` count from the times ``at`` on, which do not fall.
        """
        ...


@dataclass(slots=True)
class Run:
    """What one seed gave: score and probability of each payment at the time, NaN where none.

    ``reviewed`` are the payments that a person looked at, ``labels`` how many labels were known
    in the end, ``trained`` what each model was made of: its time and the labels known to it.
    """

    score: Floats
    probability: Floats
    reviewed: NDArray[np.bool_]
    labels: int = 0
    trained: list[tuple[float, int]] = field(default_factory=list)


def run(
    data: Dataset, plan: Plan, history: History, trainer: Trainer, seed: int, progress: Progress
) -> Run:
    """Return the scores that the payments of the plan would have got, for one seed."""
    history.forget()
    found = Run(
        score=np.full(len(data), np.nan),
        probability=np.full(len(data), np.nan),
        reviewed=np.zeros(len(data), dtype=np.bool_),
    )
    known = knowledge(data, plan, seed)
    schedule = trainings(plan)
    judge: Judge | None = None
    answered: NDArray[np.intp] = np.empty(0, dtype=np.intp)
    spans = _spans(plan)
    for number, (since, until) in enumerate(spans):
        start, stop = np.searchsorted(data.columns.occurred_at, [since, until])
        early = np.concatenate([answered, known.arrivals(np.nextafter(since, np.inf))])
        due = [one for one in schedule if one <= since]
        schedule = schedule[len(due) :]
        if schedule and plan.most_labels is not None and known.count(since) >= plan.most_labels:
            due, schedule = [since], []
        if due:
            judge = _train(data, plan, history, known, trainer, seed, since, found)
        told = np.concatenate([early, known.arrivals(until)])
        if told.size or (stop > start and plan.labels != "none"):
            at = np.maximum(known.known_at[told], since)
            history.tell(start, stop, told, at, data.truth[told])
        answered = np.empty(0, dtype=np.intp)
        if judge is not None and (plan.has_reviews or plan.test_from < until) and stop > start:
            rows = slice(start - history.first, stop - history.first)
            scores = judge(history.inputs[rows], data.category[start:stop])
            found.score[start:stop], found.probability[start:stop] = scores
        if plan.has_reviews and until % DAY_SECONDS == 0.0:
            answered = _chosen(data, known, found, plan, until)
            known.review(answered, until)
        progress(f"seed {seed}", number + 1, len(spans))
    found.reviewed = known.reviewed
    told_in_all = known.count(np.nextafter(plan.test_until, -np.inf))
    found.labels = min(told_in_all, plan.most_labels or told_in_all)
    return found


def _spans(plan: Plan) -> list[tuple[float, float]]:
    """Return the days of the plan as (since, until); where the test begins, a new span does."""
    days = np.arange(_midnight(plan.train_from) + DAY_SECONDS, plan.test_until, DAY_SECONDS)
    edges = {plan.train_from, plan.test_from, plan.test_until, *days.tolist()}
    found = sorted(edges)
    return list(pairwise(found))


def trainings(plan: Plan) -> list[float]:
    """Return when models are trained, rising.

    Replay: at ``train_from`` and every ``retrain_days`` after it. Holdout: the last time when the
    test begins, and before it only where reviewers need a model to choose by.
    """
    step = plan.retrain_days * DAY_SECONDS
    test = plan.test_from
    if plan.protocol == "holdout":
        until = min(plan.train_until, test) if plan.has_reviews else plan.train_from
        return [*np.arange(plan.train_from, until, step).tolist(), test]
    regular: list[float] = np.arange(plan.train_from, plan.test_until, step).tolist()
    if plan.has_reviews:
        return regular
    # Nobody asks the models before the one that the test begins with.
    return [max(one for one in regular if one <= test), *(one for one in regular if one > test)]


def _train(
    data: Dataset,
    plan: Plan,
    history: History,
    known: Knowledge,
    trainer: Trainer,
    seed: int,
    now: float,
    found: Run,
) -> Judge:
    times = data.columns.occurred_at
    until, start = now, history.first
    if plan.protocol == "holdout":
        until = min(until, plan.train_until)
        if now > plan.train_from:
            start = max(start, int(np.searchsorted(times, plan.train_from)))
    rows = slice(start, max(int(np.searchsorted(times, until)), start))
    labels = known.labels(rows, now, plan.most_labels)
    examples = examples_of(
        history.inputs[rows.start - history.first : rows.stop - history.first],
        times[rows],
        label=labels,
        known_at=np.where(labels == UNKNOWN, np.nan, known.known_at[rows]),
        reviewed=known.reviewed[rows] & (labels != UNKNOWN),
        reported=known.reported[rows],
        category=data.category[rows],
        categories=data.categories,
        amount=data.columns.amount[rows],
        score_then=found.score[rows],
    )
    found.trained.append((now, int(np.count_nonzero(labels != UNKNOWN))))
    return trainer(examples, history.usuals(now), seed, now)


def _chosen(
    data: Dataset, known: Knowledge, found: Run, plan: Plan, until: float
) -> NDArray[np.intp]:
    """Return the payments that a reviewer takes of the day before ``until``: the highest scores.

    What is known already needs no reviewer, and what the file does not know cannot be answered.
    """
    times = data.columns.occurred_at
    since = max(until - DAY_SECONDS, plan.train_from)
    start, stop = np.searchsorted(times, [since, until])
    is_open = (data.truth[start:stop] != UNKNOWN) & np.isnan(known.known_at[start:stop])
    rows = start + np.flatnonzero(is_open & ~np.isnan(found.score[start:stop]))
    highest = np.argsort(-found.score[rows], kind="stable")[: plan.reviews_per_day]
    taken: NDArray[np.intp] = np.sort(rows[highest])
    return taken


def _midnight(seconds: float) -> float:
    return float(np.floor(seconds / DAY_SECONDS)) * DAY_SECONDS
