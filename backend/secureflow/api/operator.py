"""/api/operator: the platform as its operators see it, outside all merchants."""

from dataclasses import asdict
from typing import Any

from flask import current_app

from secureflow.api.door import api
from secureflow.api.events import current_streams
from secureflow.api.identity import operator
from secureflow.api.schemas.operator import (
    MerchantCounts,
    MerchantPage,
    MerchantQuery,
    MerchantRequest,
    PlatformStatus,
)
from secureflow.db import platform, tenancy
from secureflow.services import health, queues
from secureflow.services import operator as service


@api.input(MerchantQuery, location="query", arg_name="query")
@api.output(MerchantPage)
def list_merchants(query: MerchantQuery) -> dict[str, Any]:
    """List the merchants of this platform by their counts, a page at a time."""
    with tenancy.across_merchants():
        found, cursor = platform.merchants(query.sort, query.limit, query.cursor)
    return {"items": [asdict(one) for one in found], "next_cursor": cursor}


@api.input(MerchantRequest, arg_name="body")
@api.output(MerchantCounts, status_code=201)
def create_merchant(body: MerchantRequest) -> dict[str, Any]:
    """Make a merchant, and invite the person who will own it."""
    made = service.create_merchant(
        operator(), body.name, body.currency, body.time_zone, body.owner_email
    )
    return asdict(made)


@api.output(PlatformStatus)
def platform_status() -> dict[str, Any]:
    """Say whether payments can be scored, and whether background work keeps up."""
    checks = health.checks(current_app.extensions["secureflow_models"].files)
    settings = current_app.extensions["secureflow_settings"]
    jobs = queues.facts(settings.worker_stalled_seconds)
    return {
        "status": "ready" if all(check.ok for check in checks) else "not_ready",
        "checks": [{"name": c.name, "ok": c.ok, "detail": c.detail} for c in checks],
        "queues": [asdict(queue) for queue in jobs.queues],
        "workers": jobs.workers,
        "is_late": jobs.is_late,
        "streams": len(current_streams().all()),
    }
