"""Signing in and out: a short access token in the answer, a refresh token in a cookie."""

from typing import Any

from flask import Response, current_app, jsonify
from flask_jwt_extended import (
    create_access_token,
    create_refresh_token,
    get_jwt_identity,
    set_refresh_cookies,
    unset_jwt_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError

from secureflow.api.door import api
from secureflow.api.identity import person_or_key, scopes_of
from secureflow.api.schemas.auth import LoginRequest, Me, NoSession, Session, SessionAnswer
from secureflow.db.accounts import Caller, Operator
from secureflow.errors import NotSignedIn
from secureflow.services import accounts


@api.input(LoginRequest, arg_name="body")
@api.output(Session)
def login(body: LoginRequest) -> Response:
    """Sign in with e-mail and password.

    The answer carries a short-lived access token; the refresh token comes as an HttpOnly cookie.
    """
    who = accounts.sign_in(body.email, body.password)
    return _with_cookie(who)


@api.output(SessionAnswer)
def refresh() -> Response:
    """Renew the access token from the cookie; without a session the answer says so with 200."""
    try:
        verify_jwt_in_request(refresh=True, locations=["cookies"])
        who = accounts.by_user(int(get_jwt_identity()))
    except (JWTExtendedException, PyJWTError, NotSignedIn):
        return jsonify(NoSession(authenticated=False).model_dump())
    return _with_cookie(who)


@api.output(NoSession)
def logout() -> Response:
    """Sign out in this browser: the cookie is taken back."""
    response = jsonify(NoSession(authenticated=False).model_dump())
    unset_jwt_cookies(response)
    return response


@api.output(Me)
def me() -> dict[str, Any]:
    """Say who is calling and for which merchant."""
    return _me(person_or_key())


def _with_cookie(who: Caller | Operator) -> Response:
    expires = current_app.config["JWT_ACCESS_TOKEN_EXPIRES"]
    session = Session.model_validate(
        {
            "authenticated": True,
            "access_token": create_access_token(str(who.id)),
            "expires_in": int(expires.total_seconds()),
            "me": _me(who),
        }
    )
    response = jsonify(session.model_dump(mode="json"))
    set_refresh_cookies(response, create_refresh_token(str(who.id)))
    return response


def _me(who: Caller | Operator) -> dict[str, Any]:
    return {
        "kind": who.kind,
        "name": who.name,
        "email": who.email,
        "role": who.role,
        "scopes": [] if isinstance(who, Operator) else sorted(scopes_of(who)),
        "merchant": None if isinstance(who, Operator) else _merchant(who),
    }


def _merchant(who: Caller) -> dict[str, Any]:
    return {
        "id": who.merchant_id,
        "name": who.merchant_name,
        "currency": who.currency,
        "time_zone": who.time_zone,
        "costs": {
            "chargeback_fee": str(who.chargeback_fee),
            "margin": float(who.margin),
            "review_cost": str(who.review_cost),
        },
    }
