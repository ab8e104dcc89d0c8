"""What is past its time goes, of every merchant, and what is not stays."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from secureflow.db import password_resets, tenancy
from secureflow.extensions import db
from secureflow.services import expiry
from tests.conftest import Tenant, make_tenant


def tokens() -> set[str]:
    with db.engine.connect() as connection:
        return set(connection.execute(text("SELECT token_hash FROM password_resets")).scalars())


def add(tenant: Tenant, token_hash: str, expires_at: datetime) -> None:
    with db.engine.connect() as connection:
        user_id = connection.execute(
            text("SELECT id FROM users WHERE merchant_id = :id"), {"id": tenant.merchant_id}
        ).scalar_one()
    tenancy.bind(tenant.merchant_id)
    password_resets.add(tenant.merchant_id, user_id, token_hash, expires_at)
    db.session.commit()


def test_what_is_over_goes_for_every_merchant(tenant: Tenant) -> None:
    now = datetime.now(UTC)
    for name, one in (("a", tenant), ("b", make_tenant("Fabrikam"))):
        add(one, f"{name}-over", now - timedelta(seconds=1))
        add(one, f"{name}-good", now + timedelta(minutes=5))
    tenancy.bind(None)
    expiry.delete_expired()
    assert tokens() == {"a-good", "b-good"}
    expiry.delete_expired()
    assert tokens() == {"a-good", "b-good"}
