"""A client that claims another address: the claim is dropped, and kept as a security event."""

from flask import Flask, request

from secureflow.api.identity import nobody
from secureflow.api.limits import once_a_minute
from secureflow.config import Settings
from secureflow.db import tenancy
from secureflow.services import security_events

DROPPED_BY_NGINX = "X-Forged-Header"
"""Our nginx writes the name of the header it dropped into it, over what a client sent."""
CLAIMS = ("X-Forwarded-For", "Fly-Client-IP", "X-Real-IP", "Forwarded")

CLAIMED = [(name, "HTTP_" + name.upper().replace("-", "_")) for name in CLAIMS]
"""With the name that WSGI knows each by: these are looked for in every request."""


def register(app: Flask) -> None:
    """Look at every request for a claim that was not believed."""
    settings: Settings = app.extensions["secureflow_settings"]
    if settings.trusted_proxies:
        app.before_request(_dropped_before)
    else:
        app.before_request(_dropped_here)


def _dropped_before() -> None:
    name = request.headers.get(DROPPED_BY_NGINX)
    if name in CLAIMS:
        _note(name)


def _dropped_here() -> None:
    environ = request.environ
    for name, key in CLAIMED:
        if key in environ:
            _note(name)
            return


def _note(name: str) -> None:
    who = nobody()
    if once_a_minute("header.forged", who.address or ""):
        tenancy.act_as(who)
        security_events.report("header.forged", "low", details={"header": name})
