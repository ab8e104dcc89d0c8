"""What becomes of pooled connections when their server ends them."""

import pytest

from secureflow.extensions import db
from secureflow.infra import connections
from tests.conftest import Api, as_owner

END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND application_name = 'secureflow'
"""


def test_a_connection_that_died_while_idle_is_replaced(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 0.0)
    assert api.post("/predict", {"amount": 1}).status_code == 200
    db.session.remove()
    as_owner(END_OTHERS)
    assert api.post("/predict", {"amount": 2}).status_code == 200
    db.engine.dispose()


def test_one_that_died_at_work_fails_one_request_and_empties_the_pool(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "IDLE_SECONDS", 60.0)
    db.engine.dispose()
    assert api.post("/predict", {"amount": 1}).status_code == 200
    db.session.remove()
    as_owner(END_OTHERS)
    answers = [api.post("/predict", {"amount": amount}).status_code for amount in (2, 3, 4)]
    assert answers[1:] == [200, 200]
    assert answers[0] in {200, 503}
    db.engine.dispose()
