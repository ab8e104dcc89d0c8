"""GET /api/security-events: what looked like an attack on this merchant, or on the platform."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller, operator
from secureflow.api.schemas.audit import SecurityEventPage, SecurityEventQuery
from secureflow.db import security_events as table
from secureflow.db import tenancy
from secureflow.db.pages import Page
from secureflow.db.security_events import Filters

FIELDS = (
    "id",
    "at",
    "last_at",
    "kind",
    "severity",
    "details",
    "address",
    "request_id",
    "count",
)


@api.input(SecurityEventQuery, location="query", arg_name="query")
@api.output(SecurityEventPage)
def list_security_events(query: SecurityEventQuery) -> dict[str, Any]:
    """List what looked like an attack on your account, newest first unless sorted otherwise."""
    return _shown(_page(caller().merchant_id, query))


@api.input(SecurityEventQuery, location="query", arg_name="query")
@api.output(SecurityEventPage)
def list_platform_security_events(query: SecurityEventQuery) -> dict[str, Any]:
    """List what looked like an attack and meant no merchant's account that we know."""
    operator()
    with tenancy.across_merchants():
        return _shown(_page(None, query))


def _page(merchant_id: int | None, query: SecurityEventQuery) -> Page:
    filters = Filters(query.kind, query.severity, query.since, query.until)
    return table.page(merchant_id, filters, query.sort, query.limit, query.cursor)


def _shown(page: Page) -> dict[str, Any]:
    items = [{name: getattr(row[0], name) for name in FIELDS} for row in page.rows]
    return {"items": items, "next_cursor": page.next_cursor}
