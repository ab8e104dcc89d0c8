"""One works on a preview of a merchant, one more waits, and the turn to wait passes on."""

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import preview, tenancy
from secureflow.extensions import db
from tests.conftest import Tenant

WAITING = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
HELD = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
LONG = 60


class Worker:
    """Somebody who begins a preview in a session of their own, and ends it when told to."""

    def __init__(self, pool: ThreadPoolExecutor, app: APIFlask, merchant_id: int) -> None:
        self.ended = Event()
        self.begun: Future[bool] = Future()
        self._done = pool.submit(self._work, app, merchant_id)

    def end(self) -> None:
        self.ended.set()
        self._done.result(LONG)

    def _work(self, app: APIFlask, merchant_id: int) -> None:
        with app.app_context():
            tenancy.bind(merchant_id)
            self.begun.set_result(preview.begin_alone(merchant_id))
            self.ended.wait(LONG)
            db.session.rollback()


def test_whoever_waited_lets_the_next_one_wait(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "PATIENCE_SECONDS", LONG)
    tenancy.bind(tenant.merchant_id)
    assert preview.begin_alone(tenant.merchant_id)
    with ThreadPoolExecutor(2) as pool:
        second = Worker(pool, app, tenant.merchant_id)
        somebody_waits(second)
        db.session.rollback()
        assert second.begun.result(LONG)
        third = Worker(pool, app, tenant.merchant_id)
        somebody_waits(third)
        second.end()
        assert third.begun.result(LONG)
        third.end()
    assert db.session.scalar(HELD) == 0


def test_who_waited_in_vain_keeps_no_turn(
    app: APIFlask, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    tenancy.bind(tenant.merchant_id)
    assert preview.begin_alone(tenant.merchant_id)
    monkeypatch.setattr(preview, "PATIENCE_SECONDS", 0.05)
    with ThreadPoolExecutor(1) as pool:
        for _ in range(2):
            late = Worker(pool, app, tenant.merchant_id)
            assert late.begun.result(LONG) is False
            late.ended.set()
    db.session.rollback()
    assert db.session.scalar(HELD) == 0


def somebody_waits(worker: Worker) -> None:
    while not db.session.scalar(WAITING):
        assert not worker.begun.done()
