"""Whoever calls, about themselves: who they are, their name, password and second factor."""

from typing import Any

import segno

from secureflow.api.door import api
from secureflow.api.identity import person, person_or_key, scopes_of
from secureflow.api.schemas.auth import Me
from secureflow.api.schemas.profile import (
    CodeRequest,
    PasswordProof,
    PasswordRequest,
    PendingSecondFactor,
    ProfileRequest,
    RecoveryCodes,
    RemoveSecondFactorRequest,
)
from secureflow.db import second_factors
from secureflow.db.accounts import Caller, Operator
from secureflow.services import profile
from secureflow.services import second_factor as service


@api.output(Me)
def me() -> dict[str, Any]:
    """Say who is calling and for which merchant."""
    return presented(person_or_key())


@api.input(ProfileRequest, arg_name="body")
@api.output(Me)
def change_me(body: ProfileRequest) -> dict[str, Any]:
    """Change one's own name."""
    who = person()
    profile.rename(who, body.name)
    return presented(who) | {"name": body.name}


@api.input(PasswordRequest, arg_name="body")
@api.output({}, status_code=204)
def change_password(body: PasswordRequest) -> str:
    """Change one's own password; all other sessions end."""
    profile.change_password(person(), body.current_password, body.new_password)
    return ""


@api.input(PasswordProof, arg_name="body")
@api.output(PendingSecondFactor)
def begin_second_factor(body: PasswordProof) -> dict[str, Any]:
    """Make the secret of a second factor. It counts once a code of it is confirmed."""
    pending = service.begin(person(), body.password)
    code = segno.make(pending.uri, error="m", micro=False)
    return {
        "secret": pending.secret,
        "uri": pending.uri,
        "qr_svg": code.svg_inline(scale=4, border=4, dark="#000", light="#fff"),
    }


@api.input(CodeRequest, arg_name="body")
@api.output(RecoveryCodes)
def confirm_second_factor(body: CodeRequest) -> dict[str, Any]:
    """Turn the second factor on with a code that the app shows; answers with recovery codes."""
    return {"recovery_codes": service.confirm(person(), body.code)}


@api.input(RemoveSecondFactorRequest, arg_name="body")
@api.output({}, status_code=204)
def remove_second_factor(body: RemoveSecondFactorRequest) -> str:
    """Turn the second factor off, with password and code."""
    service.remove(person(), body.password, body.code)
    return ""


@api.input(CodeRequest, arg_name="body")
@api.output(RecoveryCodes)
def renew_recovery_codes(body: CodeRequest) -> dict[str, Any]:
    """Make new recovery codes; those before are no longer good."""
    return {"recovery_codes": service.renew_codes(person(), body.code)}


def presented(who: Caller | Operator) -> dict[str, Any]:
    """Return a caller as the API shows them."""
    of_merchant = _of_nobody() if isinstance(who, Operator) else _of_merchant(who)
    return {
        "id": who.id if who.kind == "user" else None,
        "kind": who.kind,
        "name": who.name,
        "email": who.email,
        "role": who.role,
        "second_factor": who.kind == "user" and second_factors.is_on(who.id),
        "session_id": who.session_id,
        **of_merchant,
    }


def _of_nobody() -> dict[str, Any]:
    return {"scopes": [], "mode": "live", "merchant": None}


def _of_merchant(who: Caller) -> dict[str, Any]:
    mode = "test" if who.is_test else "live"
    return {"scopes": sorted(scopes_of(who)), "mode": mode, "merchant": _merchant(who)}


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
