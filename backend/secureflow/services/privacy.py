"""Data protection: how long data is kept, one customer's data handed out or erased."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import isnan
from secrets import token_hex
from typing import Any

from secureflow.db import privacy, review_privacy, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.audit import ERASED
from secureflow.db.merchants import MerchantRow
from secureflow.errors import InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.infra import queue
from secureflow.infra.logs import log
from secureflow.services import (
    audit,
    customers,
    history,
    listed_people,
    lockout,
    personal,
    proof,
    recount,
    watched_people,
)
from secureflow.services.lockout import Attempt
from secureflow.services.rows import stored_values

NOT_OURS_TO_SHOW = {"merchant_id", "request_hash", "idempotency_key"}
"""Columns of a payment that say nothing of the customer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """For how many days what is kept, and whether e-mail and address are stored as hashes."""

    transactions_days: int
    uploads_days: int
    security_events_days: int
    hash_personal: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """What erasing a customer changed, and the name the payments stand under from now on."""

    transactions: int
    notes: int
    audit_events: int
    pseudonym: str | None


def settings(merchant_id: int) -> Settings:
    """Return a merchant's choices."""
    row = db.session.get_one(MerchantRow, merchant_id)
    return Settings(**{name: getattr(row, name) for name in Settings.__dataclass_fields__})


def change(person: Caller, wanted: Settings, password: str | None) -> Settings:
    """Store a merchant's choices; switching the hashing on hides what is stored already, by a job.

    Switching it off shows nothing again: a hash cannot be undone. What takes something away for
    good needs the person's password; InvalidInput says that it is missing or wrong.
    """
    merchant_id = person.merchant_id
    before = settings(merchant_id)
    if before != wanted:
        attempt = _proven(person, password) if _takes_away(before, wanted) else None
        row = db.session.get_one(MerchantRow, merchant_id)
        for name, value in asdict(wanted).items():
            setattr(row, name, value)
        audit.record(
            "privacy.changed",
            f"merchant:{merchant_id}",
            before=asdict(before),
            after=asdict(wanted),
        )
        if wanted.hash_personal and not before.hash_personal:
            queue.defer("hide_personal", merchant_id=merchant_id)
        if attempt is not None:
            lockout.succeeded(attempt)
        db.session.commit()
    return wanted


def hide_stored(merchant_id: int) -> int:
    """Hide e-mail and address of the payments stored before that was chosen; return how many.

    States of addresses are kept under what is stored of them, so they are made anew.
    """
    total = _hide_rows(merchant_id)
    _remember_anew(merchant_id)
    return total


def _remember_anew(merchant_id: int) -> None:
    """Make again what stands under what is stored of addresses and e-mails."""
    for is_test in (False, True):
        recount.rebuild(merchant_id, is_test)
    tenancy.bind(merchant_id)
    customers.link_again(merchant_id)
    listed_people.hide(merchant_id)
    watched_people.hide(merchant_id)


def _hide_rows(merchant_id: int) -> int:
    tenancy.bind(merchant_id)
    total, after = 0, 0
    while rows := privacy.plain_rows(merchant_id, after, personal.PREFIX):
        hidden = [
            {"id": row.id}
            | personal.hidden_columns(
                merchant_id,
                {"email": row.email, "ip": row.ip, "request_hash": row.request_hash},
            )
            for row in rows
        ]
        privacy.hide(merchant_id, hidden)
        db.session.commit()
        total, after = total + len(rows), rows[-1].id
    return total


def hide_missed() -> None:
    """Hide what came in plain after that was chosen, such as by a file begun before."""
    with tenancy.across_merchants():
        merchants = privacy.hiding_merchants()
    for merchant_id in merchants:
        found = _hide_rows(merchant_id)
        if found:
            _remember_anew(merchant_id)
            log.info("hidden_late", extra={"merchant": merchant_id, "payments": found})


def begin_export(merchant_id: int, customer: str) -> None:
    """Record that a customer's data is handed out; NotFound where nothing is stored of them."""
    _need(merchant_id, customer)
    audit.record("customer.exported", "customer", customer={"customer": customer})
    db.session.commit()


def export(merchant_id: int, customer: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield everything stored of a customer, as (what it is, its rows)."""
    yield (
        "transactions",
        (
            {k: v for k, v in stored_values(row).items() if k not in NOT_OURS_TO_SHOW}
            | {"inputs": _inputs(row.inputs)}
            for row in privacy.payments(merchant_id, customer)
        ),
    )
    yield (
        "feedback",
        (
            {
                name: getattr(row, name)
                for name in ("id", "transaction_id", "label", "source", "notes", "occurred_at")
            }
            for row in privacy.feedback(merchant_id, customer)
        ),
    )
    yield (
        "upload_lines",
        (dict(row._mapping) for row in privacy.upload_lines(merchant_id, customer)),
    )
    yield "reviews", (dict(row._mapping) for row in review_privacy.reviews(merchant_id, customer))
    yield (
        "review_notes",
        (dict(row._mapping) for row in review_privacy.notes(merchant_id, customer)),
    )
    yield from customers.exported(merchant_id, customer)
    yield from listed_people.exported(merchant_id, customer)
    yield from watched_people.exported(merchant_id, customer)
    yield (
        "entities",
        (
            {"kind": kind, "value": value} | remembered
            for kind, value in privacy.entities_named(merchant_id, customer)
            for remembered in history.remembered(merchant_id, kind, value)
        ),
    )
    yield (
        "audit_events",
        (
            {"at": event.at, "action": event.action, "thing": event.thing, "values": values.values}
            for event, values in privacy.audit_values(merchant_id, customer)
        ),
    )


def erase(person: Caller, customer: str, password: str) -> Erased:
    """Pseudonymise everything stored of a customer; NotFound where there is nothing.

    It needs the person's password: InvalidInput says that it is wrong.

    Payments keep their figures, so sums and the model's history stay right; nobody can tell any
    more whose they were, and this cannot be undone. What is remembered of the customer, and of
    their cards, devices and addresses, goes: whoever shares one of those is new with it again.
    The audit trail says that it was done and how many rows it were, and not to whom.
    """
    merchant_id = person.merchant_id
    _need(merchant_id, customer)
    attempt = proof.by_password(person, password)
    named = privacy.entities_named(merchant_id, customer)
    newcomers = watched_people.keys_of(merchant_id, customer)
    listed_people.forget(merchant_id, customer)
    written = customers.forget(merchant_id, customer)
    ids, pseudonym = privacy.erase_payments(merchant_id, customer, token_hex(32))
    notes = privacy.forget_notes(merchant_id, ids) + review_privacy.forget_notes(merchant_id, ids)
    privacy.forget_answers(merchant_id, [customer, *notes, *written])
    history.forget(merchant_id, named)
    watched_people.forget(merchant_id, newcomers)
    erased = Erased(
        transactions=len(ids),
        notes=len(notes) + len(written),
        audit_events=privacy.forget_audit_values(merchant_id, customer),
        pseudonym=pseudonym,
    )
    audit.record(ERASED, f"customer:{pseudonym or 'unknown'}", after=asdict(erased))
    lockout.succeeded(attempt)
    db.session.commit()
    return erased


def _takes_away(before: Settings, wanted: Settings) -> bool:
    days = [name for name in Settings.__dataclass_fields__ if name.endswith("_days")]
    is_shorter = any(getattr(wanted, name) < getattr(before, name) for name in days)
    return is_shorter or (wanted.hash_personal and not before.hash_personal)


def _proven(person: Caller, password: str | None) -> Attempt:
    if password is None:
        raise InvalidInput(
            "password: is needed to keep data for a shorter time, or to hide it",
            field="password",
            fix="Send the password of whoever is signed in.",
        )
    return proof.by_password(person, password)


def _need(merchant_id: int, customer: str) -> None:
    if "\x00" in customer or not privacy.is_known(merchant_id, customer):
        raise NotFound("Nothing is stored of this customer.", field="customer")


def _inputs(values: Sequence[float] | None) -> list[float | None] | None:
    """Return what a model read, None for what was unknown: JSON knows no NaN."""
    return None if values is None else [None if isnan(value) else value for value in values]
