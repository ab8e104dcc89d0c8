"""Runs: a model is made once, watched while it is, and survives a worker that is killed."""

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from secureflow.db import model_arms, model_runs, tenancy
from secureflow.db.audit import AuditEventRow
from secureflow.db.model_runs import ModelRunRow
from secureflow.db.models import ModelVersionRow
from secureflow.errors import Conflict
from secureflow.extensions import db
from secureflow.services import model_runs as service
from secureflow.services.models import Models
from tests.conftest import Tenant, as_owner
from tests.deploy.test_killed import stopped_at, wait_until
from tests.jobs.running import wait_for, worker
from tests.services.stored import NOW, payment

pytestmark = pytest.mark.usefixtures("queue")


@pytest.fixture
def history(models: Models, tenant: Tenant) -> None:
    """Payments of six weeks with labels, to learn from."""
    tenancy.bind(tenant.merchant_id)
    version = models.arms(tenant.merchant_id).champion.version
    for number in range(260):
        payment(
            tenant.merchant_id,
            number,
            version=version,
            at=NOW - timedelta(days=42, minutes=-number * 230),
            label=None if number % 2 else "fraud" if number % 6 == 0 else "legitimate",
        )
    db.session.commit()


def begin(merchant_id: int) -> int:
    tenancy.bind(merchant_id)
    return service.request(merchant_id, "train", "to see it made").id


def state_of(merchant_id: int, run_id: int) -> Any:
    db.session.rollback()
    tenancy.bind(merchant_id)
    row = model_runs.by_id(merchant_id, run_id)
    assert row is not None
    return row


def made(merchant_id: int) -> list[str]:
    tenancy.bind(merchant_id)
    own = ModelVersionRow.merchant_id == merchant_id
    return list(db.session.scalars(select(ModelVersionRow.version).where(own)))


@pytest.mark.usefixtures("history")
def test_a_run_makes_one_shadow_however_often_it_is_done(models: Models, tenant: Tenant) -> None:
    run_id = begin(tenant.merchant_id)
    as_owner("UPDATE model_runs SET created_by = 'somebody'")
    for _ in range(2):
        service.perform(models, tenant.merchant_id, run_id)
        row = state_of(tenant.merchant_id, run_id)
        assert (row.state, row.error, row.attempt) == ("done", None, 1)
        assert made(tenant.merchant_id) == [row.version]
    ((arm, model),) = model_arms.of_merchant(tenant.merchant_id)
    assert (arm.share, model.version, model.is_active) == (0.0, row.version, False)
    assert (model.reason, model.created_by) == ("to see it made", "somebody")
    assert model.labels["fraud"] + model.labels["legitimate"] == 130
    assert model.data_until is not None
    assert model.data_until < NOW
    models.refresh()
    assert models.arms(tenant.merchant_id).follows_base


@pytest.mark.usefixtures("history")
def test_a_newer_shadow_takes_the_place_of_the_one_before(models: Models, tenant: Tenant) -> None:
    for _ in range(2):
        service.perform(models, tenant.merchant_id, begin(tenant.merchant_id))
        payment(tenant.merchant_id, 999, version=models.active().version, at=NOW, label="fraud")
        db.session.commit()
    assert len(made(tenant.merchant_id)) == 2
    assert len(model_arms.of_merchant(tenant.merchant_id)) == 1


def test_one_run_at_a_time(models: Models, tenant: Tenant) -> None:
    run_id = begin(tenant.merchant_id)
    with pytest.raises(Conflict, match=f"Run {run_id} is under way"):
        begin(tenant.merchant_id)


def test_a_run_that_lost_its_job_holds_up_no_other(models: Models, tenant: Tenant) -> None:
    lost = begin(tenant.merchant_id)
    as_owner("UPDATE model_runs SET created_at = now() - interval '7 hours'")
    run_id = begin(tenant.merchant_id)
    row = state_of(tenant.merchant_id, lost)
    assert (row.state, row.error) == ("failed", "Nothing was heard of it for 6 hours.")
    assert state_of(tenant.merchant_id, run_id).finished_at is None


def test_a_request_is_on_record(tenant: Tenant) -> None:
    run_id = begin(tenant.merchant_id)
    tenancy.bind(tenant.merchant_id)
    event = db.session.scalars(
        select(AuditEventRow).order_by(AuditEventRow.position.desc()).limit(1)
    ).one()
    assert (event.action, event.thing) == ("model.train_requested", f"model_run:{run_id}")
    assert event.after == {"kind": "train", "reason": "to see it made"}


def test_an_error_made_on_purpose_ends_the_run_and_is_told(models: Models, tenant: Tenant) -> None:
    run_id = begin(tenant.merchant_id)
    service.perform(models, tenant.merchant_id, run_id)
    row = state_of(tenant.merchant_id, run_id)
    assert (row.state, row.version) == ("failed", None)
    assert row.error
    assert begin(tenant.merchant_id) != run_id


def test_a_run_that_kills_its_workers_is_given_up(models: Models, tenant: Tenant) -> None:
    run_id = begin(tenant.merchant_id)
    as_owner("UPDATE model_runs SET attempt = 3, state = 'running'")
    service.perform(models, tenant.merchant_id, run_id)
    row = state_of(tenant.merchant_id, run_id)
    assert (row.state, row.error) == ("failed", "The worker died 3 times in the middle of it.")


@pytest.mark.usefixtures("history")
def test_progress_is_seen_by_others_while_it_goes_on(
    models: Models, tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = begin(tenant.merchant_id)
    seen: list[tuple[str | None, int, int]] = []
    say = service.Watched.__call__

    def watched(self: service.Watched, step: str, done: int, total: int) -> None:
        say(self, step, done, total)
        with tenancy.aside(tenant.merchant_id) as session:
            row = session.scalars(select(ModelRunRow).where(ModelRunRow.id == run_id)).one()
            seen.append((row.step, row.done, row.total))

    monkeypatch.setattr(service.Watched, "__call__", watched)
    service.perform(models, tenant.merchant_id, run_id)
    assert ("payments", 260, 260) in seen
    assert {step for step, _, _ in seen} >= {"cold_start", "learned_layer", "calibration"}


@pytest.mark.usefixtures("history")
def test_enough_new_labels_ask_for_a_training_once(models: Models, tenant: Tenant) -> None:
    service.begin_due(131)
    assert model_runs.latest(tenant.merchant_id) == []
    assert service.next_training(tenant.merchant_id, 131)[0] == 1
    for _ in range(2):
        service.begin_due(130)
        (row,) = model_runs.latest(tenant.merchant_id)
    service.perform(models, tenant.merchant_id, row.id)
    service.begin_due(130)
    assert len(model_runs.latest(tenant.merchant_id)) == 1
    missing, next_at = service.next_training(tenant.merchant_id, 130)
    assert missing == 130
    assert next_at is not None
    assert next_at > datetime.now(UTC) + timedelta(days=6)


@pytest.mark.usefixtures("history")
def test_payments_enough_ask_for_a_first_model_once(
    tenant: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "LEAST_PAYMENTS", 261)
    service.begin_due(1_000)
    assert model_runs.latest(tenant.merchant_id) == []
    monkeypatch.setattr(service, "LEAST_PAYMENTS", 260)
    service.begin_due(1_000)
    (row,) = model_runs.latest(tenant.merchant_id)
    assert row.reason == "the first 260 payments or more"
    as_owner("UPDATE model_runs SET state = 'failed', finished_at = now()")
    service.begin_due(1_000)
    assert len(model_runs.latest(tenant.merchant_id)) == 1


@pytest.mark.usefixtures("history")
def test_a_killed_worker_loses_nothing_and_doubles_nothing(
    settings: dict[str, str], tenant: Tenant, tmp_path: Path, marks: Path
) -> None:
    impatient = settings | {"WORKER_STALLED_SECONDS": "2"}
    run_id = begin(tenant.merchant_id)
    first, second = tmp_path / "first.log", tmp_path / "second.log"
    trigger = "TRIGGER waits BEFORE INSERT ON model_versions FOR EACH ROW"
    with stopped_at(trigger), worker(impatient, first, marks) as killed:
        wait_until("NOT granted", 1)
        assert state_of(tenant.merchant_id, run_id).state == "running"
        killed.stop(signal.SIGKILL)
    wait_until("true", 0)
    assert made(tenant.merchant_id) == []
    with worker(impatient, second, marks) as running:
        wait_for(lambda: state_of(tenant.merchant_id, run_id).finished_at is not None, second)
        assert running.stop(signal.SIGTERM) == 0
    row = state_of(tenant.merchant_id, run_id)
    assert (row.state, row.attempt) == ("done", 2)
    assert made(tenant.merchant_id) == [row.version]
    arms = select(func.count()).select_from(model_arms.ModelArmRow)
    assert db.session.scalar(arms) == 1
