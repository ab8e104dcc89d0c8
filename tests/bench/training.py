"""What training on a million labelled payments takes: `python -m tests.bench.training`.

Time is that of the processor, so that neighbours on the machine do not count; training runs on one
thread. Memory is the most the process ever held, the payments' inputs included.
"""

import resource
import time
from datetime import UTC, datetime

import numpy as np

from secureflow.scoring.history.features import NAMES
from secureflow.scoring.history.usuals import NOTHING
from secureflow.scoring.model.examples import DAY_SECONDS, Examples, examples_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import train

ROWS = 1_000_000
DAYS = 90
FRAUD = 0.01


def payments() -> Examples:
    """Return seeded payments, all signals known, in which a tenth of the inputs tells of fraud."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((ROWS, len(NAMES)), dtype=np.float64)
    risk = inputs[:, ::10].sum(axis=1)
    is_fraud = risk + rng.gumbel(size=ROWS) > np.quantile(risk, 1.0 - FRAUD)
    at = 1.7e9 + np.sort(rng.random(ROWS)) * DAYS * DAY_SECONDS
    return examples_of(inputs, at, label=is_fraud.astype(np.int8), known_at=at + 7 * DAY_SECONDS)


def main() -> None:
    """Print seconds and memory of one training."""
    found = payments()
    started = time.process_time()
    train(
        found,
        recipe=Recipe(),
        seed=0,
        trained_on="bench",
        usuals=NOTHING,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    seconds = time.process_time() - started
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{ROWS:,} payments of {len(NAMES)} inputs: {seconds:.1f} s, {held:.2f} GiB")  # noqa: T201


if __name__ == "__main__":
    main()
