"""What would have been found in a file of payments whose truth is known; nothing is stored."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secureflow.errors import InvalidInput
from secureflow.scoring.evaluation.answer import answer
from secureflow.scoring.evaluation.dataset import Dataset
from secureflow.scoring.evaluation.history import history_of
from secureflow.scoring.evaluation.page import page as drawn
from secureflow.scoring.evaluation.plan import Plan, Wanted, plan_of
from secureflow.scoring.evaluation.run import Judge, Progress, Run, Trainer, run
from secureflow.scoring.evaluation.summary import Summary, summarise
from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.usuals import Usuals
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import train
from secureflow.scoring.model.verdicts import judge
from secureflow.services import training
from secureflow.services.labelled_files import Source, load

LEAST_PAYMENTS = 1_000
"""Below this a merchant is judged by the base model."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What an evaluation found, and what it was made of."""

    data: Dataset
    plan: Plan
    runs: Sequence[Run]
    summary: Summary

    def values(self, seconds: float) -> dict[str, Any]:
        """Return the object to print, with what the whole took."""
        return answer(self.summary, self.plan, self.data, seconds)


def evaluate(source: Source, wanted: Wanted, progress: Progress) -> Evaluated:
    """Return what would have been found in the file; InvalidInput names what cannot be used."""
    data = load(source)
    progress("rows read", len(data), len(data))
    plan = plan_of(wanted, data)
    history = history_of(data, plan, progress)
    runs = [run(data, plan, history, trainer(data), seed, progress) for seed in plan.seeds]
    return Evaluated(data, plan, runs, summarise(data, plan, runs))


def trainer(data: Dataset) -> Trainer:
    """Return what trains models as the product does, on payments of this file alone."""

    def train_on(examples: Examples, usuals: Usuals, seed: int, now: float) -> Judge:
        base = base_bundle() if len(examples) < LEAST_PAYMENTS else None
        # Before the first payment there is nothing to train on but the base model itself.
        made = (
            base
            if base is not None and not len(examples)
            else train(
                examples,
                recipe=Recipe(),
                seed=seed,
                trained_on="evaluation",
                usuals=usuals,
                created_at=datetime.fromtimestamp(now, UTC),
                base=base,
            )
        )
        names = np.array([*data.categories, None], dtype=object)

        def judge_by(inputs: Floats, category: NDArray[np.int32]) -> tuple[Floats, Floats]:
            found = judge(made, inputs, names[category].tolist() if data.categories else None)
            return found.score, found.probability

        return judge_by

    return train_on


@cache
def base_bundle() -> Bundle:
    """Return the model that a new merchant begins with, made once for all seeds."""
    return training.base()


def write(values: Mapping[str, Any], name: str, output: Path | None, page: Path | None) -> None:
    """Write the object and the page where they are wanted, each only when it is complete."""
    if output is not None:
        _write("output", output, json.dumps(values, indent=2) + "\n")
    if page is not None:
        _write("page", page, drawn(dict(values), f"Evaluation of {name}"))


def _write(option: str, path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise InvalidInput(
            f"--{option}: {path} cannot be written: {error.strerror}", field=option
        ) from error
