"""What tests of the services share: who scores, and the model that judges."""

import pytest
from apiflask import APIFlask

from secureflow.db import accounts
from secureflow.db.accounts import Caller
from secureflow.services.models import Models
from tests.conftest import Tenant


@pytest.fixture
def models(app: APIFlask) -> Models:
    """The model of the tests."""
    found: Models = app.extensions["secureflow_models"]
    return found


@pytest.fixture
def caller(app: APIFlask, tenant: Tenant) -> Caller:
    """Who scores."""
    user = accounts.user_by_email(tenant.email)
    assert user is not None
    found = accounts.caller_by_user(user.id)
    assert found is not None
    return found
