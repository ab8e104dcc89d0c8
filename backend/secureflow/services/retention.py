"""Delete what is past its time, as each merchant chose; run daily, and safe to run at any time."""

from datetime import datetime, timedelta

from secureflow.db import entities, retention, tenancy
from secureflow.db.audit import EXPIRED
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services import audit

OF_NOBODY_DAYS = 365
"""Security events that meant no merchant are kept as long as a merchant's are by default."""


def apply(now: datetime) -> None:
    """Delete every merchant's data that is older than the merchant keeps it.

    A thousand rows at a time, each of them committed, so it goes on where it was interrupted.
    What was deleted is counted in the merchant's audit trail and in the log.
    """
    with tenancy.across_merchants():
        merchants = retention.merchants()
    for merchant_id in merchants:
        _apply_to(merchant_id, now)
    with tenancy.across_merchants():
        before = now - timedelta(days=OF_NOBODY_DAYS)
        while retention.delete_some_of_nobody(before):
            db.session.commit()
        db.session.commit()


def _apply_to(merchant_id: int, now: datetime) -> None:
    tenancy.bind(merchant_id)
    days = retention.days(merchant_id)
    deleted = {
        kind: _delete(kind, merchant_id, now - timedelta(days=kept)) for kind, kept in days.items()
    }
    deleted["entities"] = _forget(merchant_id, now - timedelta(days=days["transactions"]))
    if any(deleted.values()):
        audit.record(EXPIRED, f"merchant:{merchant_id}", after=deleted)
        db.session.commit()
        log.info("retention", extra={"merchant": merchant_id} | deleted)


def _delete(kind: str, merchant_id: int, before: datetime) -> int:
    total = 0
    while some := retention.delete_some(kind, merchant_id, before):
        total += some
        db.session.commit()
    return total


def _forget(merchant_id: int, before: datetime) -> int:
    """Delete what is remembered of entities that no payment has touched for as long."""
    total = 0
    for is_test in (False, True):
        after: bytes | None = b""
        while after is not None:
            found, after = entities.delete_stale(merchant_id, is_test, before, after)
            total += found
            db.session.commit()
    return total
