"""Access tokens: JWTs that live 15 minutes and name a person and a session.

Their header names the secret that signed them (`kid`), so that the secret can be replaced while
tokens of the one before are still in use. They name the session (`sid`) by what its refresh token
alone yields: whoever has got hold of a secret cannot make a token for a session they do not have.
"""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import InvalidKeyError, PyJWTError

from secureflow.config import Settings
from secureflow.errors import NotSignedIn
from secureflow.vault import derived

LIFE = timedelta(minutes=15)
KID_BYTES = 6


def register(jwt: JWTManager) -> None:
    """Have tokens checked with the secret that their header names."""
    jwt.decode_key_loader(_secret_of)


def issue(user_id: int, sid: str, life: timedelta = LIFE) -> str:
    """Return a new access token."""
    token: str = create_access_token(
        str(user_id),
        expires_delta=life,
        additional_claims={"sid": sid},
        additional_headers={"kid": _kid(_settings().jwt_secret)},
    )
    return token


def read() -> tuple[int, str]:
    """Return person and session of the request's token; NotSignedIn for a bad one.

    Also for one that is good for longer than any of ours, whatever secret signed it.
    """
    try:
        verify_jwt_in_request(locations=["headers"])
        claims = get_jwt()
        if claims["exp"] - claims["iat"] > LIFE.total_seconds():
            raise ValueError("lives longer than any token of ours")
        return int(claims["sub"]), str(claims["sid"])
    except (JWTExtendedException, PyJWTError, KeyError, TypeError, ValueError) as error:
        raise NotSignedIn("The access token is missing, expired or not valid.") from error


def expires_at() -> float:
    """Return until when the request's token is good, in seconds since 1970; ``read`` was first."""
    return float(get_jwt()["exp"])


def _secret_of(header: dict[str, Any], _claims: dict[str, Any]) -> str:
    settings = _settings()
    for secret in (settings.jwt_secret, *settings.jwt_previous_secrets):
        if _kid(secret) == header.get("kid"):
            return secret
    raise InvalidKeyError("The token was signed with a secret that is not kept.")


def _kid(secret: str) -> str:
    return derived(secret, "kid")[:KID_BYTES].hex()


def _settings() -> Settings:
    settings: Settings = current_app.extensions["secureflow_settings"]
    return settings
