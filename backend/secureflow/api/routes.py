"""Every route of the API in one visible list: who may call it, and how often."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from apiflask import APIFlask
from flask_limiter.util import get_remote_address

from secureflow.api import auth, dashboard, feedback, health, predict, transactions, uploads
from secureflow.api.identity import May, guard, rate_limit_key
from secureflow.config import Settings
from secureflow.extensions import limiter

Group = Literal["login", "predict", "batch", "upload"]


@dataclass(frozen=True, slots=True)
class Route:
    """An address: the scope its caller needs and the group its rate limit belongs to."""

    method: Literal["GET", "POST"]
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
    Route("GET", "/me", auth.me, "read", "Identity"),
    Route("GET", "/health", health.live, "anyone", "Health"),
    Route("GET", "/health/ready", health.ready, "anyone", "Health"),
)


def register(app: APIFlask, settings: Settings) -> None:
    """Hang every route of the list on the app, behind its policy and its limit."""
    rates: dict[Group, str] = {
        "login": settings.rate_limit_login,
        "predict": settings.rate_limit_predict,
        "batch": settings.rate_limit_batch,
        "upload": settings.rate_limit_upload,
    }
    for route in ROUTES:
        view = guard(route.may, route.handler)
        security = [] if route.may == "anyone" else ["ApiKey", "Bearer"]
        view = app.doc(tags=[route.tag], security=security, operation_id=route.handler.__name__)(
            view
        )
        if route.limit:
            key = get_remote_address if route.limit == "login" else rate_limit_key
            view = limiter.limit(rates[route.limit], key_func=key)(view)
        app.add_url_rule(
            f"/api{route.path}",
            endpoint=route.handler.__name__,
            view_func=view,
            methods=[route.method],
        )
