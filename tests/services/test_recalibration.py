"""Probabilities made anew: only where later labels prove them better, and nothing else changes."""

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from apiflask import APIFlask

from secureflow.db import model_changes, models, tenancy
from secureflow.extensions import db
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.life.refresh import refresh
from secureflow.scoring.model import packing
from secureflow.scoring.model.examples import Examples, examples_of
from secureflow.scoring.model.recipe import Recipe
from secureflow.scoring.model.verdicts import judge
from secureflow.services import challengers, comparison, recalibration, registry, shadow
from secureflow.services.models import Models
from tests.conftest import Tenant
from tests.services.stored import NOW, inputs_of, payment
from tests.services.versions import another, own

COUNT = 1_500


def bundle_of(data: bytes) -> Any:
    return packing.load(data, packing.sha256_of(data))


def truth(data: bytes, inputs: np.ndarray, sign: float) -> np.ndarray:
    """Return labels that follow what the model says of these inputs, or its opposite."""
    margin = judge(bundle_of(data), inputs, None).margin
    rank = np.argsort(np.argsort(sign * margin)) / len(margin)
    return (np.random.default_rng(5).random(len(margin)) < rank**4).astype(np.int8)


def later(data: bytes, sign: float = 1.0) -> Examples:
    inputs = np.array([inputs_of(number) for number in range(COUNT)], dtype=np.float64)
    assert inputs.shape == (COUNT, len(NAMES))
    start = (NOW - timedelta(days=20)).timestamp()
    times = np.array([start + 900.0 * number for number in range(COUNT)], dtype=np.float64)
    return examples_of(inputs, times, label=truth(data, inputs, sign))


def test_labels_that_agree_give_probabilities_and_keep_the_order(bundle_bytes: bytes) -> None:
    examples, before = later(bundle_bytes), bundle_of(bundle_bytes)
    made = refresh(before, examples, recipe=Recipe(), created_at=NOW)
    assert made is not None
    assert made.after < made.before
    assert made.labels == COUNT
    said, earlier = (judge(one, examples.inputs, None) for one in (made.bundle, before))
    assert np.array_equal(said.margin, earlier.margin)
    assert np.all(np.diff(said.probability[np.argsort(said.margin)]) >= -1e-12)
    told = made.bundle.metrics["quality"]["calibration"]
    assert told["brier"] == pytest.approx(made.after)
    assert told["brier"] < told["brier_base"]
    assert said.score[said.margin.argsort()][-45] >= 45.0


def test_labels_that_disagree_change_nothing(bundle_bytes: bytes) -> None:
    examples = later(bundle_bytes, sign=-1.0)
    assert refresh(bundle_of(bundle_bytes), examples, recipe=Recipe(), created_at=NOW) is None


def test_few_labels_change_nothing(bundle_bytes: bytes) -> None:
    few = later(bundle_bytes).rows(np.arange(100))
    assert refresh(bundle_of(bundle_bytes), few, recipe=Recipe(), created_at=NOW) is None


def test_a_champions_probabilities_come_into_force_on_record(
    app: APIFlask, tenant: Tenant, bundle_bytes: bytes
) -> None:
    here: Models = app.extensions["secureflow_models"]
    row = own(here.files, tenant.merchant_id, another(bundle_bytes, 2025))
    row.data_until = NOW - timedelta(days=28)
    registry.promote(here, tenant.merchant_id, row.version, "it is ours")
    version = row.version
    rival = own(here.files, tenant.merchant_id, another(bundle_bytes, 2024)).version
    inputs = np.array([inputs_of(number) for number in range(500)])
    for number, is_fraud in enumerate(truth(bundle_bytes, inputs, 1.0).tolist()):
        payment(
            tenant.merchant_id,
            number,
            version=version,
            at=NOW - timedelta(days=20, minutes=-number * 40),
            label="fraud" if is_fraud else "legitimate",
        )
    db.session.commit()
    challengers.challenge(here, tenant.merchant_id, rival, 0.0)
    shadow.score_waiting(here)
    recalibration.refresh_all(here)
    here.refresh()
    champion = here.arms(tenant.merchant_id).champion
    assert champion.version != version
    assert champion.scorer.bundle.probability is not None
    tenancy.bind(tenant.merchant_id)
    made = registry.found(tenant.merchant_id, champion.version)
    assert (made.kind, made.parent) == ("recalibrated", version)
    learned_until = bundle_of(bundle_bytes).metrics["last_payment_at"]
    assert made.data_until == datetime.fromisoformat(learned_until), "the trees learned nothing new"
    assert datetime.fromisoformat(made.metrics["calibrated_until"]) > NOW - timedelta(days=20)
    shadow.score_waiting(here)
    tenancy.bind(tenant.merchant_id)
    found = comparison.compare(here, tenant.merchant_id, rival).found
    assert (found.payments, found.labelled) == (500, 500), "what was compared stays comparable"
    change = model_changes.listed(tenant.merchant_id)[0]
    assert (change.kind, change.before) == ("promoted", version)
    assert "Brier score" in change.reason
    recalibration.refresh_all(here)
    here.refresh()
    assert here.arms(tenant.merchant_id).champion.version == champion.version
    assert registry.roll_back(here, tenant.merchant_id, "back").version == version
    recalibration.refresh_all(here)
    tenancy.bind(tenant.merchant_id)
    now = models.own_active(tenant.merchant_id)
    assert now is not None
    assert now.version == version, "what a person went back to stays"
