"""Drift and quality, measured on stored payments, and measured again without harm."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from secureflow.db import model_reports, tenancy
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services import drift, model_quality, registry
from secureflow.services.models import Models
from tests.conftest import Tenant, make_tenant
from tests.services.stored import NOW, inputs_of, payment
from tests.services.versions import another, own

MIDNIGHT = NOW.replace(hour=0, minute=0, second=0)


def weeks(merchant_id: int, *, shift: float = 0.0, **values: Any) -> None:
    """Store five weeks of payments, of which the inputs of the last week have moved."""
    tenancy.bind(merchant_id)
    for number in range(700):
        at = MIDNIGHT - timedelta(days=number % 35, hours=2)
        moved = shift if at >= MIDNIGHT - timedelta(days=7) else 0.0
        payment(merchant_id, number, at=at, inputs=inputs_of(number, moved), **values)
    db.session.commit()


def report(models: Models, merchant_id: int) -> dict[str, Any]:
    for _ in range(2):
        drift.measure(models, NOW)
    tenancy.bind(merchant_id)
    row = model_reports.last_drift(merchant_id, models.arms(merchant_id).champion.version)
    assert row is not None
    return row.report


def test_payments_that_stay_as_they_were_are_stable(models: Models, tenant: Tenant) -> None:
    weeks(tenant.merchant_id)
    found = report(models, tenant.merchant_id)
    assert (found["reference"], found["payments"], found["payments_then"]) == ("earlier", 140, 560)
    assert {one["level"] for one in found["features"]} <= {"stable", "moderate"}
    assert found["score"]["level"] == "stable"
    assert found["labels"] == {
        "psi": None, "level": None, "fraud_share": None, "fraud_share_then": None,
        "labels": 0, "labels_then": 0,
    }  # fmt: skip


def test_inputs_that_moved_come_first(models: Models, tenant: Tenant) -> None:
    weeks(tenant.merchant_id, shift=2.0)
    found = report(models, tenant.merchant_id)
    assert found["features"][0]["level"] == "large"
    shares = found["features"][0]["bins"]
    assert sum(shares["before"]) == pytest.approx(1.0, abs=0.2)
    assert sorted(shares["edges"]) == shares["edges"]


@pytest.fixture
def warns(app: APIFlask, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Have warnings be heard, whatever level the tests run at."""
    before = log.level
    log.setLevel("WARNING")
    log.addHandler(caplog.handler)
    yield
    log.removeHandler(caplog.handler)
    log.setLevel(before)


@pytest.mark.usefixtures("warns")
def test_what_moved_far_is_logged_unless_nobody_is_to_be_warned(
    models: Models, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    weeks(tenant.merchant_id, shift=2.0)
    drift.measure(models, NOW, warns=False)
    assert caplog.messages == []
    drift.measure(models, NOW)
    assert caplog.messages == ["model_drift"]


def test_a_signal_that_stays_away_is_told(models: Models, tenant: Tenant) -> None:
    weeks(tenant.merchant_id, device="d-1")
    found = report(models, tenant.merchant_id)
    signals = {one["signal"]: one["missing_share"] for one in found["signals"]}
    assert (signals["device"], signals["terminal"]) == (0.0, 1.0)


def test_a_model_of_the_merchants_own_is_held_against_its_training(
    models: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    row = own(models.files, tenant.merchant_id, another(bundle_bytes, 2022))
    registry.promote(models, tenant.merchant_id, row.version, "a test")
    models.refresh()
    weeks(tenant.merchant_id)
    found = report(models, tenant.merchant_id)
    assert (found["reference"], found["payments_then"]) == ("training", 4_000)


def test_few_payments_make_no_report(models: Models, tenant: Tenant) -> None:
    drift.measure(models, NOW)
    tenancy.bind(tenant.merchant_id)
    version = models.arms(tenant.merchant_id).champion.version
    assert model_reports.last_drift(tenant.merchant_id, version) is None


def test_quality_is_measured_by_week_and_model_and_only_ones_own(
    models: Models, tenant: Tenant
) -> None:
    tenancy.bind(tenant.merchant_id)
    for number in range(200):
        is_fraud = number % 10 == 0
        payment(
            tenant.merchant_id,
            number,
            score=80.0 if is_fraud or number % 17 == 0 else 5.0,
            version="one" if number < 120 else "two",
            at=MIDNIGHT - timedelta(days=14 if number < 120 else 7, minutes=number),
            label=None if number % 3 == 2 else "fraud" if is_fraud else "legitimate",
        )
    db.session.commit()
    other = make_tenant("Contoso")
    for _ in range(2):
        model_quality.measure(NOW)
    tenancy.bind(tenant.merchant_id)
    points = model_reports.quality(tenant.merchant_id, None)
    assert [point.version for point in points] == ["one", "two"]
    assert points[0].ends_at - points[0].starts_at == timedelta(days=7)
    assert points[0].starts_at.weekday() == 0
    first = points[0].figures
    assert (first["payments"], first["labels"]) == (120, 80)
    assert first["recall"]["mean"] == 1.0
    assert first["precision"]["low"] <= first["precision"]["mean"] <= first["precision"]["high"]
    tenancy.bind(other.merchant_id)
    assert model_reports.quality(other.merchant_id, None) == []
