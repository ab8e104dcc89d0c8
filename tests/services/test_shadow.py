"""Shadows score after the answer: each payment once, whatever happens in between."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import select

from secureflow.db import model_arms, tenancy
from secureflow.db.model_scores import ModelScoreRow
from secureflow.db.models import ModelVersionRow
from secureflow.extensions import db
from secureflow.scoring.model import packing
from secureflow.services import challengers, shadow
from secureflow.services.models import Models
from tests.conftest import Tenant, as_owner, make_tenant
from tests.services.stored import inputs_of, many
from tests.services.versions import another, own


@pytest.fixture
def rival(models: Models, tenant: Tenant, bundle_bytes: bytes) -> ModelVersionRow:
    """A shadow of the tenant."""
    row = own(models.files, tenant.merchant_id, another(bundle_bytes, 2020))
    challengers.challenge(models, tenant.merchant_id, row.version, 0.0)
    return row


def scores(merchant_id: int, version_id: int) -> dict[int, float]:
    tenancy.bind(merchant_id)
    rows = db.session.scalars(select(ModelScoreRow).where(ModelScoreRow.version_id == version_id))
    return {row.transaction_id: row.score for row in rows}


def test_what_waits_is_scored_once_from_what_was_stored(
    models: Models, tenant: Tenant, rival: ModelVersionRow
) -> None:
    rows = many(tenant.merchant_id, range(30))
    version_id, ids = rival.id, [row.id for row in rows]
    inputs = np.array([inputs_of(number) for number in range(30)])
    expected = models.version(rival.version).score(inputs, [None] * 30).score.tolist()
    for _ in range(2):
        shadow.score_waiting(models)
        assert scores(tenant.merchant_id, version_id) == dict(zip(ids, expected, strict=True))


def test_the_champion_scores_what_others_judged_too(
    models: Models, tenant: Tenant, rival: ModelVersionRow
) -> None:
    tenancy.bind(tenant.merchant_id)
    champion = models.arms(tenant.merchant_id).champion.version
    base_id = db.session.scalars(
        select(ModelVersionRow.id).where(ModelVersionRow.version == champion)
    ).one()
    version_id = rival.id
    mine = many(tenant.merchant_id, range(5), version=rival.version)
    theirs = many(tenant.merchant_id, range(5, 9), version=champion)
    mine_ids, their_ids = {row.id for row in mine}, {row.id for row in theirs}
    shadow.score_waiting(models)
    assert scores(tenant.merchant_id, base_id).keys() == mine_ids
    assert scores(tenant.merchant_id, version_id).keys() == their_ids


def test_a_payment_that_appears_late_is_not_missed(
    models: Models, tenant: Tenant, rival: ModelVersionRow
) -> None:
    version_id = rival.id
    (late,) = many(tenant.merchant_id, range(1), created_at=datetime.now(UTC))
    late_id = late.id
    as_owner("UPDATE transactions SET inputs = NULL WHERE id = :id", id=late_id)
    many(tenant.merchant_id, range(1, 4), created_at=datetime.now(UTC))
    shadow.score_waiting(models)
    assert late_id not in scores(tenant.merchant_id, version_id)
    as_owner(
        "UPDATE transactions SET inputs = :inputs WHERE id = :id", id=late_id, inputs=inputs_of(1)
    )
    shadow.score_waiting(models)
    assert late_id in scores(tenant.merchant_id, version_id)
    tenancy.bind(tenant.merchant_id)
    ((arm, _),) = model_arms.of_merchant(tenant.merchant_id)
    assert arm.scored_through < late_id


def test_batches_go_on_where_the_last_ended(
    models: Models, tenant: Tenant, rival: ModelVersionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shadow, "ROWS_AT_ONCE", 4)
    monkeypatch.setattr(shadow, "MOST_BATCHES", 2)
    version_id = rival.id
    ids = [row.id for row in many(tenant.merchant_id, range(11))]
    shadow.score_waiting(models)
    assert sorted(scores(tenant.merchant_id, version_id)) == ids[:8]
    shadow.score_waiting(models)
    assert sorted(scores(tenant.merchant_id, version_id)) == ids


def test_what_no_model_can_read_holds_nothing_up(
    models: Models, tenant: Tenant, rival: ModelVersionRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shadow, "ROWS_AT_ONCE", 2)
    version_id = rival.id
    many(tenant.merchant_id, range(3), inputs=[1.0, 2.0])
    wanted = {row.id for row in many(tenant.merchant_id, range(3, 6))}
    shadow.score_waiting(models)
    assert scores(tenant.merchant_id, version_id).keys() == wanted


def test_scores_go_with_their_payment(
    models: Models, tenant: Tenant, rival: ModelVersionRow
) -> None:
    version_id = rival.id
    ids = [row.id for row in many(tenant.merchant_id, range(3))]
    shadow.score_waiting(models)
    tenancy.bind(tenant.merchant_id)
    db.session.execute(db.text("DELETE FROM transactions WHERE id = :id"), {"id": ids[0]})
    db.session.commit()
    assert sorted(scores(tenant.merchant_id, version_id)) == ids[1:]


def test_test_payments_and_those_of_others_are_left_alone(
    models: Models, tenant: Tenant, rival: ModelVersionRow
) -> None:
    version_id = rival.id
    many(tenant.merchant_id, range(2), is_test=True)
    other = make_tenant("Contoso")
    many(other.merchant_id, range(2))
    shadow.score_waiting(models)
    assert scores(tenant.merchant_id, version_id) == {}
    assert scores(other.merchant_id, version_id) == {}


def test_an_old_ledger_that_came_lately_hides_nothing_from_a_challenger(
    models: Models, tenant: Tenant, bundle_bytes: bytes
) -> None:
    known = many(tenant.merchant_id, range(5))
    old = datetime.now(UTC) - timedelta(days=300)
    many(tenant.merchant_id, range(5, 10), at=old)
    row = own(models.files, tenant.merchant_id, another(bundle_bytes, 2023))
    arm = challengers.challenge(models, tenant.merchant_id, row.version, 0.0)
    assert arm.scored_through < min(one.id for one in known)


def test_inputs_of_another_release_are_not_scored_though_as_many(
    models: Models, tenant: Tenant, rival: ModelVersionRow, bundle_bytes: bytes
) -> None:
    version_id = rival.id
    bundle = packing.load(bundle_bytes, packing.sha256_of(bundle_bytes))
    other = packing.dump(replace(bundle, schema_hash="of another release"))
    judge = own(models.files, tenant.merchant_id, other).version
    many(tenant.merchant_id, range(3), version=judge)
    wanted = {row.id for row in many(tenant.merchant_id, range(3, 5))}
    shadow.score_waiting(models)
    assert scores(tenant.merchant_id, version_id).keys() == wanted
