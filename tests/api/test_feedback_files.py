"""POST /api/feedback/uploads: files of chargebacks, matched by id or by card, amount and day."""

import io
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import func, select

from secureflow.db import tenancy
from secureflow.db.feedback import FeedbackRow
from secureflow.extensions import db
from tests.conftest import Api, Tenant, make_tenant


def upload(api: Api, text: str, **form: str) -> Any:
    sent = form | {"file": (io.BytesIO(text.encode()), "back.csv")}
    return api.client.post("/api/feedback/uploads", data=sent, headers=api.headers)


def paid(api: Api, name: str | None, **more: Any) -> int:
    sent = {"amount": "25.00", "occurred_at": "2026-11-20T12:00:00Z"} | more
    sent |= {} if name is None else {"external_id": name}
    return int(api.post("/predict", sent).get_json()["transaction_id"])


def label(api: Api, number: int) -> Any:
    return api.get(f"/transactions/{number}").get_json()["label"]


def counts(body: dict[str, Any]) -> dict[str, int]:
    names = ("rows", "matched", "labelled", "unchanged", "unmatched", "ambiguous", "bad")
    return {name: body[name] for name in names if body[name]}


def stored(tenant: Tenant) -> int:
    tenancy.bind(tenant.merchant_id)
    found = db.session.scalar(select(func.count()).select_from(FeedbackRow)) or 0
    db.session.rollback()
    return found


def test_chargebacks_find_their_payments(api: Api) -> None:
    named = paid(api, "order-1")
    by_card = paid(api, None, card="tok_1")
    paid(api, "order-3", card="tok_2")
    paid(api, "order-4", card="tok_2")
    lines = [
        "order_id,card,amount,payment_date,reason",
        "order-1,,,,10.4",
        "bank-77,tok_1,25.0,2026-11-21,fraud",
        ",tok_2,25.00,2026-11-20,",
        ",tok_1,25.01,2026-11-20,",
        ",tok_1,25.00,2026-11-25,",
        "nobody,,,,",
        ",,,,gone",
        "order-1,,",
    ]
    body = upload(api, "\n".join(lines)).get_json()
    assert counts(body) == {
        "rows": 8, "matched": 2, "labelled": 2, "unmatched": 3, "ambiguous": 1, "bad": 2,
    }  # fmt: skip
    assert [(one["line"], one["outcome"]) for one in body["lines"]] == [
        (4, "ambiguous"),
        (5, "unmatched"),
        (6, "unmatched"),
        (7, "unmatched"),
        (8, "bad"),
        (9, "bad"),
    ]
    for number in (named, by_card):
        assert label(api, number) == {"label": "fraud", "source": "chargeback"}
    assert body["columns"]["external_id"] == "order_id"
    assert api.get("/transactions?labelled=yes").get_json()["items"][0]["label"] is not None


def test_the_same_file_is_read_once_and_the_same_line_changes_nothing(
    api: Api, tenant: Tenant
) -> None:
    paid(api, "order-1")
    first = upload(api, "order_id\norder-1\n")
    again = upload(api, "order_id\norder-1\n")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.get_json() == first.get_json()
    longer = upload(api, "order_id\norder-1\norder-2\n").get_json()
    assert counts(longer) == {"rows": 2, "matched": 1, "unchanged": 1, "unmatched": 1}
    assert stored(tenant) == 1


def test_a_file_is_read_again_for_another_source_or_payments_that_came_later(
    api: Api, tenant: Tenant
) -> None:
    number, text = paid(api, "order-1"), "order_id\norder-1\norder-2\n"
    assert counts(upload(api, text, source="reviewer").get_json())["unmatched"] == 1
    assert label(api, number) == {"label": "fraud", "source": "reviewer"}
    later = paid(api, "order-2")
    again = upload(api, text, source="reviewer").get_json()
    assert counts(again) == {"rows": 2, "matched": 2, "labelled": 1, "unchanged": 1}
    assert label(api, later) == {"label": "fraud", "source": "reviewer"}
    assert counts(upload(api, text).get_json())["labelled"] == 2
    assert label(api, number) == {"label": "fraud", "source": "chargeback"}
    assert upload(api, text).headers["Idempotent-Replayed"] == "true"


def test_labels_of_a_training_file_are_read(api: Api) -> None:
    good, bad = paid(api, "e-1"), paid(api, "e-2")
    text = "EVENT_ID,EVENT_TIMESTAMP,EVENT_LABEL\ne-1,11/20/2026,legit\ne-2,11/20/2026,fraud\n"
    body = upload(api, text, source="reviewer").get_json()
    assert counts(body) == {"rows": 2, "matched": 2, "labelled": 2}
    assert label(api, good) == {"label": "legitimate", "source": "reviewer"}
    assert label(api, bad) == {"label": "fraud", "source": "reviewer"}


def test_a_later_line_of_one_source_replaces_the_earlier(api: Api) -> None:
    number = paid(api, "order-1")
    upload(api, "order_id,label\norder-1,fraud\norder-1,0\n")
    assert label(api, number)["label"] == "legitimate"


@pytest.mark.parametrize(
    ("text", "field"), [("", "file"), ("colour\nred\n", "header"), ("id,id\n1,1\n", "header")]
)
def test_what_is_no_such_file_is_refused(api: Api, text: str, field: str) -> None:
    answer = upload(api, text)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)
    assert upload(api, "id\n1\n", source="gossip").get_json()["field"] == "source"


def test_a_line_that_ends_the_file_keeps_what_stood_before(api: Api) -> None:
    number = paid(api, "order-1")
    sent = {"file": (io.BytesIO(b"order_id,notes\norder-1,a\norder-2,\xff\norder-3,b\n"), "a.csv")}
    answer = api.client.post("/api/feedback/uploads", data=sent, headers=api.headers)
    body = answer.get_json()
    assert counts(body) == {"rows": 2, "matched": 1, "labelled": 1, "bad": 1}
    assert "no line from here on was read" in body["lines"][0]["message"]
    assert label(api, number)["label"] == "fraud"


def test_files_are_listed_and_others_do_not_see_them(app: APIFlask, api: Api) -> None:
    made = upload(api, "order_id\nnobody\n").get_json()
    listed = api.get("/feedback/uploads").get_json()["items"]
    assert listed == [made | {"lines": []}]
    assert api.get(f"/feedback/uploads/{made['id']}").get_json() == made
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    assert other.get("/feedback/uploads").get_json()["items"] == []
    assert other.get(f"/feedback/uploads/{made['id']}").status_code == 404


def test_a_file_of_another_merchant_finds_none_of_ours(app: APIFlask, api: Api) -> None:
    number = paid(api, "order-1", card="tok_1")
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    text = "order_id,card,amount,date\norder-1,tok_1,25,2026-11-20\n"
    assert counts(upload(other, text).get_json()) == {"rows": 1, "unmatched": 1}
    assert label(api, number) is None
