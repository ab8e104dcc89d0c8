"""What people and keys change is on the record; what is merely scored is not."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from apiflask import APIFlask
from sqlalchemy import text

from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.extensions import db
from secureflow.services import demo, registry
from tests.conftest import Api, Tenant, as_owner


def recorded(merchant_id: int | None) -> list[tuple[str, str, Any]]:
    db.session.remove()
    with tenancy.across_merchants():
        rows = db.session.scalars(
            db.select(AuditEventRow)
            .where(AuditEventRow.merchant_id.is_not_distinct_from(merchant_id))
            .order_by(AuditEventRow.position)
        ).all()
        return [(row.action, row.actor_name, row.after) for row in rows]


def test_feedback_and_uploads_are_on_record_and_scores_are_not(api: Api, tenant: Tenant) -> None:
    before = len(recorded(tenant.merchant_id))
    number = api.post("/predict", {"amount": 1}).get_json()["transaction_id"]
    assert len(recorded(tenant.merchant_id)) == before
    given = api.post("/feedback", {"transaction_id": number, "label": "fraud"}).get_json()
    form = {"file": (BytesIO(b"amount\n5\nx\n"), "a.csv")}
    api.client.post("/api/uploads/score", data=form, headers=api.headers)
    feedback, upload = recorded(tenant.merchant_id)[before:]
    after = {"feedback": given["id"], "label": "fraud", "source": "reviewer"}
    assert feedback == ("feedback.given", "checkout", after)
    assert upload == ("upload.scored", "checkout", {"rows": 2, "scored": 1, "bad": 1})


def test_a_model_that_comes_into_force_is_on_the_platforms_record(
    api: Api, bundle_bytes: bytes
) -> None:
    as_owner("UPDATE model_versions SET is_active = false")
    files = api.client.application.extensions["secureflow_models"].files
    version = registry.register(files, bundle_bytes).version
    action, actor, after = recorded(None)[-1]
    assert (action, actor, after["version"]) == ("model.promoted", "system", version)


def test_so_is_everybody_and_every_key_that_a_command_makes(app: APIFlask, tenant: Tenant) -> None:
    found = [(action, actor) for action, actor, _ in recorded(tenant.merchant_id)]
    assert found == [
        ("merchant.created", "system"),
        ("key.created", "system"),
        ("member.created", "system"),
        ("key.created", "system"),
    ]


def test_and_the_demos(app: APIFlask) -> None:
    scorers = app.extensions["secureflow_models"]
    now = datetime(2026, 11, 1, tzinfo=UTC)
    demo.create(scorers, now=now, payments=1_100)
    demo.create(scorers, now=now, payments=1_100)
    tenancy.look_up(text("SELECT id AS merchant_id FROM merchants"), {})
    merchant_id = tenancy.bound()
    actions = [action for action, _, _ in recorded(merchant_id)]
    assert actions == [
        "merchant.created",
        "key.created",
        "member.created",
        "member.created",
        "model.train_requested",
        "key.created",
        "password.changed",
        "key.created",
    ]
