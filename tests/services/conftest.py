"""What tests of the services share: who scores."""

import pytest
from apiflask import APIFlask

from secureflow.db import accounts
from secureflow.db.accounts import Caller
from tests.conftest import Tenant


@pytest.fixture
def caller(app: APIFlask, tenant: Tenant) -> Caller:
    """Who scores."""
    user = accounts.user_by_email(tenant.email)
    assert user is not None
    found = accounts.caller_by_user(user.id)
    assert found is not None
    return found
