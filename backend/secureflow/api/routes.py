"""Every route of the API in one visible list: who may call it, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal

from apiflask import APIFlask
from flask import current_app
from flask_limiter.util import get_remote_address

from secureflow.api import (
    audit,
    auth,
    dashboard,
    feedback,
    health,
    invitations,
    keys,
    operator,
    predict,
    resets,
    security_events,
    team,
    transactions,
    uploads,
)
from secureflow.api.access import ACCESS, May
from secureflow.api.door import api
from secureflow.api.identity import guard, rate_limit_key
from secureflow.api.sparse import sparse
from secureflow.config import Settings
from secureflow.extensions import limiter

Group = Literal["login", "predict", "batch", "upload"]


@dataclass(frozen=True, slots=True)
class Route:
    """An address: who may call it (`api/access.py`) and the group its rate limit belongs to."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    handler: Callable[..., Any]
    may: May
    tag: str
    limit: Group | None = None


ROUTES = (
    Route("POST", "/predict", predict.predict, "score", "Scoring", "predict"),
    Route("POST", "/predict-batch", predict.predict_batch, "score", "Scoring", "batch"),
    Route("POST", "/uploads/score", uploads.score_upload, "score", "Uploads", "upload"),
    Route("GET", "/uploads", uploads.list_uploads, "read", "Uploads"),
    Route("GET", "/uploads/<int:upload_id>", uploads.get_upload, "read", "Uploads"),
    Route("GET", "/uploads/<int:upload_id>/result.csv", uploads.download_result, "read", "Uploads"),
    Route("GET", "/transactions", transactions.list_transactions, "read", "Transactions"),
    Route(
        "GET",
        "/transactions/<int:transaction_id>",
        transactions.get_transaction,
        "read",
        "Transactions",
    ),
    Route("POST", "/feedback", feedback.give_feedback, "feedback", "Transactions"),
    Route("GET", "/dashboard", dashboard.dashboard, "read", "Dashboard"),
    Route("POST", "/auth/login", auth.login, "anyone", "Identity", "login"),
    Route("POST", "/auth/refresh", auth.refresh, "anyone", "Identity"),
    Route("POST", "/auth/logout", auth.logout, "anyone", "Identity"),
    Route("GET", "/me", auth.me, "known", "Identity"),
    Route("GET", "/keys", keys.list_keys, "manage", "Keys"),
    Route("POST", "/keys", keys.create_key, "manage", "Keys"),
    Route("POST", "/keys/<int:key_id>/rotate", keys.rotate_key, "manage", "Keys"),
    Route("DELETE", "/keys/<int:key_id>", keys.revoke_key, "manage", "Keys"),
    Route("POST", "/auth/forgot", resets.forgot, "anyone", "Identity", "login"),
    Route("POST", "/auth/reset", resets.reset_password, "anyone", "Identity", "login"),
    Route(
        "GET",
        "/auth/invitations/<token>",
        invitations.get_invitation,
        "anyone",
        "Identity",
        "login",
    ),
    Route(
        "POST",
        "/auth/invitations/<token>",
        invitations.accept_invitation,
        "anyone",
        "Identity",
        "login",
    ),
    Route("GET", "/team", team.list_team, "read", "Team"),
    Route("PATCH", "/team/<int:member_id>", team.change_role, "manage", "Team"),
    Route("DELETE", "/team/<int:member_id>", team.remove_member, "manage", "Team"),
    Route("GET", "/invitations", invitations.list_invitations, "manage", "Team"),
    Route("POST", "/invitations", invitations.invite, "manage", "Team"),
    Route(
        "DELETE",
        "/invitations/<int:invitation_id>",
        invitations.revoke_invitation,
        "manage",
        "Team",
    ),
    Route(
        "POST",
        "/invitations/<int:invitation_id>/resend",
        invitations.resend_invitation,
        "manage",
        "Team",
    ),
    Route("GET", "/operator/merchants", operator.list_merchants, "operate", "Operator"),
    Route("POST", "/operator/merchants", operator.create_merchant, "operate", "Operator"),
    Route("GET", "/operator/status", operator.platform_status, "operate", "Operator"),
    Route("GET", "/audit", audit.list_audit, "manage", "Record"),
    Route("GET", "/audit/export.jsonl", audit.export_audit_jsonl, "manage", "Record"),
    Route("GET", "/audit/export.csv", audit.export_audit_csv, "manage", "Record"),
    Route("GET", "/security-events", security_events.list_security_events, "manage", "Record"),
    Route(
        "GET",
        "/operator/security-events",
        security_events.list_platform_security_events,
        "operate",
        "Operator",
    ),
    Route("GET", "/health", health.live, "anyone", "Health"),
    Route("GET", "/health/ready", health.ready, "anyone", "Health"),
)


def register(app: APIFlask) -> None:
    """Hang every route of the list on the app, behind its policy and its limit."""
    for route in ROUTES:
        app.add_url_rule(
            f"/api{route.path}",
            endpoint=route.handler.__name__,
            view_func=_view(route),
            methods=[route.method],
        )


@cache
def _view(route: Route) -> Callable[..., Any]:
    """Return a route's handler behind its policy and its limit, made once per process.

    The limiter remembers limits by function, so a second app of the same process must not add
    them again; how much is allowed is read from the app that answers.
    """
    access = ACCESS[route.may]
    by_key: list[str | dict[str, list[Any]]] = ["ApiKey"] if access.scope else []
    security = [] if access.is_open else [*by_key, "Bearer"]
    describe = api.doc(tags=[route.tag], security=security, operation_id=route.handler.__name__)
    handler = sparse(route.handler) if route.method == "GET" else route.handler
    view = describe(guard(route.may, handler))
    if route.limit is None:
        return view
    key = get_remote_address if route.limit == "login" else rate_limit_key
    return limiter.limit(partial(_rate, route.limit), key_func=key)(view)


def _rate(group: Group) -> str:
    settings: Settings = current_app.extensions["secureflow_settings"]
    rates: dict[Group, str] = {
        "login": settings.rate_limit_login,
        "predict": settings.rate_limit_predict,
        "batch": settings.rate_limit_batch,
        "upload": settings.rate_limit_upload,
    }
    return rates[group]
