"""A person's own account: name, password, second factor and sessions."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from secureflow.api.schemas.auth import Code, Password
from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Name, Request, Text
from secureflow.services.passwords import MAX_LENGTH, MIN_LENGTH


class ProfileRequest(Request):
    """What a person may change about themselves."""

    name: Name


class PasswordRequest(Request):
    """A new password in place of the current one."""

    current_password: Password
    new_password: Annotated[
        Text,
        Field(
            description=f"{MIN_LENGTH} to {MAX_LENGTH:,} characters, of any kind; not one of those "
            "that are tried first, and not mostly one's own name.",
            min_length=MIN_LENGTH,
            max_length=MAX_LENGTH,
        ),
    ]


class CodeRequest(Request):
    """A code that the app shows, or a recovery code where one is taken."""

    code: Code


class PasswordProof(Request):
    """The current password, which shows that it is the person and not just their session."""

    password: Password


class RemoveSecondFactorRequest(Request):
    """Both proofs, to be left with one."""

    password: Password
    code: Code


class PendingSecondFactor(Answer):
    """A secret for an authenticator app, to be confirmed with a code of it."""

    secret: str | None = Field(description="Base32, for typing in; null in a repeat.")
    uri: str | None = Field(description="The same as an otpauth address; null in a repeat.")
    qr_svg: str | None = Field(
        description="The same as a picture to scan, an SVG element; null in a repeat."
    )


class RecoveryCodes(Answer):
    """Codes that stand in for the second factor, each once; shown here and never again."""

    recovery_codes: list[str] | None = Field(description="Ten of them; null in a repeat.")


class SessionItem(Answer):
    """Where a person is signed in."""

    id: int
    created_at: datetime
    last_used_at: datetime
    address: str
    device: str = Field(description='From the browser\'s own words, such as "Firefox on Windows".')
    is_current: bool = Field(description="Whether this request belongs to it.")


class Sessions(Answer):
    """All sessions of a person that still work, the one used last first."""

    items: list[SessionItem]
