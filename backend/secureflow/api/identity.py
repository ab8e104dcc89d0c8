"""Who is calling, by key or by token, and whether this caller may."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Literal, ParamSpec, TypeVar

from flask import g, request
from flask_jwt_extended import get_jwt_identity, verify_jwt_in_request
from flask_jwt_extended.exceptions import JWTExtendedException
from flask_limiter.util import get_remote_address
from jwt.exceptions import PyJWTError

from secureflow.db.accounts import Caller
from secureflow.errors import NotAllowed, NotSignedIn, SecureFlowError
from secureflow.services import accounts

May = Literal["anyone", "score", "read", "feedback"]

ROLE_SCOPES: dict[str, frozenset[str]] = {
    "viewer": frozenset({"read"}),
    "reviewer": frozenset({"read", "feedback", "score"}),
    "admin": frozenset({"read", "feedback", "score"}),
    "owner": frozenset({"read", "feedback", "score"}),
}

P = ParamSpec("P")
R = TypeVar("R")


def caller() -> Caller:
    """Return who is calling, looked up once a request; raise NotSignedIn for nobody valid."""
    if "caller" not in g:
        g.caller = None
        key = request.headers.get("X-API-Key")
        if key:
            g.caller = accounts.by_key(key)
        elif request.headers.get("Authorization"):
            g.caller = accounts.by_user(_user_of_token())
    if g.caller is None:
        raise NotSignedIn("Nobody is signed in.")
    known: Caller = g.caller
    return known


def _user_of_token() -> int:
    try:
        verify_jwt_in_request(locations=["headers"])
        return int(get_jwt_identity())
    except (JWTExtendedException, PyJWTError) as error:
        raise NotSignedIn("The access token is missing, expired or not valid.") from error


def rate_limit_key() -> str:
    """Return whose limit a request counts against: the caller's, or the address's for nobody."""
    try:
        who = caller()
    except Exception as error:  # noqa: BLE001 -- the guard reports it; here it only means nobody
        if not isinstance(error, SecureFlowError):
            g.pop("caller", None)
        return get_remote_address()
    return f"{who.kind}:{who.id}"


def scopes_of(who: Caller) -> frozenset[str]:
    """Return what a key or the role of a person allows."""
    return who.scopes if who.kind == "key" else ROLE_SCOPES.get(who.role or "", frozenset())


def guard(may: May, handler: Callable[P, R]) -> Callable[P, R]:
    """Return the handler behind its policy: NotSignedIn or NotAllowed come before anything else."""
    if may == "anyone":
        return handler

    @wraps(handler)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if may not in scopes_of(caller()):
            raise NotAllowed(
                f"This caller may not do this: the scope {may!r} is missing.",
                fix="Ask an owner of the account for a key or a role that has it.",
            )
        return handler(*args, **kwargs)

    return guarded


Handler = Callable[..., Any]
