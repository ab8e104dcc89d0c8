"""GET /api/transactions and POST /api/feedback."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from tests.conftest import Api, make_tenant


@pytest.fixture
def filled(api: Api) -> list[dict[str, Any]]:
    start = datetime(2026, 11, 1, tzinfo=UTC)
    rows = [
        {
            "amount": f"{1 + (i * 7919) % 3000}.00",
            "occurred_at": (start + timedelta(hours=i)).isoformat(),
            "merchant_category": [3, "travel", None][i % 3],
            "external_id": f"order-{i:03}",
            "customer": f"c{i % 5}",
            "email": "Someone@Example.com" if i == 7 else None,
        }
        for i in range(60)
    ]
    answer = api.post("/predict-batch", {"transactions": rows}).get_json()
    found: list[dict[str, Any]] = answer["predictions"]
    return found


@pytest.mark.parametrize("sort", ["-occurred_at", "occurred_at", "-score", "-amount"])
def test_pages_follow_each_other_without_gap_or_repeat(
    api: Api, filled: list[dict[str, Any]], sort: str
) -> None:
    seen: list[dict[str, Any]] = []
    cursor = ""
    while True:
        page = api.get(f"/transactions?sort={sort}&limit=7{cursor}").get_json()
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert sorted(row["id"] for row in seen) == sorted(p["transaction_id"] for p in filled)
    key = sort.lstrip("-")
    values = [float(row[key]) if key in ("score", "amount") else row[key] for row in seen]
    assert values == sorted(values, reverse=sort.startswith("-"))


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("customer=c3", lambda row: row["customer"] == "c3"),
        ("category=3", lambda row: row["merchant_category"] == 3),
        ("category=travel", lambda row: row["merchant_category"] == "travel"),
        ("amount_min=1000", lambda row: float(row["amount"]) >= 1000),
        ("amount_max=1000", lambda row: float(row["amount"]) <= 1000),
        ("decision=approve", lambda row: row["decision"] == "approve"),
        ("level=low", lambda row: row["level"] == "low"),
        ("text=ORDER-01", lambda row: row["external_id"].startswith("order-01")),
        ("text=example.com", lambda row: row["external_id"] == "order-007"),
        ("occurred_from=2026-11-02", lambda row: row["occurred_at"] >= "2026-11-02"),
        ("occurred_until=2026-11-02", lambda row: row["occurred_at"] < "2026-11-02"),
        ("score_min=20", lambda row: row["score"] >= 20),
    ],
)
def test_filters_hold(api: Api, filled: list[dict[str, Any]], query: str, check: Any) -> None:
    every = api.get("/transactions?limit=200").get_json()["items"]
    found = api.get(f"/transactions?limit=200&{query}").get_json()["items"]
    assert [row["id"] for row in found] == [row["id"] for row in every if check(row)]
    assert len(every) == len(filled)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("sort=colour", "sort"),
        ("cursor=rubbish", "cursor"),
        ("cursor=WyItc2NvcmUiLCAieCIsIDFd&sort=-score", "cursor"),
        ("decision=maybe", "decision"),
        ("amount_min=-5", "amount_min"),
        ("colour=red", "colour"),
        ("text=%00", "text"),
    ],
)
def test_a_bad_query_names_its_field(api: Api, query: str, field: str) -> None:
    response = api.get(f"/transactions?{query}")
    assert (response.status_code, response.get_json()["field"]) == (422, field)


def test_one_in_full(api: Api, filled: list[dict[str, Any]]) -> None:
    detail = api.get(f"/transactions/{filled[0]['transaction_id']}").get_json()
    total = detail["base_points"] + sum(f["points"] for f in detail["risk_factors"])
    assert total == pytest.approx(detail["score"], abs=1e-6)
    assert detail["policy"] == {"version": 1, "review_line": 45.0, "block_line": 92.0}
    assert "device" in detail["signals_missing"]
    assert "customer" not in detail["signals_missing"]
    assert detail["feedback"] == []


def test_another_merchants_rows_are_not_there(app: APIFlask, filled: list[dict[str, Any]]) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    transaction_id = filled[0]["transaction_id"]
    assert other.get("/transactions").get_json()["items"] == []
    assert other.get(f"/transactions/{transaction_id}").status_code == 404
    body = {"transaction_id": transaction_id, "label": "fraud"}
    assert other.post("/feedback", body).status_code == 404
    assert other.get("/transactions/999999999999999999999").status_code == 404


def test_feedback_is_kept_and_the_latest_per_source_counts(
    api: Api, filled: list[dict[str, Any]]
) -> None:
    transaction_id = filled[0]["transaction_id"]
    flagged = filled[0]["is_fraudulent"]
    for label in ("fraud", "legitimate"):
        sent = {"transaction_id": transaction_id, "label": label, "notes": "called them"}
        answer = api.post("/feedback", sent)
        assert answer.status_code == 201
        assert answer.get_json()["is_correct"] == ((label == "fraud") == flagged)
        assert answer.get_json()["created_by"] == "checkout"
    detail = api.get(f"/transactions/{transaction_id}").get_json()
    assert [(f["label"], f["counts"]) for f in detail["feedback"]] == [
        ("legitimate", True),
        ("fraud", False),
    ]
    assert detail["label"] == {"label": "legitimate", "source": "reviewer"}
    bank = {"transaction_id": transaction_id, "label": "fraud", "source": "chargeback"}
    api.post("/feedback", bank)
    api.post("/feedback", {"transaction_id": transaction_id, "label": "legitimate"})
    detail = api.get(f"/transactions/{transaction_id}").get_json()
    assert detail["label"] == {"label": "fraud", "source": "chargeback"}
    listed = api.get("/transactions?labelled=yes").get_json()["items"]
    assert [row["id"] for row in listed] == [transaction_id]
    assert len(api.get("/transactions?labelled=no&limit=200").get_json()["items"]) == 59


@pytest.mark.parametrize("is_correct", [True, False])
def test_is_correct_becomes_the_truth(
    api: Api, filled: list[dict[str, Any]], is_correct: bool
) -> None:
    sent = {"transaction_id": filled[0]["transaction_id"], "is_correct": is_correct}
    answer = api.post("/feedback", sent).get_json()
    assert answer["is_correct"] is is_correct
    assert (answer["label"] == "fraud") == (filled[0]["is_fraudulent"] == is_correct)


@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"transaction_id": 10**9}, 404, "transaction_id"),
        ({"transaction_id": 2**63}, 422, "transaction_id"),
        ({"transaction_id": "1"}, 422, "transaction_id"),
        ({"label": "maybe"}, 422, "label"),
        ({"is_correct": True}, 422, "label"),
        ({"label": None}, 422, "label"),
        ({"source": "rumour"}, 422, "source"),
        ({"notes": "x" * 2_001}, 422, "notes"),
        ({"occurred_at": "2099-01-01T00:00:00Z"}, 422, "occurred_at"),
    ],
)
def test_bad_feedback_is_refused(
    api: Api, filled: list[dict[str, Any]], change: dict[str, Any], status: int, field: str
) -> None:
    sent = {"transaction_id": filled[0]["transaction_id"], "label": "fraud"} | change
    response = api.post("/feedback", sent)
    assert (response.status_code, response.get_json()["field"]) == (status, field)
