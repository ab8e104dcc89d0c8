"""What every answer carries besides its content: safety, caching, other websites, farewells."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from flask import Flask, Response, request
from flask_cors import CORS
from werkzeug.http import http_date

from secureflow.api.idempotency import HEADER as IDEMPOTENCY_KEY
from secureflow.api.idempotency import REPLAYED
from secureflow.api.identity import MODE_HEADER
from secureflow.api.routing import Route
from secureflow.config import Settings

# nginx says the same in frontend/nginx/security-headers.conf; one of each is enough there.
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What a merchant is told is kept by nobody on the way; only files of the dashboard are.
ALWAYS = (*SECURITY.items(), ("Cache-Control", "no-store"))
STRICT_TRANSPORT = "max-age=31536000"
"""Sent where the client came by TLS: on plain HTTP browsers ignore it."""
VARY = ("Authorization", "X-API-Key", MODE_HEADER)
"""What else than its address decides what an answer says."""
RATES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
ASKED = ("Authorization", "Content-Type", "If-None-Match", "X-API-Key", "X-Request-ID")
TOLD = ("Deprecation", "ETag", "Retry-After", "Sunset", "X-Request-ID", REPLAYED, *RATES)


def _told(description: str, kind: str = "integer") -> dict[str, Any]:
    return {"description": description, "schema": {"type": kind}}


RESPONSE_HEADERS = {
    "X-Request-ID": _told(
        "Names the request: yours when it is harmless, else one we made.", "string"
    ),
    "RateLimit-Limit": _told("Requests allowed in the window of the limit that counts here."),
    "RateLimit-Remaining": _told("How many of them are left."),
    "RateLimit-Reset": _told("Seconds until one more is allowed than now."),
    "Retry-After": _told("Seconds until the same request may succeed."),
    "ETag": _told("Names this answer; send it as If-None-Match to be told of no change.", "string"),
    REPLAYED: {
        "description": "On a repeat: this is the stored answer of the first request.",
        "schema": {"type": "string", "enum": ["true"]},
    },
}
"""The headers of answers for the API's description."""


def headers_of(route: Route) -> dict[str, Any]:
    """Return the headers of a route's good answers, for the API's description."""
    names = ["X-Request-ID", *RATES]
    names += ["ETag"] if route.method == "GET" else [REPLAYED] if route.is_done_once else []
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def register(app: Flask, routes: Iterable[Route]) -> None:
    """Put the headers on every answer of this app; open it to the websites that are allowed."""
    settings: Settings = app.extensions["secureflow_settings"]
    leaving = {f"/api{r.path}": farewell(r.deprecated, r.sunset) for r in routes if r.deprecated}
    app.after_request(partial(_finish, leaving))
    if settings.cors_origins:
        CORS(
            app,
            resources={"/api/*": {"origins": list(settings.cors_origins)}},
            allow_headers=[*ASKED, IDEMPOTENCY_KEY, MODE_HEADER],
            expose_headers=list(TOLD),
            methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
            max_age=600,
        )


def farewell(deprecated: date, sunset: date | None) -> dict[str, str]:
    """Return what a route on its way out says: since when (RFC 9745), until when (RFC 8594)."""
    since = int(datetime.combine(deprecated, time(), UTC).timestamp())
    until = {} if sunset is None else {"Sunset": http_date(datetime.combine(sunset, time(), UTC))}
    return {"Deprecation": f"@{since}"} | until


def _finish(leaving: dict[str, dict[str, str]], response: Response) -> Response:
    said = {name.lower() for name, _ in response.headers}
    response.headers.extend([(n, value) for n, value in ALWAYS if n.lower() not in said])
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
    if request.path.startswith("/api/"):
        if "vary" in said:
            response.vary.update(VARY)
        else:
            response.headers["Vary"] = ", ".join(VARY)
        if leaving and request.url_rule is not None:
            response.headers.update(leaving.get(request.url_rule.rule, {}))
        if request.method in ("GET", "HEAD") and response.status_code == 200:
            _name(response)
    return response


def _name(response: Response) -> None:
    """Name an answer by its content, and send nothing again to whoever has it already."""
    if not response.is_streamed and response.mimetype == "application/json":
        response.add_etag(weak=True)
        response.make_conditional(request)
