"""What follows by itself: resolutions become final, what is due is decided, snoozed ones wake."""

from collections.abc import Sequence
from datetime import UTC, datetime

from secureflow.db import feedback as labels
from secureflow.db import merchants, review_facts, tenancy, transactions
from secureflow.db import reviews as table
from secureflow.db.reviews import ReviewRow
from secureflow.domain import Label
from secureflow.extensions import db, lasting
from secureflow.infra.logs import log
from secureflow.scoring.selection import draw_of
from secureflow.services import audit, feedback
from secureflow.services.feedback import Onsite, Statement
from secureflow.services.review_acts import NOBODY, Author, record, resolved, tell

LABELS: dict[str, Label] = {"approve": "legitimate", "decline": "fraud"}
"""What a resolution says of the payment."""


def settle_due() -> None:
    """Settle every resolution whose ten seconds are over, each in a transaction of its own.

    Whatever dies in between leaves the rest to the next run: a review is locked, settled once, and
    marked in the transaction that stores what it says.
    """
    for merchant_id, review_id in _everywhere(review_facts.unsettled(datetime.now(UTC))):
        tenancy.bind(merchant_id)
        now = datetime.now(UTC)
        row = table.locked_if_free(merchant_id, review_id)
        is_due = row is not None and row.undo_until is not None and row.undo_until < now
        if row is not None and is_due and row.settled_at is None:
            settle(row, now)
        db.session.commit()


def apply_defaults() -> None:
    """Let the default happen to every review that is due; nobody has judged it, so it is no label.

    Those snoozed until now come back into sight.
    """
    for merchant_id, review_id in _everywhere(review_facts.due(datetime.now(UTC))):
        tenancy.bind(merchant_id)
        now = datetime.now(UTC)
        row = table.locked_if_free(merchant_id, review_id)
        if row is not None and row.state != "resolved":
            _default(row, now) if _is_due(row, now) else _wake(row, now)
        db.session.commit()


def settle(row: ReviewRow, now: datetime) -> None:
    """Make a resolution final: what it says becomes feedback, and a second person may be asked."""
    if row.kind == "second_opinion":
        _compare(row, now)
    else:
        _label(row)
        _ask_second(row, now)
    row.settled_at = now
    record(row, NOBODY, "settled", now)


def is_asked_twice(row: ReviewRow) -> bool:
    """Return whether the lot has a second person judge this payment too, where there is one.

    What the first has said is then told to nobody who watches: the second is to judge blind.
    """
    share = merchants.review_settings(row.merchant_id).second_opinion_share
    key = lasting.key("second opinion")
    is_first = row.kind != "second_opinion" and not row.is_test
    return is_first and draw_of(key, str(row.merchant_id), str(row.transaction_id)) < share


def _label(row: ReviewRow) -> None:
    if row.resolved_at is None or row.resolution is None:
        return
    # What was said to the payment itself after the decision is later, and stays what counts.
    if labels.reviewed_since(row.merchant_id, row.transaction_id, row.resolved_at):
        return
    payment = transactions.by_id(row.merchant_id, row.is_test, row.transaction_id)
    if payment is None:
        return
    statement = Statement(
        transaction_id=row.transaction_id,
        label=LABELS[row.resolution],
        is_correct=None,
        source="reviewer",
        notes=None,
        occurred_at=row.resolved_at,
    )
    caller = Onsite(row.merchant_id, row.is_test, row.resolved_by_name or "system")
    (said,) = feedback.store(caller, row.is_test, [(payment, statement)])
    audit.record(
        "feedback.given",
        f"transaction:{payment.id}",
        after={"feedback": said.id, "label": said.label, "source": "reviewer", "review": row.id},
    )


def _ask_second(row: ReviewRow, now: datetime) -> None:
    """Open a second opinion on a share of what people decided, where there is a second person."""
    if row.resolved_by is None or row.resolution is None:
        return
    if is_asked_twice(row) and review_facts.has_other_reviewer(row.merchant_id, row.resolved_by):
        opened = review_facts.open_second(row, now)
        if opened is not None:
            tell(opened, NOBODY, "review.opened")


def _compare(row: ReviewRow, now: datetime) -> None:
    first = review_facts.first_of(row)
    if first is not None:
        by = Author(row.resolved_by, row.resolved_by_name)
        agrees = row.resolution == row.first_said
        record(first, by, "second_opinion", now, resolution=row.resolution, agrees=agrees)


def _is_due(row: ReviewRow, now: datetime) -> bool:
    return row.default_action is not None and row.due_at is not None and row.due_at <= now


def _default(row: ReviewRow, now: datetime) -> None:
    if row.default_action is None:
        return
    resolved(row, NOBODY, row.default_action, now, source="default", is_final=True)
    what = {"resolution": row.default_action, "reason": "nobody decided before it was due"}
    audit.record("review.defaulted", f"review:{row.id}", after=what)
    tell(row, NOBODY, "review.resolved", resolution=row.resolution)
    log.info("review_defaulted", extra={"merchant": row.merchant_id, "review": row.id})


def _wake(row: ReviewRow, now: datetime) -> None:
    if row.state == "snoozed" and row.snoozed_until is not None and row.snoozed_until <= now:
        row.state, row.snoozed_until = "open", None
        record(row, NOBODY, "woken", now)
        tell(row, NOBODY, "review.changed")


def _everywhere(query: review_facts.Ids) -> Sequence[tuple[int, int]]:
    """Return what a query finds at all merchants, as (merchant, review)."""
    with tenancy.across_merchants():
        found = [(row.merchant_id, row.id) for row in db.session.execute(query)]
        db.session.commit()
    return found
