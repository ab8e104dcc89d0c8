"""Make a model and put it in force: from the simulator, a file or a merchant's own payments."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from secureflow.db import merchants, models, tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.domain import Transaction
from secureflow.errors import BundleDamaged, BundleDrift, NotFound
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring.evaluation.dataset import Dataset
from secureflow.scoring.history.features import SCHEMA_HASH
from secureflow.scoring.history.usuals import NOTHING, Usuals
from secureflow.scoring.model import packing
from secureflow.scoring.model.bundle import Bundle
from secureflow.scoring.model.examples import Examples
from secureflow.scoring.model.lessons import coverage_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.training import Progress, train, unheard
from secureflow.services import examples, registry, usuals
from secureflow.services.models import Models

DEFAULT = Recipe()
SIMULATOR = "simulator"
SIMULATED_PAYMENTS = 20_000
SIMULATED_UNTIL = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday; fixed, so that the same options make the same forest on any day."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A new model, as it is and as it is stored; ``seconds`` is what the training took."""

    bundle: Bundle
    data: bytes
    version: str
    seconds: float


def base(seed: int = 0) -> Bundle:
    """Return the model that a merchant without payments begins with."""
    return from_simulator(seed=seed).bundle


def from_simulator(
    recipe: Recipe = DEFAULT,
    payments: int = SIMULATED_PAYMENTS,
    *,
    seed: int = 0,
    progress: Progress = unheard,
) -> Trained:
    """Return a model of four simulated weeks; the same recipe and seed make the same model.

    It learns no label: what the simulator calls fraud is no experience to judge real payments by.
    """
    started = time.perf_counter()
    found, usual = examples.simulated(payments, SIMULATED_UNTIL, seed)
    return _trained(started, found, usual, recipe, seed, SIMULATOR, progress)


def from_payments(
    recipe: Recipe,
    payments: Sequence[Transaction],
    name: str,
    *,
    seed: int = 0,
    progress: Progress = unheard,
) -> Trained:
    """Return a model of a file's payments, without a label; InvalidInput when they are too few."""
    started = time.perf_counter()
    found, usual = examples.of_payments(payments)
    return _trained(started, found, usual, recipe, seed, f"file {name}", progress)


def from_labelled(
    recipe: Recipe, data: Dataset, name: str, *, seed: int = 0, progress: Progress = unheard
) -> Trained:
    """Return a model of a file's payments and labels; InvalidInput when they are too few."""
    started = time.perf_counter()
    found, usual = examples.of_dataset(data)
    return _trained(started, found, usual, recipe, seed, f"file {name}", progress)


def from_merchant(
    recipe: Recipe,
    merchant_id: int,
    *,
    base: Bundle | None = None,
    seed: int = 0,
    progress: Progress = unheard,
) -> Trained:
    """Return a model of a merchant's latest stored payments, and of nobody else's.

    The lines and the shares above them are its own of the last 28 days where there are enough
    payments, else the recipe's. ``base`` lends its cold start below 1,000 payments. Raises
    NotFound for an unknown merchant, InvalidInput for too few payments without a base.
    """
    started = time.perf_counter()
    tenancy.bind(merchant_id)
    if merchants.by_id(merchant_id) is None:
        raise NotFound(f"There is no merchant {merchant_id}.", field="merchant")
    progress("payments", 0, 0)
    found, passed = examples.of_merchant(merchant_id)
    progress("payments", len(found), len(found))
    recipe = examples.recipe_of_merchant(merchant_id, recipe)
    usual = usuals.snapshot(merchant_id, False, NOTHING if base is None else base.usuals)
    # What was stopped is never reported by a bank, so it says nothing of how much is.
    coverage = coverage_of(found.rows(passed)) if len(found) else None
    name = f"merchant {merchant_id}"
    return _trained(started, found, usual, recipe, seed, name, progress, base, coverage)


def _trained(
    started: float,
    found: Examples,
    usual: Usuals,
    recipe: Recipe,
    seed: int,
    trained_on: str,
    progress: Progress,
    base: Bundle | None = None,
    coverage: float | None = None,
) -> Trained:
    bundle = train(
        found,
        recipe=recipe,
        seed=seed,
        trained_on=trained_on,
        usuals=usual,
        created_at=datetime.now(UTC),
        base=base,
        coverage=coverage,
        progress=progress,
    )
    data = packing.dump(bundle)
    seconds = time.perf_counter() - started
    return Trained(bundle, data, packing.version_name(bundle, data), seconds)


def needs_first(models_here: Models) -> bool:
    """Return whether there is no model, or only a simulated one that no longer serves here.

    A model of real payments is never taken for missing: only its owner can make it again.
    """
    row = models.active()
    if row is None:
        return True
    if row.trained_on != SIMULATOR:
        return False
    try:
        return models_here.active().bundle.schema_hash != SCHEMA_HASH
    except (BundleDamaged, BundleDrift):
        return True


def register_base(files: BundleFiles, data: bytes) -> ModelVersionRow:
    """Return the active model after a release that brings this bundle.

    The bundle comes into force where there is no model, or an older one from the simulator. What
    was registered before changes nothing, and a newer model or one of real payments stays.
    """
    bundle = packing.load(data, packing.sha256_of(data))
    active, known = models.active(), models.by_version(packing.version_name(bundle, data))
    if active is None:
        return registry.register(files, data)
    is_older = active.trained_on == SIMULATOR and active.created_at < bundle.created_at
    return registry.register(files, data) if known is None and is_older else active
