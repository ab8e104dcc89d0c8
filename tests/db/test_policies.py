"""What a policy says cannot change once it has begun to work; the database sees to that."""

import pytest
from apiflask import APIFlask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from secureflow.db import policies, tenancy
from secureflow.db.policies import PolicyRow, PolicyState
from secureflow.extensions import db
from tests.conftest import Tenant, as_owner

CHANGES = {
    "a line": "UPDATE policies SET review_line = 1",
    "its rules": "UPDATE policies SET document = '{}'",
    "what was chosen": "UPDATE policies SET risk_rule_overrides = '{\"a\": 1}'",
    "a draft again": "UPDATE policies SET state = 'draft'",
    "gone": "DELETE FROM policies",
}


def draft(tenant: Tenant) -> None:
    """Store a second policy, as a draft."""
    tenancy.bind(tenant.merchant_id)
    policies.add(
        PolicyRow(
            merchant_id=tenant.merchant_id, version=2, state="draft", review_line=1, block_line=2
        )
    )
    db.session.commit()


@pytest.mark.parametrize("state", ["shadow", "live", "replaced", "rolled_back"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_at_work_stays(
    app: APIFlask, tenant: Tenant, change: str, state: PolicyState
) -> None:
    as_owner("UPDATE policies SET state = :state", state=state)
    tenancy.bind(tenant.merchant_id)
    with pytest.raises(DBAPIError, match="policy 1 has been at work and never changes"):
        db.session.execute(text(CHANGES[change]))
    db.session.rollback()


@pytest.mark.parametrize("change", CHANGES)
def test_a_draft_is_edited_and_deleted(app: APIFlask, tenant: Tenant, change: str) -> None:
    draft(tenant)
    tenancy.bind(tenant.merchant_id)
    changed = text(f"{CHANGES[change]} WHERE version = 2 RETURNING version")
    assert db.session.scalars(changed).all() == [2]
    db.session.rollback()


def test_one_policy_is_live(app: APIFlask, tenant: Tenant) -> None:
    draft(tenant)
    tenancy.bind(tenant.merchant_id)
    with pytest.raises(DBAPIError, match="uq_policies_live"):
        db.session.execute(text("UPDATE policies SET state = 'live'"))
    db.session.rollback()
