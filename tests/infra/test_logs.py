"""What goes wrong is logged by its place and kind, without what anybody sent."""

import json
import logging
import sys

import pytest
from apiflask import APIFlask
from sqlalchemy.exc import DBAPIError

from secureflow.infra.logs import JsonLines
from tests.conftest import Tenant, as_owner

EMAIL = "ana.ruiz@example.com"


def line_of(error: Exception) -> dict[str, str]:
    """Return the line of an error that was raised."""
    try:
        raise error
    except type(error):
        record = logging.LogRecord("secureflow", 40, __file__, 1, "unexpected_error", (), None)
        record.exc_info = sys.exc_info()
    line: dict[str, str] = json.loads(JsonLines().format(record))
    return line


def refused(statement: str) -> Exception:
    """Return how PostgreSQL refuses a statement."""
    with pytest.raises(DBAPIError) as caught:
        as_owner(statement, email=EMAIL)
    return caught.value


def test_a_constraint_is_named_and_its_value_is_not(app: APIFlask, tenant: Tenant) -> None:
    as_owner("UPDATE users SET email = :email", email=EMAIL)
    error = refused(
        "INSERT INTO users (merchant_id, email, name, role, password_hash)"
        " SELECT merchant_id, :email, name, role, password_hash FROM users LIMIT 1"
    )
    assert EMAIL in str(error), "this is what must not be written"
    line = line_of(error)
    assert EMAIL not in json.dumps(line)
    assert "constraint_name uq_users_email" in line["trace"]
    assert "sqlstate 23505" in line["trace"]
    assert "test_logs.py" in line["trace"], "the place is told"


def test_nor_what_another_error_quotes_nor_what_it_came_from(app: APIFlask) -> None:
    cause = refused("SELECT CAST(:email AS integer)")
    error = ValueError(f"{EMAIL} is odd")
    error.__cause__ = cause
    line = line_of(error)
    assert EMAIL not in json.dumps(line)
    assert line["trace"].index("DataError") < line["trace"].index("ValueError")
