"""Invitations: for those who send them, and for whom they are."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.team import MemberRole
from secureflow.intake.fields import Email, Name, Request, Text


class InvitationRequest(Request):
    """Whom to invite, and as what; only an owner invites an owner."""

    email: Email
    role: MemberRole


class Invitation(Answer):
    """An invitation that nobody has accepted yet."""

    id: int
    email: str
    role: MemberRole
    invited_by: str
    created_at: datetime
    expires_at: datetime


class Invitations(Answer):
    """The open invitations of a merchant, the newest first; expired ones are kept for 30 days."""

    items: list[Invitation]


class InvitationFacts(Answer):
    """What the link of an invitation says to whoever follows it."""

    email: str
    merchant_name: str
    role: MemberRole
    invited_by: str
    expires_at: datetime


class AcceptRequest(Request):
    """Name and password of the person who accepts."""

    name: Name
    password: Annotated[Text, Field(min_length=1, max_length=1_024)]
