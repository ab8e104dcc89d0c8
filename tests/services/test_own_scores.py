"""What rules add is no model's doing: models are measured, compared and taught without it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from secureflow.db import examples as learned
from secureflow.db import model_comparison, model_samples, own_scores, preview, tenancy
from secureflow.db.model_comparison import Two
from secureflow.db.model_samples import Period
from secureflow.db.model_scores import ModelScoreRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.preview import Window
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.scoring.history.features import SCHEMA_HASH
from secureflow.services import examples, replay
from secureflow.services.models import Models
from tests.conftest import Api, Tenant, as_owner
from tests.services import ruled
from tests.services.previewed import judged
from tests.services.stored import NOW, payment
from tests.services.versions import another, own

DAY = timedelta(days=1)


@pytest.fixture
def raised(models: Models, tenant: Tenant) -> str:
    """The champion; a rule has raised every second of its forty payments from 20 to 60."""
    tenancy.bind(tenant.merchant_id)
    version = models.arms(tenant.merchant_id).champion.version
    for number in range(40):
        rises = number % 2 == 0
        payment(
            tenant.merchant_id,
            number,
            score=60.0 if rises else 20.0,
            model_score=20.0 if rises else None,
            version=version,
            label="fraud" if rises else "legitimate",
        )
    db.session.commit()
    tenancy.bind(tenant.merchant_id)
    return version


def test_two_models_are_compared_by_what_each_said(
    models: Models, tenant: Tenant, raised: str, bundle_bytes: bytes
) -> None:
    rival = own(models.files, tenant.merchant_id, another(bundle_bytes, 2044))
    tenancy.bind(tenant.merchant_id)
    rival = db.session.merge(rival)
    champion = db.session.scalars(
        select(ModelVersionRow).where(ModelVersionRow.version == raised)
    ).one()
    for number in db.session.scalars(select(TransactionRow.id)).all():
        db.session.add(
            ModelScoreRow(
                transaction_id=number,
                version_id=rival.id,
                merchant_id=tenant.merchant_id,
                score=20.0,
            )
        )
    db.session.flush()
    pairs = model_comparison.pairs(Two(tenant.merchant_id, champion, rival), NOW - DAY)
    assert len(pairs) == 40
    assert {(row.champion, row.challenger) for row in pairs} == {(20.0, 20.0)}
    as_owner("UPDATE transactions SET model_version = :rival", rival=rival.version)
    other = model_comparison.pairs(Two(tenant.merchant_id, rival, champion), NOW - DAY)
    assert {row.champion for row in other} <= {20.0}


@pytest.mark.usefixtures("raised")
def test_drift_and_quality_are_the_models_own(tenant: Tenant) -> None:
    day = Period(tenant.merchant_id, NOW - DAY, NOW)
    assert {row.score for row in model_samples.sample(day, SCHEMA_HASH)} == {20.0}
    assert {(row.score, row.flagged) for row in model_samples.judged(day)} == {(20.0, False)}
    counted = model_samples.counts(day)
    assert (counted.payments, counted.flagged) == (40, 0)
    as_owner("UPDATE policies SET review_line = 20")
    db.session.rollback()
    tenancy.bind(tenant.merchant_id)
    # What it would have flagged, a list may have let through: it is flagged all the same.
    as_owner("UPDATE transactions SET decision = 'approve'")
    assert model_samples.counts(day).flagged == 40
    assert all(row.flagged for row in model_samples.judged(day))


@pytest.mark.usefixtures("raised")
def test_a_model_is_taught_by_the_scores_of_models(tenant: Tenant) -> None:
    found, passed = examples.of_merchant(tenant.merchant_id)
    assert found.score_then.tolist() == [20.0] * 40
    assert passed.sum() == 20, "what rules held was held"
    assert learned.latest_shares(tenant.merchant_id, 7, (20.0, 45.0)) == (40.0, 1.0, 0.0)


def test_the_models_score_is_kept_to_the_last_digit(
    models: Models, api: Api, tenant: Tenant
) -> None:
    """Points that are taken off the sum again leave other digits, and a line may be among them."""
    rule = ruled.rule(tenant.merchant_id, "Add 50 points if amount is over 0")
    ruled.live(tenant.merchant_id, rule)
    judged(api)
    tenancy.bind(tenant.merchant_id)
    until = datetime.now(UTC)
    window = Window(tenant.merchant_id, False, "USD", 1_000, until - 9 * DAY, until)
    previewed = {int(row["id"]): float(row["score"]) for row in preview.numbers(window)}
    rows = db.session.scalars(select(TransactionRow)).all()
    assert len(rows) == len(previewed) == 120
    for row in rows:
        again = replay.replay(models, row)
        assert again.differences == []
        assert previewed[row.id] == own_scores.of(row) == again.replayed["model_score"]
        assert row.model_score is not None
    assert any(row.score - (row.score - own_scores.of(row)) != own_scores.of(row) for row in rows)
    number = rows[-1].id
    found = api.get(f"/transactions/{number}").get_json()
    assert found["model_score"] == previewed[number]
    assert found["rule_points"] == sum(hit["points"] for hit in found["hits"])
    assert found["model_score"] + found["rule_points"] == pytest.approx(found["score"])
