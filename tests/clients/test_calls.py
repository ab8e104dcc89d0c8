"""The Python client against the running service: every method, with both faces."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from secureflow_client import (
    AsyncSecureFlow,
    Conflict,
    InvalidInput,
    NotFound,
    NotSignedIn,
    Payment,
    Prediction,
    RowError,
    SecureFlow,
)
from tests.clients.faces import Face
from tests.conftest import Tenant
from tests.deploy.served import Gunicorn
from tests.house.code import ROOT

PAYMENT: dict[str, Any] = {"amount": "812.40", "hour": 3, "merchant_category": "electronics"}


def test_a_payment_is_scored_and_found_again(face: Face) -> None:
    at = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    sent = PAYMENT | {"amount": Decimal("12.80"), "occurred_at": at, "extra": {"basket": [1, 2.5]}}
    prediction = face.ask("score", **sent)
    assert isinstance(prediction, Prediction)
    assert prediction.decision in ("approve", "review", "block")
    assert prediction.timestamp.tzinfo is not None
    stored = face.ask("transaction", prediction.transaction_id)
    assert (stored.amount, stored.occurred_at) == (Decimal("12.80"), at)
    assert stored.extra == {"basket": [1, 2.5]}
    assert stored.risk_factors == prediction.risk_factors


def test_the_same_id_replays_and_another_payment_of_it_is_a_conflict(face: Face) -> None:
    first = face.ask("score", **PAYMENT, external_id="o-1")
    again = face.ask("score", **PAYMENT, external_id="o-1")
    assert (first.data_source, again.data_source) == ("model", "replay")
    assert again.transaction_id == first.transaction_id
    with pytest.raises(Conflict) as caught:
        face.ask("score", amount=1, external_id="o-1")
    assert caught.value.field == "external_id"


def test_many_payments_come_back_in_order_with_the_bad_one_in_its_place(face: Face) -> None:
    rows = [PAYMENT | {"external_id": f"o-{i}"} for i in range(25)]
    rows[13] |= {"hour": 24}
    results = face.ask("score_many", iter(rows), chunk=10)
    bad = results.pop(13)
    assert isinstance(bad, RowError)
    assert (bad.index, bad.field, bad.code) == (13, "hour", "invalid_input")
    assert [r.external_id for r in results] == [f"o-{i}" for i in range(25) if i != 13]


def test_large_rows_are_sent_in_bodies_the_service_takes(face: Face) -> None:
    rows = [PAYMENT | {"extra": {"note": "é" * 2_500}} for _ in range(300)]
    results = face.ask("score_many", rows)
    assert len(results) == 300
    assert all(isinstance(result, Prediction) for result in results)


def test_no_payments_are_no_calls(face: Face) -> None:
    assert replace(face, url="http://127.0.0.1:9").ask("score_many", []) == []


def test_pages_are_walked_to_the_end(face: Face) -> None:
    face.ask("score_many", [{"amount": i, "customer": f"c-{i % 2}"} for i in range(1, 451)])
    amounts = [row.amount for row in face.ask("transactions", customer="c-1", sort="-amount")]
    assert amounts == [Decimal(i) for i in range(449, 0, -2)]
    assert face.ask("transactions", amount_min=Decimal("449.5")) != []
    assert face.ask("transactions", customer="nobody", occurred_from=None) == []


def test_feedback_is_kept(face: Face) -> None:
    scored = face.ask("score", **PAYMENT)
    said = face.ask(
        "feedback", transaction_id=scored.transaction_id, label="fraud", source="chargeback"
    )
    assert (said.label, said.source, said.counts) == ("fraud", "chargeback", True)
    assert face.ask("transaction", scored.transaction_id).label.label == "fraud"


def test_feedback_in_bulk_and_in_files_is_kept(face: Face, tmp_path: Path) -> None:
    for name in ("order-1", "order-2"):
        face.ask("score", **PAYMENT | {"external_id": name})
    said = face.ask(
        "feedback_many", [{"external_id": n, "label": "fraud"} for n in ("order-1", "x")]
    )
    assert [one.label for one in said.feedback] == ["fraud"]
    assert [(one.index, one.code) for one in said.errors] == [(1, "not_found")]
    file = tmp_path / "back.csv"
    file.write_text("order_id\norder-2\nnobody\n")
    read = face.ask("upload_feedback", file, source="customer")
    assert (read.rows, read.labelled, read.unmatched) == (2, 1, 1)
    rows = {row.external_id: row.label for row in face.ask("transactions", labelled="yes")}
    assert (rows["order-1"].source, rows["order-2"].source) == ("reviewer", "customer")


def test_a_file_is_scored(face: Face, tmp_path: Path) -> None:
    file = tmp_path / "november.csv"
    file.write_text("amount,hour\n12.80,3\nmuch,4\n7,5\n")
    upload = face.ask("upload", file)
    assert (upload.filename, upload.scored, upload.bad) == ("november.csv", 2, 1)
    assert upload.amount == Decimal("19.80")
    assert upload.bad_rows[0].line == 3
    with pytest.raises(FileNotFoundError):
        face.ask("upload", tmp_path / "december.csv")


def test_a_key_knows_whose_it_is(face: Face) -> None:
    me = face.ask("me")
    assert (me.kind, me.merchant.name) == ("key", "Northwind")


def test_errors_say_what_and_where_and_what_to_do(face: Face) -> None:
    with pytest.raises(InvalidInput) as wrong:
        face.ask("score", amount="12.80", hour=24)
    assert (wrong.value.status, wrong.value.code) == (422, "invalid_input")
    assert (wrong.value.field, wrong.value.message) == ("hour", "hour: must be at most 23")
    assert wrong.value.request_id in str(wrong.value)
    assert wrong.value.docs == "/docs/errors#invalid_input"
    with pytest.raises(NotFound):
        face.ask("transaction", 999_999_999)
    with pytest.raises(NotSignedIn) as nobody:
        replace(face, key="sf_test_unknown").ask("me")
    assert nobody.value.fix


async def payments() -> AsyncIterator[Payment]:
    for amount in (1, 2, 3):
        yield {"amount": amount}


def test_payments_may_arrive_one_by_one(server: Gunicorn, tenant: Tenant) -> None:
    async def scored() -> int:
        async with AsyncSecureFlow(tenant.key, server.url) as client:
            return len([result async for result in client.score_many(payments(), chunk=2)])

    assert asyncio.run(scored()) == 3


def test_calls_of_many_threads_share_a_client(server: Gunicorn, tenant: Tenant) -> None:
    with SecureFlow(tenant.key, server.url) as client, ThreadPoolExecutor(4) as pool:
        scored = list(pool.map(lambda amount: client.score(amount=amount), range(1, 21)))
    assert len({prediction.transaction_id for prediction in scored}) == 20


def test_the_ten_lines_of_the_readme_print_a_decision(
    server: Gunicorn, tenant: Tenant, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (ROOT / "clients" / "python" / "README.md").read_text()
    lines = readme.split("```python\n", 1)[1].split("```", 1)[0]
    lines = lines.replace("sf_test_…", tenant.key).replace("http://127.0.0.1:5001", server.url)
    exec(lines, {})
    decision, *reasons = capsys.readouterr().out.splitlines()
    assert decision.split()[0] in ("approve", "review", "block")
    assert reasons
