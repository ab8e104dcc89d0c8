"""The audit trail: who did what to which thing, recorded in the transaction that does it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from secureflow.db import audit, tenancy
from secureflow.db.audit import AuditEventRow, AuditHeadRow, AuditValuesRow
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services import chain
from secureflow.services.chain import SignedHead

MAX_WORD = 200


def record(
    action: str,
    thing: str,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    customer: Mapping[str, Any] | None = None,
) -> None:
    """Record that the acting person, key or system did ``action`` to ``thing``.

    ``action`` is like "key.created", ``thing`` like "key:12"; ``before`` and ``after`` hold what
    changed, never a secret. What names a customer goes into ``customer``, with the customer's
    reference under "customer", and can be erased later. The event belongs to the merchant that
    the session is bound to and is stored if this transaction commits; the next event of the
    merchant waits for that.
    """
    merchant_id = tenancy.bound()
    if merchant_id is not None:
        _append(merchant_id, action, thing, before, after, customer)
        return
    with tenancy.across_merchants():
        _append(None, action, thing, before, after, customer)


def _append(
    merchant_id: int | None,
    action: str,
    thing: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    customer: Mapping[str, Any] | None,
) -> None:
    salt, values = token_hex(16), None if customer is None else chain.plain(customer)
    who = tenancy.actor()
    audit.lock(merchant_id)
    last = audit.last(merchant_id)
    row = AuditEventRow(
        merchant_id=merchant_id,
        position=1 if last is None else last.position + 1,
        at=datetime.now(UTC),
        actor_kind=who.kind,
        actor_id=who.id,
        actor_name=chain.words(who.name)[:MAX_WORD],
        action=action,
        thing=chain.words(thing)[:MAX_WORD],
        before=None if before is None else chain.plain(before),
        after=None if after is None else chain.plain(after),
        address=who.address,
        request_id=who.request_id,
        values_digest=None if values is None else chain.digest_of(salt, values),
        previous=chain.BEGINNING if last is None else last.hash,
    )
    row.hash = chain.hash_of(row)
    event = audit.add(row)
    if values is not None:
        named = values.get("customer")
        audit.add_values(
            AuditValuesRow(
                event_id=event.id,
                merchant_id=merchant_id,
                customer=None if named is None else str(named),
                salt=salt,
                values=values,
            )
        )


def head(merchant_id: int | None) -> SignedHead:
    """Return the end of a chain as it is now, signed; an empty chain ends before its first row."""
    last = audit.last(merchant_id)
    now = datetime.now(UTC)
    if last is None:
        return chain.signed(merchant_id, 0, chain.BEGINNING, now)
    return chain.signed(merchant_id, last.position, last.hash, now)


def export(merchant_id: int) -> SignedHead:
    """Record that the trail leaves the house, and return its end after that, signed."""
    record("audit.exported", f"merchant:{merchant_id}")
    end = head(merchant_id)
    db.session.commit()
    return end


def sign_heads() -> None:
    """Write the signed end of every chain to the log, and keep those that moved.

    What is signed here is what a chain is held against later, so the log should leave this
    machine. A chain that lost what was signed before is not signed again: it is an error line.
    """
    with tenancy.across_merchants():
        for merchant_id in audit.chains():
            _sign(merchant_id)
            db.session.commit()


def _sign(merchant_id: int | None) -> None:
    now, before = head(merchant_id), audit.last_head(merchant_id)
    if before is not None and audit.hash_at(merchant_id, before.count) != before.hash:
        log.error("audit_broken", extra={"merchant": merchant_id, "signed": before.count})
        return
    if now.count == 0:
        return
    log.info("audit_head", extra=now.values())
    if before is None or before.count < now.count:
        audit.add_head(
            AuditHeadRow(
                merchant_id=merchant_id,
                count=now.count,
                hash=now.hash,
                at=datetime.fromisoformat(now.at),
                signature=now.signature,
            )
        )
