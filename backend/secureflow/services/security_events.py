"""Security events: what looks like an attack, kept even where the request's work is undone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from secureflow.db import security_events, tenancy
from secureflow.db.security_events import Event, Severity
from secureflow.infra.logs import log
from secureflow.services import chain

MAX_KIND = 64


def report(
    kind: str,
    severity: Severity,
    *,
    merchant_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Keep a security event, in a transaction of its own.

    ``merchant_id`` is whose account was meant, by default the merchant the session is bound to:
    its admins see the event. Where there is none, the platform's operators do. The address and
    the request are those of the acting caller. Equal events of one minute and one address are
    counted in one row. A database that cannot keep it is a log line, and no other failure.
    """
    who = tenancy.actor()
    event = Event(
        merchant_id=tenancy.bound() if merchant_id is None else merchant_id,
        at=datetime.now(UTC),
        kind=kind[:MAX_KIND],
        severity=severity,
        details=chain.plain(details or {}),
        address=who.address,
        request_id=who.request_id,
    )
    line = {
        "merchant": event.merchant_id,
        "kind": kind,
        "severity": severity,
        "address": event.address,
        "request_id": event.request_id,
    }
    try:
        with tenancy.aside(event.merchant_id) as session:
            so_far = security_events.count(session, event)
            session.commit()
    except SQLAlchemyError as error:
        log.error("security_event_lost", extra=line | {"error": type(error).__name__})
        return
    if so_far == 1:
        log.warning("security_event", extra=line)
