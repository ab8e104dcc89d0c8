"""What a merchant's models learn from is what was stored, and nobody else's."""

import numpy as np
import pytest
from sqlalchemy import select

from secureflow.db import tenancy
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from secureflow.scoring.history.features import NAMES
from secureflow.scoring.model.recipe import Recipe
from secureflow.services import examples, training
from tests.conftest import Api, Tenant, as_owner, make_tenant
from tests.services.labelled import stored_payments

SMALL = Recipe(trees=5, forests=1, rounds=0)


def feedback(api: Api, payment: int, label: str, source: str) -> None:
    body = {"transaction_id": payment, "label": label, "source": source}
    assert api.post("/feedback", body).status_code in (200, 201)


def test_the_inputs_are_those_that_were_judged_oldest_first(api: Api, tenant: Tenant) -> None:
    stored_payments(api, 40)
    found, passed = examples.of_merchant(tenant.merchant_id)
    rows = db.session.scalars(
        select(TransactionRow).order_by(TransactionRow.occurred_at, TransactionRow.id)
    ).all()
    expected = np.array([row.inputs for row in rows], dtype=np.float64)
    assert found.inputs.shape == (40, len(NAMES))
    assert np.array_equal(found.inputs, expected, equal_nan=True)
    assert np.array_equal(found.score_then, [row.score for row in rows])
    assert np.array_equal(passed, [row.decision == "approve" for row in rows])
    assert {found.categories[number] for number in found.category} == {"books", 5411}
    assert (found.label == -1).all()


def test_the_label_that_counts_is_learned_with_who_said_so(api: Api, tenant: Tenant) -> None:
    ids = stored_payments(api, 6)
    feedback(api, ids[0], "legitimate", "reviewer")
    feedback(api, ids[1], "fraud", "chargeback")
    feedback(api, ids[2], "fraud", "chargeback")
    feedback(api, ids[2], "legitimate", "reviewer")
    found, _ = examples.of_merchant(tenant.merchant_id)
    assert found.label.tolist() == [0, 1, 1, -1, -1, -1]
    assert found.reviewed.tolist() == [True, False, True, False, False, False]
    assert found.reported.tolist() == [False, True, True, False, False, False]
    assert np.isnan(found.known_at[3:]).all()
    assert (found.known_at[:3] >= found.occurred_at[:3]).all()


def test_a_review_of_what_was_drawn_by_chance_stands_for_the_rest(api: Api, tenant: Tenant) -> None:
    ids = stored_payments(api, 4)
    as_owner("UPDATE transactions SET inclusion = 0.05")
    drawn = "UPDATE transactions SET selected = 'sample', decision = 'block' WHERE id = ANY(:ids)"
    as_owner(drawn, ids=ids[:2])
    feedback(api, ids[0], "legitimate", "reviewer")
    feedback(api, ids[1], "fraud", "chargeback")
    # Nobody drew this one: somebody looked it up.
    feedback(api, ids[2], "legitimate", "reviewer")
    found, _ = examples.of_merchant(tenant.merchant_id)
    assert found.weight.tolist() == pytest.approx([20.0, 1.0, 1.0, 1.0])


def test_other_merchants_other_modes_and_other_inputs_are_not_learned(
    api: Api, tenant: Tenant
) -> None:
    ids = stored_payments(api, 4)
    stored_payments(Api(api.client, make_tenant("other").headers), 5)
    as_owner("UPDATE transactions SET is_test = true WHERE id = :id", id=ids[0])
    as_owner("UPDATE transactions SET inputs = NULL WHERE id = :id", id=ids[1])
    db.session.rollback()
    tenancy.bind(tenant.merchant_id)
    found, _ = examples.of_merchant(tenant.merchant_id)
    assert len(found) == 2


def test_shares_are_kept_only_where_there_is_enough_to_keep(api: Api, tenant: Tenant) -> None:
    ids = stored_payments(api, 999)
    assert examples.recipe_of_merchant(tenant.merchant_id, SMALL) == SMALL
    ids += stored_payments(api, 1, external_id="last")
    as_owner("UPDATE transactions SET score = 10")
    kept = examples.recipe_of_merchant(tenant.merchant_id, SMALL)
    assert (kept.review_share, kept.block_share) == (0.0, 0.0)
    as_owner("UPDATE transactions SET score = 35 WHERE id = ANY(:ids)", ids=ids[:80])
    as_owner("UPDATE transactions SET score = 75 WHERE id = ANY(:ids)", ids=ids[:20])
    as_owner(
        "UPDATE policies SET review_line = 30, block_line = 70 WHERE merchant_id = :merchant",
        merchant=tenant.merchant_id,
    )
    db.session.rollback()
    tenancy.bind(tenant.merchant_id)
    made = training.from_merchant(SMALL, tenant.merchant_id).bundle
    told = {name: made.parameters[name] for name in ("review_line", "block_line")}
    assert told == {"review_line": 30.0, "block_line": 70.0}
    assert made.parameters["review_share"] == pytest.approx(0.08)
    assert made.metrics["share_at_review_line"] == pytest.approx(0.08, abs=0.002)
    assert made.metrics["share_at_block_line"] == pytest.approx(0.02, abs=0.002)
