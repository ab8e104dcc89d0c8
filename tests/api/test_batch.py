"""POST /api/predict-batch: one matrix, one statement, and one bad row fails alone."""

from typing import Any

import pytest
from sqlalchemy import event, func, select

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import db
from tests.conftest import Api


def payments(count: int) -> list[dict[str, Any]]:
    return [
        {
            "amount": f"{(i * 37) % 500}.{i % 100:02}",
            "hour": i % 24,
            "day_of_week": i % 7,
            "merchant_category": ["groceries", "electronics", "travel"][i % 3],
            "transaction_type": "online",
            "external_id": f"b-{i}",
        }
        for i in range(count)
    ]


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(TransactionRow)) or 0


def test_rows_are_answered_in_order(api: Api) -> None:
    answer = api.post("/predict-batch", {"transactions": payments(1_000)}).get_json()
    assert [p["external_id"] for p in answer["predictions"]] == [f"b-{i}" for i in range(1_000)]
    assert answer["errors"] == []
    assert stored() == 1_000
    for prediction in answer["predictions"]:
        assert (prediction["risk_factors"] is None) == (prediction["score"] < 45)


def test_one_bad_row_fails_alone(api: Api) -> None:
    rows = payments(4)
    rows[1]["amount"] = -1
    rows[2] = {"amount": 1, "colour": "red"}
    answer = api.post("/predict-batch", {"transactions": rows}).get_json()
    assert [p["external_id"] for p in answer["predictions"]] == ["b-0", "b-3"]
    assert [(e["index"], e["field"]) for e in answer["errors"]] == [(1, "amount"), (2, "colour")]


def test_repeats_and_conflicts_inside_and_across_batches(api: Api) -> None:
    one, two = payments(2)
    rows = [one, one, two, two | {"amount": "3.00"}]
    answer = api.post("/predict-batch", {"transactions": rows}).get_json()
    assert [p["data_source"] for p in answer["predictions"]] == ["model", "replay", "model"]
    assert [(e["index"], e["code"], e["field"]) for e in answer["errors"]] == [
        (3, "conflict", "external_id")
    ]
    again = api.post("/predict-batch", {"transactions": [two, one]}).get_json()
    assert {p["data_source"] for p in again["predictions"]} == {"replay"}
    assert stored() == 2


def test_a_batch_is_stored_by_one_statement(api: Api) -> None:
    seen: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "INSERT" in statement:
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        api.post("/predict-batch", {"transactions": payments(300)})
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(seen) == 1


def test_a_batch_says_what_single_calls_say(api: Api) -> None:
    rows = payments(40)
    batch = api.post("/predict-batch", {"transactions": rows}).get_json()["predictions"]
    for row, prediction in zip(rows, batch, strict=True):
        single = api.post("/predict", row | {"external_id": row["external_id"] + "s"}).get_json()
        assert prediction["score"] == pytest.approx(single["score"], abs=1e-9)
        detail = api.get(f"/transactions/{prediction['transaction_id']}").get_json()
        assert len(detail["risk_factors"]) == len(single["risk_factors"])
        for ours, theirs in zip(detail["risk_factors"], single["risk_factors"], strict=True):
            assert (ours["code"], ours["text"]) == (theirs["code"], theirs["text"])
            assert ours["points"] == pytest.approx(theirs["points"], abs=1e-9)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"transactions": []},
        {"transactions": "all"},
        {"transactions": [{"amount": 1}] * 1_001},
        {"transactions": [1]},
        {"transactions": [{"amount": 1}], "more": 1},
    ],
)
def test_a_bad_envelope_is_refused(api: Api, body: dict[str, Any]) -> None:
    response = api.post("/predict-batch", body)
    assert response.status_code == 422
    assert response.get_json()["field"] in ("transactions", "more")
    assert stored() == 0
