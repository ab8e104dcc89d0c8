"""Who is calling, by key or by token, and whether this caller may."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request
from flask_limiter.util import get_remote_address

from secureflow.api import tokens
from secureflow.api.access import ACCESS, May, scopes_of_role
from secureflow.api.door import FRAUD_DETECTOR
from secureflow.db import tenancy
from secureflow.db.accounts import Caller, Operator
from secureflow.domain import Actor
from secureflow.errors import InvalidInput, NotAllowed, NotSignedIn, SecureFlowError
from secureflow.extensions import client_network
from secureflow.services import accounts, keys
from secureflow.services import presumed as callers
from secureflow.services.presumed import Presumed

PREDICT = "/api/predict"
"""Where a caller is presumed: each other address looks everybody up."""
MODE_HEADER, MODES = "SecureFlow-Mode", ("live", "test")
"""Which payments a signed-in person sees; live unless said."""

P = ParamSpec("P")
R = TypeVar("R")


def caller() -> Caller:
    """Return who is calling for a merchant; NotSignedIn for nobody, NotAllowed for an operator."""
    who = person_or_key()
    if isinstance(who, Operator):
        raise NotAllowed(
            "An operator belongs to no merchant and sees no merchant's data.",
            fix="Sign in as a person of that merchant.",
        )
    return who


def operator() -> Operator:
    """Return the platform's operator who is calling; NotAllowed for everybody else."""
    who = person_or_key()
    if not isinstance(who, Operator):
        raise NotAllowed("Only an operator of the platform may do this.")
    return who


def person() -> Caller | Operator:
    """Return the signed-in person, of a merchant or of the platform; NotAllowed for a key."""
    who = person_or_key()
    if who.kind != "user":
        raise NotAllowed("A key has no account of its own.", fix="Sign in as a person to do this.")
    return who


def person_or_key() -> Caller | Operator:
    """Return who is calling, looked up once a request; raise NotSignedIn for nobody valid.

    Whoever asks first, the limit or the guard, the refusal is the same one.
    """
    if "caller" not in g:
        g.caller, g.refusal = None, None
        who = _presumed()
        if who is not None:
            g.presumed, g.caller = who, who.caller
            tenancy.act_as(_actor(who.caller))
        else:
            _look_up()
    if g.caller is None:
        raise g.refusal or NotSignedIn("Nobody is signed in.")
    known: Caller | Operator = g.caller
    return known


def presumed() -> Presumed | None:
    """Return who is only presumed to be calling, None where somebody was looked up."""
    who: Presumed | None = g.get("presumed")
    return who


def confirm() -> None:
    """Look up whoever was presumed to be calling; the refusals are those of ``require``."""
    if g.pop("presumed", None) is not None:
        _look_up()
        require("score")


def _presumed() -> Presumed | None:
    """Return who sends a payment, where this process knew a moment ago; see services/presumed.py.

    Whoever answers the request has the key looked up again, or calls ``confirm``.
    """
    key = request.headers.get("X-API-Key")
    if not key or request.path != PREDICT or MODE_HEADER in request.headers:
        return None
    return callers.of(keys.hash_of(key))


def _look_up() -> None:
    g.caller, g.refusal = None, None
    try:
        g.caller = _found()
    except SecureFlowError as error:
        g.refusal = error


def _found() -> Caller | Operator | None:
    key = _key()
    if key:
        found = accounts.by_key(key)
        tenancy.act_as(_actor(found))
        keys.check_address(found, get_remote_address())
        keys.mark_used(found)
        return _in_mode(found)
    if not request.headers.get("Authorization"):
        return None
    who = _in_mode(accounts.by_session(*tokens.read()))
    tenancy.act_as(_actor(who))
    return who


def _key() -> str | None:
    """Return the key that was sent; Amazon's libraries send it as the token of a session."""
    if request.path == FRAUD_DETECTOR:
        return request.headers.get("X-Amz-Security-Token") or request.headers.get("X-API-Key")
    return request.headers.get("X-API-Key")


def _in_mode(who: Caller | Operator) -> Caller | Operator:
    """Return the caller with live or test data before them: a key's is its own, a person chooses.

    Raises InvalidInput for another word, and for a key that asks for what it is not for.
    """
    mode = request.headers.get(MODE_HEADER)
    if mode is None or isinstance(who, Operator):
        return who
    if mode not in MODES:
        raise InvalidInput(f"{MODE_HEADER}: must be live or test", field=MODE_HEADER)
    is_test = mode == "test"
    if who.kind == "key" and who.is_test != is_test:
        raise InvalidInput(
            f"{MODE_HEADER}: this key is of the other mode",
            field=MODE_HEADER,
            fix="Leave the header out: a key has one mode.",
        )
    return replace(who, is_test=is_test)


def nobody() -> Actor:
    """Return whoever is calling before they said who they are."""
    return Actor("nobody", None, "nobody", get_remote_address(), g.get("request_id"))


def _actor(who: Caller | Operator) -> Actor:
    return Actor(who.kind, who.id, who.name, get_remote_address(), g.get("request_id"))


def rate_limit_key() -> str:
    """Return whose limit a request counts against: the caller's, or the address's for nobody."""
    try:
        who = person_or_key()
    except Exception as error:  # noqa: BLE001 -- the guard reports it; here it only means nobody
        if not isinstance(error, SecureFlowError):
            g.pop("caller", None)
        return client_network()
    return f"{who.kind}:{who.id}"


def scopes_of(who: Caller) -> frozenset[str]:
    """Return what a key or the role of a person allows."""
    return who.scopes if who.kind == "key" else frozenset(scopes_of_role(who.role or ""))


def guard(may: May, handler: Callable[P, R]) -> Callable[P, R]:
    """Return the handler behind its policy: NotSignedIn or NotAllowed come before anything else."""
    if ACCESS[may].is_open:
        return handler

    @wraps(handler)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        require(may)
        return handler(*args, **kwargs)

    return guarded


def require(may: May) -> None:
    """Raise NotSignedIn or NotAllowed where whoever is calling may not do this."""
    access, who = ACCESS[may], person_or_key()
    if who.kind == "key":
        if access.scope is None:
            raise NotAllowed(
                "No key may do this, only a person.", fix="Sign in as a person to do this."
            )
        if access.scope not in who.scopes:
            raise NotAllowed(
                f"This key may not do this: the scope {access.scope!r} is missing.",
                fix="Ask an admin of the account for a key that has it.",
            )
    elif who.role not in access.roles:
        raise NotAllowed(
            f"This is for the roles {', '.join(sorted(access.roles))}.",
            fix="Ask an owner of the account for such a role.",
        )
