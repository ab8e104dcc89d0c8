"""How far a merchant's labels are from a probability: those of later payments count."""

from apiflask import APIFlask

from secureflow.api import model_shapes
from secureflow.db import tenancy
from secureflow.extensions import db
from tests.conftest import Api, Tenant, as_owner
from tests.services.labelled import stored_payments


def label(api: Api, payment: int, label: str) -> None:
    body = {"transaction_id": payment, "label": label, "source": "chargeback"}
    assert api.post("/feedback", body).status_code in (200, 201)


def test_only_labels_of_later_payments_count_towards_a_probability(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    ids = stored_payments(api, 20)
    as_owner(
        "UPDATE transactions SET occurred_at = '2026-08-01'::timestamptz "
        "+ (id - :first) * interval '1 hour'",
        first=ids[0],
    )
    for number in range(20):
        label(api, ids[number], "fraud" if number % 4 == 0 else "legitimate")
    db.session.rollback()
    tenancy.bind(tenant.merchant_id)
    found = model_shapes.labels(tenant.merchant_id)
    assert (found["total"], found["fraud"]) == (20, 5)
    # The frauds are numbers 0, 4, 8, 12 and 16; 60 % of the way between them lies at 9.6.
    assert (found["held_back"], found["held_back_fraud"]) == (10, 2)


def test_labels_of_payments_too_young_for_reports_do_not_count_yet(
    app: APIFlask, api: Api, tenant: Tenant
) -> None:
    ids = stored_payments(api, 40)
    for number in range(40):
        label(api, ids[number], "fraud" if number % 4 == 0 else "legitimate")
    # A report takes ten days; every day there were two payments, the last ones today.
    as_owner(
        "UPDATE transactions SET occurred_at = now() - (:last - id) * interval '12 hours'",
        last=ids[-1],
    )
    as_owner(
        "UPDATE feedback SET occurred_at = payment.occurred_at + interval '10 days' "
        "FROM transactions AS payment WHERE payment.id = transaction_id "
        "AND payment.occurred_at < now() - interval '11 days'"
    )
    as_owner(
        "UPDATE feedback SET source = 'reviewer' FROM transactions AS payment "
        "WHERE payment.id = transaction_id "
        "AND payment.occurred_at >= now() - interval '11 days'"
    )
    tenancy.bind(tenant.merchant_id)
    found = model_shapes.labels(tenant.merchant_id)
    assert (found["total"], found["fraud"]) == (40, 10)
    # Old enough are numbers 0 to 19, and their frauds 0, 4, 8, 12 and 16.
    assert (found["held_back"], found["held_back_fraud"]) == (10, 2)


def test_without_fraud_nothing_is_held_back(app: APIFlask, api: Api, tenant: Tenant) -> None:
    label(api, stored_payments(api, 1)[0], "legitimate")
    tenancy.bind(tenant.merchant_id)
    found = model_shapes.labels(tenant.merchant_id)
    assert (found["total"], found["held_back"], found["held_back_fraud"]) == (1, 0, 0)
