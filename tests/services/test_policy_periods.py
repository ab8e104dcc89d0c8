"""When a policy was at work, told of one that others were often tried in the place of."""

from apiflask import APIFlask

from secureflow.db import tenancy
from secureflow.services import policy_periods
from secureflow.services.policies import found_policy
from tests.conftest import Tenant, as_owner

TIMES = 40


def test_the_last_time_at_work_is_told_however_often_there_was_one(
    app: APIFlask, tenant: Tenant
) -> None:
    as_owner(
        """
        INSERT INTO policy_changes (merchant_id, version, kind, before, summary, reason, at)
        SELECT :merchant, CASE begins WHEN 1 THEN 1 ELSE 1 + time END,
            CASE begins WHEN 1 THEN 'rolled_back' ELSE 'live' END,
            CASE begins WHEN 1 THEN 1 + time ELSE 1 END, '', 'tried ' || time, now()
        FROM generate_series(1, :times) AS time CROSS JOIN (VALUES (0), (1)) AS each (begins)
        ORDER BY time, begins
        """,
        merchant=tenant.merchant_id,
        times=TIMES,
    )
    tenancy.bind(tenant.merchant_id)
    periods = policy_periods.of(found_policy(tenant.merchant_id, 1))
    assert len(periods) == TIMES + 1
    assert periods[-1].reason == f"tried {TIMES}"
    assert [one.ends_at is None for one in periods] == [*[False] * TIMES, True]
