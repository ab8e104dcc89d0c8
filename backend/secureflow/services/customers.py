"""Customers' figures, kept by a job in turns, and notes on customers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from secureflow.db import customer_links, customer_notes, customer_turns, customers, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.customer_notes import CustomerNoteRow
from secureflow.db.customer_turns import Ids
from secureflow.errors import Conflict, NotFound
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services import audit

IDS_AT_ONCE = 5_000
FIGURES = (
    "is_test",
    "orders",
    "spent",
    "first_at",
    "last_at",
    "trend",
    "risk",
    "frauds",
    "disputes",
)
NOTED = ("id", "is_test", "text", "created_by", "created_at")
NOT_KNOWN = "There is no such customer."
SOON = "A customer is here a minute after their first payment."


@dataclass(frozen=True, slots=True)
class Turn:
    """How far a turn came: ids of payments and of feedback that were looked at."""

    payments: int
    feedback: int


def refresh() -> Turn:
    """Add to the figures of all customers what was stored since; safe to run at any time.

    Five thousand ids at a time, each committed with how far it came, so it goes on where it was
    interrupted. A payment is there after the second turn that begins when it is stored.
    """
    payments = feedback = 0
    with tenancy.across_merchants():
        while step := _step():
            payments, feedback = payments + step.payments, feedback + step.feedback
    if payments or feedback:
        log.info("customers_refreshed", extra={"payments": payments, "feedback": feedback})
    return Turn(payments, feedback)


def _step() -> Turn | None:
    """Do the next part of what waits and commit; None where all of it is done."""
    row = customer_turns.take()
    before = Turn(row.payments_through, row.feedback_through)
    if row.payments_through < row.payments_waiting or row.feedback_through < row.feedback_waiting:
        if not customer_turns.is_complete(row):
            db.session.commit()
            return None
        _go_on(row)
    else:
        customer_turns.wait(row)
    done = Turn(row.payments_through - before.payments, row.feedback_through - before.feedback)
    db.session.commit()
    return done if done.payments or done.feedback else None


def _go_on(row: customer_turns.CustomerTurnRow) -> None:
    """Do some payments, or where all are done, some feedback, which is on payments counted."""
    if row.payments_through < row.payments_waiting:
        until = min(row.payments_through + IDS_AT_ONCE, row.payments_waiting)
        customer_turns.count(Ids(row.payments_through, until))
        row.payments_through = until
    else:
        until = min(row.feedback_through + IDS_AT_ONCE, row.feedback_waiting)
        customer_turns.relabel(Ids(row.feedback_through, until))
        row.feedback_through = until


def link_again(merchant_id: int) -> None:
    """Link a merchant's customers by addresses and e-mails once more, as these are stored now.

    For when what is stored of them has changed. The session is bound to the merchant; each part is
    committed.
    """
    through = customer_turns.take().payments_through
    customer_links.forget_kinds(merchant_id, ("ip", "email"))
    db.session.commit()
    for after in range(0, through, IDS_AT_ONCE):
        customer_turns.link_again(merchant_id, Ids(after, min(after + IDS_AT_ONCE, through)))
        db.session.commit()


def exported(merchant_id: int, customer: str) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield all that is kept of a customer besides payments, as (what it is, its rows)."""
    kept = customers.of_both_modes(merchant_id, customer)
    yield "figures", ({name: getattr(row, name) for name in FIGURES} for row in kept)
    notes = customer_notes.of_both_modes(merchant_id, customer)
    yield "notes", ({name: getattr(row, name) for name in NOTED} for row in notes)


def forget(merchant_id: int, customer: str) -> list[str]:
    """Delete all that is kept of a customer besides payments; return what the notes said.

    It commits nothing, and until the commit no turn of the job writes any of it again.
    """
    customer_turns.take()
    customers.forget(merchant_id, customer)
    customer_links.forget(merchant_id, customer)
    return customer_notes.forget(merchant_id, customer)


def add_note(caller: Caller, customer: str, text: str) -> CustomerNoteRow:
    """Store a note on a customer; NotFound where none of that mode is known.

    Raises Conflict where a customer has as many notes as are kept.
    """
    if not is_known(caller, customer):
        raise NotFound(NOT_KNOWN, field="customer")
    place = caller.merchant_id, caller.is_test, customer
    if len(customer_notes.of(*place)) >= customer_notes.MOST_NOTES:
        raise Conflict(
            f"This customer has {customer_notes.MOST_NOTES} notes already.",
            fix="Delete one that is not needed any more.",
        )
    note = customer_notes.add(
        CustomerNoteRow(
            merchant_id=caller.merchant_id,
            is_test=caller.is_test,
            customer=customer,
            text=text,
            created_by=caller.name,
        )
    )
    audit.record("customer_note.added", f"customer_note:{note.id}", customer={"customer": customer})
    db.session.commit()
    return note


def remove_note(caller: Caller, customer: str, note_id: int) -> None:
    """Delete a note; NotFound where the customer has none of this number."""
    if not customer_notes.remove(caller.merchant_id, caller.is_test, customer, note_id):
        raise NotFound(f"There is no note {note_id} on this customer.", field="note_id")
    audit.record(
        "customer_note.deleted", f"customer_note:{note_id}", customer={"customer": customer}
    )
    db.session.commit()


def is_known(caller: Caller, customer: str) -> bool:
    """Return whether a payment of the customer is stored, of the mode the caller is in."""
    place = caller.merchant_id, caller.is_test, customer
    return "\x00" not in customer and (
        customers.one(*place) is not None or bool(customers.latest(*place))
    )
