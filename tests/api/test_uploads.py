"""POST /api/uploads/score: files of every sort, and the result to download."""

import csv
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from secureflow.db.transactions import TransactionRow
from secureflow.db.uploads import UploadRow
from secureflow.extensions import db
from tests.conftest import Api, make_tenant

HEADER = "amount,hour,day_of_week,merchant_category,transaction_type"


def upload(api: Api, data: bytes, name: str = "orders.csv") -> Any:
    form = {"file": (io.BytesIO(data), name)}
    return api.client.post("/api/uploads/score", data=form, headers=api.headers)


def count(table: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_csv_is_scored_and_its_bad_rows_come_back(api: Api) -> None:
    lines = [
        HEADER,
        "12.50,9,1,4,0",
        "-3,9,1,4,0",
        "x,9,1,4,0",
        "7,25,1,4,0",
        "1,2",
        "",
        "8.00,9,1,4,0",
    ]
    answer = upload(api, "\n".join(lines).encode())
    assert answer.status_code == 201
    body = answer.get_json()
    assert (body["rows"], body["scored"], body["bad"]) == (6, 2, 4)
    assert [(row["line"], row["field"]) for row in body["bad_rows"]] == [
        (3, "amount"),
        (4, "amount"),
        (5, "hour"),
        (6, None),
    ]
    assert body["approve"] + body["review"] + body["block"] == 2
    assert (body["amount"], body["currency"]) == ("20.50", "USD")
    assert body["ignored_columns"] == []
    listed = api.get("/transactions").get_json()["items"]
    assert {row["merchant_category"] for row in listed} == {4}


def test_the_result_is_built_from_the_stored_rows(api: Api) -> None:
    rows = "\n".join(f"{i}.00,=cmd|{i},{i % 24}" for i in range(1, 2_501))
    body = upload(api, f"amount,external_id,hour\n{rows}\n".encode()).get_json()
    text = api.get(body["result_path"].removeprefix("/api")).get_data(as_text=True)
    result = list(csv.DictReader(io.StringIO(text)))
    assert [row["line"] for row in result] == [str(i) for i in range(2, 2_502)]
    assert result[0]["amount"] == "1.00"
    assert result[0]["external_id"] == "'=cmd|1"
    flagged = [row for row in result if row["decision"] != "approve"]
    assert all(row["reasons"] for row in flagged)


def test_a_file_sent_twice_stores_nothing_new(api: Api) -> None:
    data = b"amount,order_id\n5,a\n6,b\n"
    first, again = upload(api, data).get_json(), upload(api, data).get_json()
    assert (first["replayed"], again["replayed"], again["scored"]) == (0, 2, 2)
    assert count(TransactionRow) == 2
    assert "a" in api.get(again["result_path"].removeprefix("/api")).get_data(as_text=True)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"", "file"),
        (b"amount\n", "file"),
        (b"colour,size\n1,2\n", "header"),
        (b"amount,amount\n1,2\n", "header"),
        (b"amount\n5\n\xff\xfe\n", "file"),
        (b"PAR1 but not really", "file"),
    ],
)
def test_a_file_that_is_none_leaves_nothing_behind(api: Api, data: bytes, field: str) -> None:
    response = upload(api, data)
    assert (response.status_code, response.get_json()["field"]) == (422, field)
    assert (count(UploadRow), count(TransactionRow)) == (0, 0)


def test_semicolons_and_a_byte_order_mark_are_read(api: Api) -> None:
    body = upload(api, "\ufeffAmount;Order ID\n5.20;a\n".encode()).get_json()
    assert (body["scored"], body["columns"]) == (1, {"amount": "Amount", "external_id": "Order ID"})


def test_parquet_is_read_by_content(api: Api) -> None:
    table = pa.table({"amount": [5.25, 7.0, None], "hour": [1, 2, 3], "customer_id": [1, 2, 3]})
    sink = io.BytesIO()
    pq.write_table(table, sink)
    body = upload(api, sink.getvalue(), "orders.parquet").get_json()
    assert (body["scored"], body["bad"]) == (2, 1)
    assert body["columns"]["customer"] == "customer_id"


def test_the_legacy_columns_are_read(api: Api) -> None:
    body = upload(api, b"amount,merchant,timestamp\n5,Shop,2024-01-15T14:30:00\n").get_json()
    assert body["scored"] == 1
    assert api.get("/transactions").get_json()["items"][0]["hour"] == 14


def test_a_file_beyond_20_mb_is_a_413_naming_the_limit(api: Api) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = head + b"amount\n" + b"5\n" * 10_100_000 + b"\r\n--x--\r\n"
    response = api.raw("/uploads/score", body, "multipart/form-data; boundary=x")
    assert response.status_code == 413
    assert "20 MB" in response.get_json()["message"]


def test_no_file_is_said(api: Api) -> None:
    response = api.client.post(
        "/api/uploads/score",
        data={"other": "x"},
        headers=api.headers,
        content_type="multipart/form-data",
    )
    assert (response.status_code, response.get_json()["field"]) == (422, "file")


def test_uploads_are_one_merchants_own(app: APIFlask, api: Api) -> None:
    body = upload(api, b"amount\n5\n").get_json()
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.get(f"/uploads/{body['id']}").status_code == 404
    assert other.get(f"/uploads/{body['id']}/result.csv").status_code == 404
    assert other.get("/uploads").get_json() == {"items": [], "next_cursor": None}
    assert [u["id"] for u in api.get("/uploads").get_json()["items"]] == [body["id"]]
    assert api.get(f"/uploads/{body['id']}").get_json()["rows"] == 1
