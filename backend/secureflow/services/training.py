"""Make a model and put it in force: from the simulator, a file or a merchant's own payments."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from secureflow.db import merchants, models, tenancy, transactions
from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import transaction_of
from secureflow.domain import Transaction
from secureflow.errors import BundleDamaged, BundleDrift, NotFound
from secureflow.infra.bundles import BundleFiles
from secureflow.scoring import bundle as bundles
from secureflow.scoring.bundle import Bundle
from secureflow.scoring.training import train
from secureflow.services import registry
from secureflow.services.models import Models
from secureflow.simulation import simulate

SIMULATOR = "simulator"
SIMULATED_PAYMENTS = 20_000
SIMULATED_UNTIL = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday; fixed, so that the same options make the same forest on any day."""
MOST_STORED = 200_000
"""Of a merchant's stored payments the latest are used."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: the shares of payments sent to review and blocked, and the forest's size."""

    review_share: float = 0.03
    block_share: float = 0.003
    trees: int = 200
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Trained:
    """A new model, as it is and as it is stored; ``seconds`` is what the training took."""

    bundle: Bundle
    data: bytes
    version: str
    seconds: float


def from_simulator(recipe: Recipe, payments: int = SIMULATED_PAYMENTS) -> Trained:
    """Return a model of four simulated weeks; the same recipe makes the same forest."""
    simulated = simulate(payments=payments, ends_at=SIMULATED_UNTIL, seed=recipe.seed)
    return from_payments(recipe, [one.transaction for one in simulated], SIMULATOR)


def from_merchant(recipe: Recipe, merchant_id: int) -> Trained:
    """Return a model of a merchant's latest stored payments; NotFound for an unknown merchant."""
    tenancy.bind(merchant_id)
    if merchants.by_id(merchant_id) is None:
        raise NotFound(f"There is no merchant {merchant_id}.", field="merchant")
    rows = transactions.recent_for_training(merchant_id, MOST_STORED)
    return from_payments(recipe, [transaction_of(row) for row in rows], f"merchant {merchant_id}")


def from_payments(recipe: Recipe, payments: Sequence[Transaction], trained_on: str) -> Trained:
    """Return a model of these payments; InvalidInput when they are too few."""
    started = time.perf_counter()
    bundle = train(
        payments,
        review_share=recipe.review_share,
        block_share=recipe.block_share,
        trees=recipe.trees,
        seed=recipe.seed,
        trained_on=trained_on,
    )
    data = bundles.dump(bundle)
    seconds = time.perf_counter() - started
    return Trained(bundle, data, bundles.version_name(data), seconds)


def needs_first(models_here: Models) -> bool:
    """Return whether there is no model, or only a simulated one that no longer loads here.

    A model of real payments is never taken for missing: only its owner can make it again.
    """
    row = models.active()
    if row is None:
        return True
    if row.trained_on != SIMULATOR:
        return False
    try:
        models_here.active()
    except (BundleDamaged, BundleDrift):
        return True
    return False


def register_base(files: BundleFiles, data: bytes) -> ModelVersionRow:
    """Return the active model after a release that brings this bundle.

    The bundle comes into force where there is no model, or an older one from the simulator. What
    was registered before changes nothing, and a newer model or one of real payments stays.
    """
    bundle = bundles.load(data, bundles.sha256_of(data))
    active, known = models.active(), models.by_version(bundles.version_name(data))
    if active is None:
        return registry.register(files, data)
    is_older = active.trained_on == SIMULATOR and active.created_at < bundle.created_at
    return registry.register(files, data) if known is None and is_older else active
