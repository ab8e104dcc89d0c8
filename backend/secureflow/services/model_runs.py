"""Runs: a model is asked for, made by a job that says how far it is, and enters as a shadow."""

import time
from datetime import UTC, datetime, timedelta

from secureflow.db import (
    label_counts,
    model_changes,
    model_runs,
    model_samples,
    models,
    retention,
    tenancy,
)
from secureflow.db.model_runs import ModelRunRow, RunKind
from secureflow.db.models import ModelVersionRow
from secureflow.errors import Conflict, SecureFlowError
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.infra.logs import log
from secureflow.scoring.history.features import SCHEMA_HASH
from secureflow.services import audit, challengers, events, registry
from secureflow.services.models import Models
from secureflow.services.registry import Origin

MOST_ATTEMPTS = 3
"""A run that killed its worker so often is given up."""
SILENT = timedelta(hours=6)
"""A run of which nothing was heard for so long has lost its job, and holds up no other."""
LEAST_PAYMENTS = 1_000
"""With so many a merchant gets a model of its own, even without a label."""
LEAST_PAUSE = timedelta(days=7)
"""Between two trainings that nobody asked for."""
PACE = timedelta(days=28)
"""How far back it is looked how fast labels come."""
SAID_SECONDS = 0.5


def request(merchant_id: int, kind: RunKind, reason: str) -> ModelRunRow:
    """Have a model made for a merchant, and return the run; Conflict while one is under way."""
    row = ask(merchant_id, kind, reason)
    db.session.commit()
    return row


def ask(merchant_id: int, kind: RunKind, reason: str) -> ModelRunRow:
    """Return a run as ``request`` does, committing nothing."""
    # Two requests at once would both find none under way: the second waits here.
    model_changes.lock()
    under_way = _under_way(merchant_id, kind)
    if under_way is not None:
        raise Conflict(
            f"Run {under_way.id} is under way.", fix="Wait until it is done, then ask again."
        )
    row = model_runs.add(
        ModelRunRow(
            merchant_id=merchant_id,
            kind=kind,
            state="queued",
            reason=reason,
            created_by=tenancy.actor().name,
        )
    )
    asked = {"kind": kind, "reason": reason}
    audit.record("model.train_requested", f"model_run:{row.id}", after=asked)
    queue.defer("make_model", merchant_id=merchant_id, run_id=row.id)
    return row


def _under_way(merchant_id: int, kind: RunKind) -> ModelRunRow | None:
    """Return the run that has not ended; one of which nothing was heard for hours ends here."""
    row = model_runs.open_of(merchant_id, kind)
    if row is None or datetime.now(UTC) - (row.updated_at or row.created_at) < SILENT:
        return row
    _end(row, error=f"Nothing was heard of it for {SILENT // timedelta(hours=1)} hours.")
    db.session.flush()
    return None


def perform(here: Models, merchant_id: int, run_id: int) -> None:
    """Do what a run asks for, once: a second call finds it done.

    A worker that dies leaves the run to the next, which begins again; what the first had made is
    nowhere. An error made on purpose ends the run and is told in it.
    """
    tenancy.bind(merchant_id)
    row = model_runs.by_id(merchant_id, run_id, lock=True)
    if row is None or row.finished_at is not None:
        return
    row.attempt += 1
    attempt, origin = row.attempt, Origin(merchant_id, row.reason, by=row.created_by)
    if attempt > MOST_ATTEMPTS:
        _end(row, error=f"The worker died {MOST_ATTEMPTS} times in the middle of it.")
        db.session.commit()
        return
    row.state, row.updated_at = "running", datetime.now(UTC)
    row.started_at = row.started_at or row.updated_at
    db.session.commit()
    try:
        data = _make(here, merchant_id, Watched(merchant_id, run_id, attempt))
        _store(here, merchant_id, (run_id, attempt), data, origin)
    except SecureFlowError as error:
        _fail(merchant_id, (run_id, attempt), error.message)
    except Exception as error:
        _fail(merchant_id, (run_id, attempt), f"It ended with {type(error).__name__}.")
        raise


def _make(here: Models, merchant_id: int, said: "Watched") -> bytes:
    """Return the bytes of a model of the merchant's own payments and labels."""
    base = here.active().bundle
    # scikit-learn takes two seconds and 200 MB: whoever only asks for a training goes without.
    from secureflow.services import training

    made = training.from_merchant(training.DEFAULT, merchant_id, base=base, progress=said)
    db.session.commit()
    return made.data


def _store(
    here: Models, merchant_id: int, run: tuple[int, int], data: bytes, origin: Origin
) -> None:
    """Register what was made, in the commit that ends the run; a run taken over stores nothing."""
    tenancy.bind(merchant_id)
    row = model_runs.by_id(merchant_id, run[0], lock=True)
    if row is None or row.finished_at is not None or row.attempt != run[1]:
        db.session.rollback()
        return
    row.version = enter(here, merchant_id, data, origin).version
    _end(row)
    db.session.commit()


def enter(here: Models, merchant_id: int, data: bytes, origin: Origin) -> ModelVersionRow:
    """Register a merchant's own model as a shadow beside its champion, committing nothing.

    It takes the place of the merchant's shadow before it, and decides nothing before a person
    promotes it.
    """
    row = registry.add(here.files, data, origin)
    audit.record(f"model.{row.kind}", f"model:{row.version}", after={"reason": origin.reason})
    if not row.is_active:
        challengers.replace_shadows(merchant_id, row)
    return row


def trained(here: Models, merchant_id: int, data: bytes, reason: str) -> ModelVersionRow:
    """Register a model that a command made of a merchant's payments, as ``enter`` does."""
    tenancy.bind(merchant_id)
    row = enter(here, merchant_id, data, Origin(merchant_id, reason))
    db.session.commit()
    return row


def _fail(merchant_id: int, run: tuple[int, int], error: str) -> None:
    db.session.rollback()
    tenancy.bind(merchant_id)
    row = model_runs.by_id(merchant_id, run[0], lock=True)
    if row is not None and row.finished_at is None and row.attempt == run[1]:
        _end(row, error=error)
    db.session.commit()


def _end(row: ModelRunRow, error: str | None = None) -> None:
    row.state, row.error = ("done", None) if error is None else ("failed", error)
    row.step, row.finished_at = None, datetime.now(UTC)
    run = row.merchant_id, row.id
    events.progress("model_run", run, row.state, (None, row.done, row.total))
    told = {"merchant": row.merchant_id, "run": row.id, "kind": row.kind, "version": row.version}
    if error is None:
        log.info("model_run_done", extra=told)
    else:
        log.warning("model_run_failed", extra=told | {"detail": error})


class Watched:
    """Takes progress and stores it for whoever watches, at most twice a second and at each step."""

    def __init__(self, merchant_id: int, run_id: int, attempt: int) -> None:
        self.run = merchant_id, run_id, attempt
        self.step = ""
        self.said_at = 0.0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say how much of a step is done."""
        now = time.monotonic()
        if step == self.step and now - self.said_at < SAID_SECONDS and done < total:
            return
        self.step, self.said_at = step, now
        with tenancy.aside(self.run[0]) as session:
            model_runs.say(session, self.run, step, (done, total))
            events.progress("model_run", self.run[:2], "running", (step, done, total), session)
            session.commit()


def begin_due(labels: int) -> None:
    """Ask for a model for every merchant with so many new labels since its last training.

    A merchant with 1,000 payments and no model of its own gets one once without labels, so that
    what is unusual is what is unusual there.
    """
    with tenancy.across_merchants():
        everyone = retention.merchants()
    for merchant_id in everyone:
        tenancy.bind(merchant_id)
        reason = _due(merchant_id, labels)
        if reason is not None and _under_way(merchant_id, "train") is None:
            ask(merchant_id, "train", reason)
        db.session.commit()


def _due(merchant_id: int, labels: int) -> str | None:
    """Return why a merchant's model is to be made now; None where it is not."""
    begun = model_runs.last_begun(merchant_id, "train")
    rested = begun is None or datetime.now(UTC) - begun >= LEAST_PAUSE
    if rested and labels_until_training(merchant_id, labels) <= 0:
        return f"{labels} new labels or more since the last training"
    first = begun is None and not models.has_own(merchant_id)
    if first and model_samples.are_as_many(merchant_id, SCHEMA_HASH, LEAST_PAYMENTS):
        return f"the first {LEAST_PAYMENTS:,} payments or more"
    return None


def labels_until_training(merchant_id: int, labels: int) -> int:
    """Return how many new labels are missing until a model is trained by itself."""
    return next_training(merchant_id, labels)[0]


def next_training(merchant_id: int, labels: int) -> tuple[int, datetime | None]:
    """Return how many new labels are missing for a training, and when it comes at their pace.

    The moment is None where nothing says how fast labels come.
    """
    now = datetime.now(UTC)
    begun = model_runs.last_begun(merchant_id, "train")
    missing = max(labels - label_counts.of_merchant(merchant_id, begun).new, 0)
    earliest = now if begun is None else max(now, begun + LEAST_PAUSE)
    if not missing:
        return 0, earliest
    lately = label_counts.of_merchant(merchant_id, now - PACE).new
    if not lately:
        return missing, None
    return missing, max(earliest, now + PACE * (missing / lately))
