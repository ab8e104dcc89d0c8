"""A client that claims another address, where it connects to the API itself."""

from typing import Any

import pytest
from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.extensions import db
from tests.conftest import Api


def forged() -> list[Any]:
    with tenancy.across_merchants():
        query = "SELECT address, details, merchant_id FROM security_events WHERE kind = :kind"
        found = db.session.execute(text(query), {"kind": "header.forged"}).all()
        db.session.rollback()
    return list(found)


@pytest.mark.parametrize("name", ["X-Forwarded-For", "Fly-Client-IP", "X-Real-IP", "Forwarded"])
def test_a_claim_is_not_believed_and_kept_once_a_minute(api: Api, name: str) -> None:
    for _ in range(3):
        claim = {name: "198.51.100.66"}
        assert api.client.get("/api/me", headers=api.headers | claim).status_code == 200
    assert [tuple(row) for row in forged()] == [("127.0.0.1", {"header": name}, None)]


def test_who_claims_nothing_leaves_no_event(api: Api) -> None:
    # Behind our nginx this header is nginx's own; here nobody believes it.
    told = api.headers | {"X-Forged-Header": "X-Forwarded-For"}
    assert api.client.get("/api/me", headers=told).status_code == 200
    assert forged() == []
