"""A forgotten password: asking for a link, and using it."""

from typing import Annotated, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Email, Request, Text


class ForgotRequest(Request):
    """The address of an account, or of none: the answer is the same."""

    email: Email


class Accepted(Answer):
    """The request was taken; what comes of it arrives by mail."""

    accepted: Literal[True]


class ResetRequest(Request):
    """The token of the link, and the new password."""

    token: Annotated[Text, Field(min_length=1, max_length=128)]
    password: Annotated[Text, Field(min_length=1, max_length=1_024)]
