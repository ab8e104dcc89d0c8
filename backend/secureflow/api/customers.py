"""/api/customers: whom the merchant sells to, by risk, and what is noted of them."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.customers import (
    CustomerDetail,
    CustomerNote,
    CustomerNoteRequest,
    CustomerPage,
    CustomerQuery,
)
from secureflow.db import customer_links, customer_notes, customers, reviewed
from secureflow.db.accounts import Caller
from secureflow.db.customer_notes import CustomerNoteRow
from secureflow.db.customers import CustomerRow
from secureflow.errors import NotFound
from secureflow.services import customers as service

FIELDS = ("customer", "orders", "first_at", "last_at", "risk", "trend", "frauds", "disputes")


@api.input(CustomerQuery, location="query", arg_name="query")
@api.output(CustomerPage)
def list_customers(query: CustomerQuery) -> dict[str, Any]:
    """List customers, the riskiest first unless sorted otherwise.

    The figures follow the payments within a minute or so.
    """
    who = caller()
    page = customers.page(
        who.merchant_id, who.is_test, query.sort, query.text, query.limit, query.cursor
    )
    rows = [found[0] for found in page.rows]
    waiting = reviewed.open_of(who.merchant_id, who.is_test, [row.customer for row in rows])
    return {
        "items": [_shown(who, row, waiting.get(row.customer, 0)) for row in rows],
        "next_cursor": page.next_cursor,
    }


@api.output(CustomerDetail)
def get_customer(customer: str) -> dict[str, Any]:
    """Return one customer, found by the reference you sent: scores over time, links and notes."""
    who = caller()
    place = who.merchant_id, who.is_test, customer
    row = None if "\x00" in customer else customers.one(*place)
    if row is None:
        raise NotFound(service.NOT_KNOWN, field="customer", fix=service.SOON)
    waiting = reviewed.open_of(who.merchant_id, who.is_test, [customer])
    return _shown(who, row, waiting.get(customer, 0)) | {
        "scores": [
            {
                "at": one.occurred_at,
                "id": one.id,
                "score": one.score,
                "decision": one.decision,
                "label": one.label,
            }
            for one in reversed(customers.latest(*place))
        ],
        "linked": [found._mapping for found in customer_links.linked(*place)],
        "notes": [_note(note) for note in customer_notes.of(*place)],
    }


@api.input(CustomerNoteRequest, arg_name="body")
@api.output(CustomerNote, status_code=201)
def add_customer_note(customer: str, body: CustomerNoteRequest) -> dict[str, Any]:
    """Write down what the team should know of a customer; it goes when the customer is erased."""
    return _note(service.add_note(caller(), customer, body.text))


@api.output({}, status_code=204)
def delete_customer_note(customer: str, note_id: int) -> str:
    """Delete a note on a customer."""
    service.remove_note(caller(), customer, note_id)
    return ""


def _shown(who: Caller, row: CustomerRow, waiting: int) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS} | {
        "spent": format(row.spent, "f"),
        "currency": who.currency,
        "open_reviews": waiting,
    }


def _note(row: CustomerNoteRow) -> dict[str, Any]:
    return {"id": row.id, "at": row.created_at, "by": row.created_by, "text": row.text}
