"""The people of a merchant: who they are, and what they may."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Request

MemberRole = Literal["viewer", "reviewer", "admin", "owner"]


class Member(Answer):
    """A person of the merchant's team."""

    id: int
    name: str
    email: str
    role: MemberRole
    last_active_at: datetime | None = Field(
        description="When a session of theirs was last renewed; null where there is none."
    )
    second_factor: bool = Field(description="Whether signing in asks them for a code.")
    created_at: datetime


class Team(Answer):
    """Everybody of the merchant, the oldest first."""

    items: list[Member]


class RoleChange(Request):
    """What a member may from now on; only an owner gives or takes the role of owner."""

    role: MemberRole
