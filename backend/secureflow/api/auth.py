"""Signing in and out: a short access token in the answer, a refresh token in a cookie."""

from flask import Response, jsonify, request
from flask_limiter.util import get_remote_address

from secureflow.api import cookie, tokens
from secureflow.api.devices import device_of
from secureflow.api.door import api
from secureflow.api.profile import presented
from secureflow.api.schemas.auth import LoginRequest, NoSession, Session, SessionAnswer
from secureflow.db.accounts import Caller
from secureflow.errors import NotSignedIn
from secureflow.services import accounts, events, sessions
from secureflow.services import sign_in as service
from secureflow.services.sessions import Started


@api.input(LoginRequest, arg_name="body")
@api.output(Session)
def login(body: LoginRequest) -> Response:
    """Sign in with e-mail and password, and with the code of the second factor where one is on.

    The answer carries a short-lived access token; the refresh token comes as an HttpOnly cookie.
    """
    address, device = whence()
    return session_of(
        service.sign_in(service.SignIn(body.email, body.password, body.code, address, device))
    )


@api.output(SessionAnswer)
def refresh() -> Response:
    """Renew the access token from the cookie; without a session the answer says so with 200.

    The cookie changes with each use. One that was replaced more than ten seconds ago ends the
    session: somebody has copied it.
    """
    cookie.refuse_other_sites()
    token = cookie.sent()
    renewed = sessions.renew(token, *whence()) if token else None
    try:
        return _no_session() if renewed is None else session_of(renewed)
    except NotSignedIn:  # signed out from afar between the two
        return _no_session()


@api.output(NoSession)
def logout() -> Response:
    """Sign out in this browser: the session ends and the cookie is taken back."""
    cookie.refuse_other_sites()
    token = cookie.sent()
    if token:
        sessions.finish(token)
    response = _no_session()
    cookie.take_back(response)
    return response


def session_of(started: Started) -> Response:
    """Return what a browser is given of a session: access token, person, and the cookie."""
    who = accounts.by_session(started.user_id, started.sid)
    session = Session.model_validate(
        {
            "authenticated": True,
            "access_token": tokens.issue(started.user_id, started.sid),
            "expires_in": int(tokens.LIFE.total_seconds()),
            "me": presented(who),
            "events": events.now_at(who.merchant_id) if isinstance(who, Caller) else None,
        }
    )
    response = jsonify(session.model_dump(mode="json"))
    cookie.put(response, started.refresh_token)
    return response


def whence() -> tuple[str, str]:
    """Return the address and the device that this request comes from."""
    return get_remote_address(), device_of(request.headers.get("User-Agent", ""))


def _no_session() -> Response:
    return jsonify(NoSession(authenticated=False).model_dump())
