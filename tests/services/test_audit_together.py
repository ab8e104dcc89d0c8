"""Many at a time: no two events take one place in the chain."""

from threading import Thread

from apiflask import APIFlask

from secureflow.db import audit as table
from secureflow.db import tenancy
from secureflow.extensions import db
from secureflow.services import audit
from tests.conftest import Tenant


def test_events_at_the_same_time_follow_one_another(app: APIFlask, tenant: Tenant) -> None:
    def work(number: int) -> None:
        with app.app_context():
            tenancy.bind(tenant.merchant_id)
            for turn in range(10):
                audit.record("thing.done", f"thing:{number}-{turn}")
                db.session.commit()

    with tenancy.across_merchants():
        before = len(list(table.chain(tenant.merchant_id)))
    db.session.rollback()
    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tenancy.across_merchants():
        rows = [row[0] for row in table.chain(tenant.merchant_id)]
    assert [row.position for row in rows] == list(range(1, before + 41))
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
