"""GET /api/audit: who did what, as pages and as a whole to keep elsewhere."""

from collections.abc import Iterator
from typing import Any

from flask import Response

from secureflow.api import downloads
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.audit import AuditFilters, AuditPage, AuditQuery
from secureflow.db import audit as table
from secureflow.db import tenancy
from secureflow.db.audit import AuditEventRow, AuditValuesRow, Filters
from secureflow.services import audit as service
from secureflow.services.chain import SignedHead

FIELDS = (
    "id",
    "position",
    "at",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "thing",
    "before",
    "after",
    "address",
    "request_id",
)
NAME = "secureflow-audit"
EXPORTED = (*FIELDS, "customer", "values_digest", "previous", "hash")


@api.input(AuditQuery, location="query", arg_name="query")
@api.output(AuditPage)
def list_audit(query: AuditQuery) -> dict[str, Any]:
    """List what people, keys and the system changed, newest first unless sorted otherwise.

    Scored payments are not listed: each payment's row is its own record.
    """
    page = table.page(caller().merchant_id, _filters(query), query.sort, query.limit, query.cursor)
    return {
        "items": [_shown(row[0], row[1], FIELDS) for row in page.rows],
        "next_cursor": page.next_cursor,
    }


@api.input(AuditFilters, location="query", arg_name="query")
@api.output({}, content_type="application/jsonl", description="One event a line, then the head.")
def export_audit_jsonl(query: AuditFilters) -> Response:
    """Download the trail as JSON lines, oldest first, ending with its signed head.

    `secureflow audit verify --against FILE` holds the database against that head.
    """
    merchant_id, head = caller().merchant_id, service.export(caller().merchant_id)
    lines = _json_lines(merchant_id, _filters(query), head)
    return downloads.attachment(lines, f"{NAME}.jsonl", "application/jsonl")


@api.input(AuditFilters, location="query", arg_name="query")
@api.output({}, content_type="text/csv", description="One event a row, then the head.")
def export_audit_csv(query: AuditFilters) -> Response:
    """Download the trail as CSV, oldest first; its last row is the signed head."""
    merchant_id, head = caller().merchant_id, service.export(caller().merchant_id)
    lines = downloads.csv_lines(_rows(merchant_id, _filters(query), head))
    return downloads.attachment(lines, f"{NAME}.csv", "text/csv")


def _filters(query: AuditFilters) -> Filters:
    return Filters(query.actor, query.action, query.thing, query.since, query.until)


def _shown(
    event: AuditEventRow, values: AuditValuesRow | None, names: tuple[str, ...]
) -> dict[str, Any]:
    found = {name: getattr(event, name) for name in names if name != "customer"}
    return found | {"customer": values.values if values else None}


def _exported(merchant_id: int, filters: Filters, head: SignedHead) -> Iterator[dict[str, Any]]:
    # The body is sent after the request, when its session is gone and with it the merchant.
    tenancy.bind(merchant_id)
    for row in table.selected(merchant_id, filters, head.count):
        yield _shown(row[0], row[1], EXPORTED)


def _json_lines(merchant_id: int, filters: Filters, head: SignedHead) -> Iterator[str]:
    for event in _exported(merchant_id, filters, head):
        yield downloads.json_text(event) + "\n"
    yield downloads.json_text({"signed_head": head.values()}) + "\n"


def _rows(merchant_id: int, filters: Filters, head: SignedHead) -> Iterator[list[Any]]:
    yield list(EXPORTED)
    for event in _exported(merchant_id, filters, head):
        yield [event[name] for name in EXPORTED]
    yield ["signed_head", head.values()]
