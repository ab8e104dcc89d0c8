"""Every task that can run in the background, in one list.

A task calls a service and is safe to run twice: a worker that dies in the middle leaves its job
to another. A new task is deferred one release after it came, because during a deployment the
workers of the release before still take jobs.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from inspect import iscoroutinefunction
from typing import Any

from flask import current_app
from procrastinate import App, RetryStrategy
from procrastinate.jobs import DEFAULT_QUEUE

from secureflow.jobs import models, queue
from secureflow.services import (
    audit,
    customers,
    expiry,
    mail,
    password_resets,
    privacy,
    recount,
    resealing,
    retention,
    review_sample,
    sample_data,
    settling,
    usuals,
)
from secureflow.services.models import Models

PATIENT = RetryStrategy(max_attempts=6, exponential_wait=5)
"""Again after 5 s, 25 s, 2 min, 10 min, 52 min and 4 h 20 min; then a person has to look."""
SOON = RetryStrategy(max_attempts=3, exponential_wait=10)
"""Again after 10 s, 100 s and 17 min; then at its next turn."""


@dataclass(frozen=True, slots=True)
class Task:
    """A function under the name by which it is deferred, and how it is run.

    ``runs_alone``: one at a time over all workers. ``waits_once``: one in the queue is enough.
    What is async is about the queue itself, and is given procrastinate's context first.
    """

    name: str
    run: Callable[..., Any]
    queue: str = DEFAULT_QUEUE
    retry: RetryStrategy | None = None
    runs_alone: bool = False
    waits_once: bool = False


def send_mail(merchant_id: int | None, template: str, sealed: str) -> None:
    """Deliver one mail; the same letter twice has the same Message-ID."""
    mail.deliver(merchant_id, template, sealed)


def offer_reset(sealed: str) -> None:
    """Mail a link that sets a new password, where there is such an account."""
    password_resets.offer(sealed)


def expire(timestamp: int) -> None:
    """Delete what is past its time: answers, invitations, tokens, sessions."""
    expiry.delete_expired()


def sign_audit_heads(timestamp: int) -> None:
    """Sign the end of every merchant's audit trail, into the log."""
    audit.sign_heads()


def reseal(timestamp: int) -> None:
    """Seal with the newest secret of the server what one before has sealed."""
    resealing.reseal()


def keep_no_longer(timestamp: int) -> None:
    """Delete what is older than each merchant keeps it."""
    retention.apply(datetime.fromtimestamp(timestamp, UTC))


def hide_personal(merchant_id: int) -> None:
    """Hide e-mail and address of the payments that were stored as they came."""
    privacy.hide_stored(merchant_id)


def hide_missed(timestamp: int) -> None:
    """Hide e-mail and address of what was stored as it came, where a merchant hides them."""
    privacy.hide_missed()


def count_late(timestamp: int) -> None:
    """Count the payments that the states of their entities miss."""
    recount.count_late()


def refresh_usuals(timestamp: int) -> None:
    """Add to what is usual at each merchant what was stored since."""
    usuals.refresh(datetime.fromtimestamp(timestamp, UTC))


def refresh_customers(timestamp: int) -> None:
    """Add to the figures of customers what was stored since."""
    customers.refresh()


def find_close_calls(timestamp: int) -> None:
    """Find for every merchant the score from which an approved payment is a close call."""
    review_sample.find_lines()


def make_sample_data(merchant_id: int, user_id: int) -> None:
    """Make payments for a merchant to look around with; a second time finds them there."""
    here: Models = current_app.extensions["secureflow_models"]
    sample_data.make(here, merchant_id, user_id, datetime.now(UTC))


def remove_sample_data(merchant_id: int) -> None:
    """Remove them again, from where it was interrupted."""
    sample_data.remove(merchant_id, datetime.now(UTC))


def settle_resolutions(timestamp: int) -> None:
    """Make final what can no longer be undone: it becomes feedback."""
    settling.settle_due()


def apply_defaults(timestamp: int) -> None:
    """Let happen what happens to reviews that are due, and bring snoozed ones back."""
    settling.apply_defaults()


TASKS = (
    Task("send_mail", send_mail, queue="mail", retry=PATIENT),
    Task("offer_reset", offer_reset, queue="mail", retry=SOON),
    Task("expire", expire, retry=SOON, runs_alone=True),
    Task("sign_audit_heads", sign_audit_heads, retry=SOON, runs_alone=True),
    Task("reseal", reseal, retry=SOON, runs_alone=True),
    Task("retention", keep_no_longer, retry=SOON, runs_alone=True),
    Task("hide_personal", hide_personal, retry=PATIENT),
    Task("hide_missed", hide_missed, retry=SOON, runs_alone=True),
    Task("count_late", count_late, retry=SOON, runs_alone=True, waits_once=True),
    Task("refresh_usuals", refresh_usuals, retry=SOON, runs_alone=True),
    Task("make_model", models.make_model, retry=SOON, runs_alone=True),
    Task("train_due", models.train_due, retry=SOON, runs_alone=True),
    Task("refresh_calibration", models.refresh_calibration, retry=SOON, runs_alone=True),
    Task("score_shadow", models.score_shadow, runs_alone=True, waits_once=True),
    Task("measure_quality", models.measure_quality, retry=SOON, runs_alone=True),
    Task("measure_drift", models.measure_drift, retry=SOON, runs_alone=True),
    Task("refresh_customers", refresh_customers, runs_alone=True, waits_once=True),
    Task("find_close_calls", find_close_calls, retry=SOON, runs_alone=True),
    Task("settle_resolutions", settle_resolutions, retry=SOON),
    Task("apply_defaults", apply_defaults, retry=SOON, runs_alone=True, waits_once=True),
    Task("make_sample_data", make_sample_data, retry=SOON, runs_alone=True),
    Task("remove_sample_data", remove_sample_data, retry=SOON, runs_alone=True),
    Task("retry_stalled", queue.retry_stalled, waits_once=True),
    Task("forget_jobs", queue.forget_jobs, retry=SOON, runs_alone=True),
)


def register(app: App, tasks: Iterable[Task] = TASKS) -> None:
    """Make the tasks known to one of procrastinate's apps; those that are known stay."""
    for task in tasks:
        if task.name not in app.tasks:
            app.task(  # type: ignore[call-overload]
                name=task.name,
                queue=task.queue,
                retry=task.retry or False,
                lock=task.name if task.runs_alone else None,
                queueing_lock=task.name if task.waits_once else None,
                pass_context=iscoroutinefunction(task.run),
            )(task.run)
