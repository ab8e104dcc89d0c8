"""POST /api/feedback-bulk: many labels at once, the order of sources, and what entities learn."""

from datetime import UTC, datetime
from math import log
from typing import Any

import numpy as np
import pytest
from apiflask import APIFlask

from secureflow.api.schemas.feedback import MAX_FEEDBACK
from secureflow.db import entities, tenancy
from secureflow.domain import Label
from secureflow.extensions import db
from secureflow.scoring.history.entities import entity_key
from secureflow.scoring.history.ledger import Ledger
from tests.conftest import Api, Tenant, make_tenant

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def paid(api: Api, name: str, **more: Any) -> int:
    answer = api.post("/predict", {"amount": "25.00", "external_id": name} | more)
    return int(answer.get_json()["transaction_id"])


def give(api: Api, *items: dict[str, Any]) -> Any:
    return api.post("/feedback-bulk", {"items": list(items)})


def label(api: Api, number: int) -> Any:
    return api.get(f"/transactions/{number}").get_json()["label"]


def test_many_are_stored_and_a_bad_one_fails_alone(api: Api) -> None:
    first, second = paid(api, "one"), paid(api, "two")
    answer = give(
        api,
        {"external_id": "one", "label": "fraud", "source": "chargeback", "notes": "10.4"},
        {"transaction_id": second, "is_correct": False},
        {"external_id": "three", "label": "fraud"},
        {"external_id": "one", "label": "rubbish"},
        {"label": "fraud"},
        {"transaction_id": first, "external_id": "one", "label": "fraud"},
        {"external_id": "one", "label": "fraud", "occurred_at": "2099-01-01"},
    )
    body = answer.get_json()
    assert answer.status_code == 201
    assert [(one["index"], one["transaction_id"]) for one in body["feedback"]] == [
        (0, first),
        (1, second),
    ]
    assert [(one["index"], one["field"]) for one in body["errors"]] == [
        (2, "external_id"),
        (3, "label"),
        (4, "transaction_id"),
        (5, "transaction_id"),
        (6, "occurred_at"),
    ]
    assert label(api, first) == {"label": "fraud", "source": "chargeback"}


def test_of_one_payment_the_strongest_source_and_of_a_source_the_latest_counts(api: Api) -> None:
    number = paid(api, "one")
    said = [
        ("legitimate", "chargeback"),
        ("fraud", "reviewer"),
        ("fraud", "chargeback"),
        ("legitimate", "customer"),
    ]
    body = give(
        api, *({"external_id": "one", "label": what, "source": who} for what, who in said)
    ).get_json()
    assert [one["counts"] for one in body["feedback"]] == [False, True, True, True]
    assert label(api, number) == {"label": "fraud", "source": "chargeback"}


def test_entities_learn_what_counts_and_forget_what_it_replaced(api: Api, tenant: Tenant) -> None:
    for name in ("one", "two"):
        paid(api, name, card="tok_1", occurred_at=AT.isoformat())
    give(api, *({"external_id": name, "label": "fraud"} for name in ("one", "two")))
    assert_learned(tenant, "fraud", "fraud")
    give(api, {"external_id": "one", "label": "legitimate", "source": "customer"})
    assert_learned(tenant, "legitimate", "fraud")
    # A weaker source changes nothing any more.
    give(api, {"external_id": "one", "label": "fraud", "source": "reviewer"})
    assert_learned(tenant, "legitimate", "fraud")


def assert_learned(tenant: Tenant, *counting: Label) -> None:
    """Fail where the card does not remember these labels of payments at the time."""
    key, ledger = entity_key("card", "tok_1"), Ledger()
    for one in counting:
        ledger.label([key], AT.timestamp(), log(25.0), one, 1)
    tenancy.bind(tenant.merchant_id)
    row = entities.read(tenant.merchant_id, False, [key])[key]
    db.session.rollback()
    assert row.labels is not None
    remembered = ledger.dump_labels(key)
    assert remembered is not None
    found, wanted = np.frombuffer(row.labels), np.frombuffer(remembered)
    assert found == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_payments_of_others_and_of_the_other_mode_are_not_there(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    theirs = paid(other, "theirs")
    names: list[dict[str, Any]] = [{"transaction_id": theirs}, {"external_id": "theirs"}]
    body = give(api, *(name | {"label": "fraud"} for name in names)).get_json()
    assert [one["code"] for one in body["errors"]] == ["not_found", "not_found"]
    assert label(other, theirs) is None


@pytest.mark.parametrize("number", [0, MAX_FEEDBACK + 1])
def test_a_thousand_is_the_most(api: Api, number: int) -> None:
    answer = give(api, *[{"external_id": "x", "label": "fraud"}] * number)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "items")
