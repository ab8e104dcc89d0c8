"""A cursor comes from outside like everything else: any is answered, none breaks a query."""

import base64
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import Api

PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
SORTS = st.sampled_from(["-occurred_at", "amount", "-amount", "-score", "score", "no"])
VALUES = PLAIN | st.datetimes().map(str) | st.decimals().map(str)


def encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    sort=SORTS,
    cursor=st.text(min_size=1, max_size=60)
    | st.tuples(SORTS, VALUES, PLAIN).map(encoded)
    | st.recursive(PLAIN, st.lists, max_leaves=5).map(encoded),
)
@example(sort="-score", cursor=encoded(["-score", "nan", 1]))
@example(sort="-amount", cursor=encoded(["-amount", "1E+999999", 1]))
@example(sort="amount", cursor=encoded(["amount", "9" * 300, 1]))
@example(sort="-occurred_at", cursor=encoded(["-occurred_at", "0001-01-01T00:00:00+14:00", 1]))
@example(sort="-occurred_at", cursor=encoded(["-occurred_at", "2026-01-01T00:00:00Z", 10**100]))
@example(sort="-occurred_at", cursor=encoded(["-occurred_at", "2026-01-01T00:00:00Z", 1e300]))
def test_any_cursor_is_a_place_or_refused(api: Api, sort: str, cursor: str) -> None:
    answer = api.client.get(
        "/api/transactions", query_string={"sort": sort, "cursor": cursor}, headers=api.headers
    )
    body = answer.get_json()
    assert answer.status_code in (200, 422), body
    if answer.status_code == 422:
        assert body["field"] in ("cursor", "sort")


@pytest.mark.parametrize("sort", ["-occurred_at", "-amount"])
def test_a_cursor_of_ours_is_a_place(api: Api, sort: str) -> None:
    rows = [{"amount": number} for number in range(1, 6)]
    api.post("/predict-batch", {"transactions": rows})
    first = api.get(f"/transactions?sort={sort}&limit=2").get_json()
    second = api.get(f"/transactions?sort={sort}&limit=2&cursor={first['next_cursor']}").get_json()
    assert not {row["id"] for row in first["items"]} & {row["id"] for row in second["items"]}
    assert len(second["items"]) == 2
