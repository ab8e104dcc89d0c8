"""The refresh cookie, and the check that what carries it was sent by our own pages."""

from urllib.parse import urlsplit

from flask import Response, current_app, request

from secureflow.config import Settings
from secureflow.errors import NotAllowed
from secureflow.services.sessions import UNUSED_LIFE

NAME = "secureflow_refresh"
PATH = "/api/auth"


def put(response: Response, refresh_token: str) -> None:
    """Have the browser keep a refresh token where no script reads it."""
    response.set_cookie(
        NAME,
        refresh_token,
        max_age=UNUSED_LIFE,
        path=PATH,
        secure=_settings().env == "production",
        httponly=True,
        samesite="Strict",
    )


def take_back(response: Response) -> None:
    """Have the browser forget the refresh token."""
    response.delete_cookie(
        NAME,
        path=PATH,
        secure=_settings().env == "production",
        httponly=True,
        samesite="Strict",
    )


def sent() -> str | None:
    """Return the refresh token that came with the request."""
    return request.cookies.get(NAME)


def refuse_other_sites() -> None:
    """Raise NotAllowed where the page of another site made the browser send this request.

    Browsers say so in Sec-Fetch-Site, older ones in Origin; what says neither is no browser, and
    carries only the cookies it was given. As Go's http.CrossOriginProtection does it.
    """
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site")
    settings = _settings()
    if origin is not None and origin in {settings.public_url, *settings.cors_origins}:
        return
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        is_ours = origin is None or urlsplit(origin).netloc == request.host
    if not is_ours:
        raise NotAllowed(
            "A page of another site sent this request.",
            fix="Add the site to CORS_ORIGINS on the server if it is yours.",
        )


def _settings() -> Settings:
    settings: Settings = current_app.extensions["secureflow_settings"]
    return settings
