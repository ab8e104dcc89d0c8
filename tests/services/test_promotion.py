"""Champion against challenger on stored payments, and the gate between them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.db.model_scores import ModelScoreRow
from secureflow.db.models import ModelVersionRow
from secureflow.errors import GateFailed, NotFound
from secureflow.extensions import db
from secureflow.services import challengers, comparison, promotion, registry
from secureflow.services.models import Models
from tests.conftest import Tenant
from tests.services.stored import NOW, payment
from tests.services.versions import another, own

Scores = Callable[[int, bool], tuple[float, float]]
"""The champion's and the challenger's score of a payment by its number and whether it is fraud."""


@pytest.fixture
def rival(models: Models, tenant: Tenant, bundle_bytes: bytes) -> str:
    """The version of a shadow of the tenant that was trained until a month ago."""
    row = own(models.files, tenant.merchant_id, another(bundle_bytes, 2020))
    row.data_until = NOW - timedelta(days=28)
    challengers.challenge(models, tenant.merchant_id, row.version, 0.0)
    return row.version


def better(number: int, is_fraud: bool) -> tuple[float, float]:
    return (30.0 + number % 20, 60.0) if is_fraud else (40.0 + number % 8, 20.0)


def worse(number: int, is_fraud: bool) -> tuple[float, float]:
    return better(number, is_fraud)[::-1]


def fill(models: Models, merchant_id: int, rival: str, scores: Scores, count: int = 240) -> None:
    """Store payments of four weeks, one in eight a fraud, that both models have scored."""
    tenancy.bind(merchant_id)
    champion = models.arms(merchant_id).champion.version
    rival_id = db.session.scalars(
        select(ModelVersionRow.id).where(ModelVersionRow.version == rival)
    ).one()
    for number in range(count):
        is_fraud = number % 8 == 0
        ours, theirs = scores(number, is_fraud)
        row = payment(
            merchant_id,
            number,
            score=ours,
            version=champion,
            at=NOW - timedelta(days=number % 27, minutes=number),
            label="fraud" if is_fraud else "legitimate",
        )
        db.session.add(
            ModelScoreRow(
                transaction_id=row.id, version_id=rival_id, merchant_id=merchant_id, score=theirs
            )
        )
    db.session.commit()


def failed(models: Models, merchant_id: int, rival: str) -> set[str]:
    tenancy.bind(merchant_id)
    gate = comparison.compare(models, merchant_id, rival).gate
    return {check["name"] for check in gate["checks"] if not check["passed"]}


def test_a_better_challenger_is_promoted_with_its_gate_on_record(
    models: Models, tenant: Tenant, rival: str
) -> None:
    fill(models, tenant.merchant_id, rival, better)
    found = comparison.compare(models, tenant.merchant_id, rival)
    assert (found.found.payments, found.found.labelled, found.found.frauds) == (240, 240, 30)
    assert found.found.challenger.caught == 30
    assert found.found.saved.low > 0.0
    assert promotion.promote(models, tenant.merchant_id, rival, "finds them all").version == rival
    models.refresh()
    assert models.arms(tenant.merchant_id).champion.version == rival
    assert models.arms(tenant.merchant_id).challengers == ()
    event = db.session.scalars(
        select(AuditEventRow).order_by(AuditEventRow.position.desc()).limit(1)
    ).one()
    assert (event.action, event.thing) == ("model.promoted", f"model:{rival}")
    assert event.after is not None
    assert (event.after["reason"], event.after["gate_passed"]) == ("finds them all", True)


def test_a_worse_one_is_held_back_and_the_message_says_why(
    models: Models, tenant: Tenant, rival: str
) -> None:
    fill(models, tenant.merchant_id, rival, worse)
    assert "quality" in failed(models, tenant.merchant_id, rival)
    with pytest.raises(GateFailed, match="That is worse for certain"):
        promotion.promote(models, tenant.merchant_id, rival, "I like it")
    db.session.rollback()
    models.refresh()
    assert models.arms(tenant.merchant_id).champion.version != rival


def test_few_labels_hold_back(models: Models, tenant: Tenant, rival: str) -> None:
    fill(models, tenant.merchant_id, rival, better, count=60)
    assert failed(models, tenant.merchant_id, rival) == {"labels"}


def test_what_either_learned_from_is_not_compared(
    models: Models, tenant: Tenant, rival: str
) -> None:
    fill(models, tenant.merchant_id, rival, better)
    tenancy.bind(tenant.merchant_id)
    registry.found(tenant.merchant_id, rival).data_until = NOW - timedelta(days=2)
    db.session.commit()
    compared = comparison.compare(models, tenant.merchant_id, rival)
    assert {(NOW - row.occurred_at).days for row in compared.rows} == {0, 1}


def test_what_is_no_challenger_is_not_promoted(
    models: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    row = own(models.files, tenant.merchant_id, another(bundle_bytes, 2021))
    with pytest.raises(NotFound, match="is no challenger"):
        promotion.promote(models, tenant.merchant_id, row.version, "a short cut")
