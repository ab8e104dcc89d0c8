"""What an operator of the platform sees: merchants by their counts, and whether all is well."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.health import Check
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.intake.fields import Email, Name, Request, Text


class MerchantQuery(PageQuery):
    """Which page of the merchants."""

    sort: Literal["-created_at", "created_at"] = "-created_at"


class MerchantRequest(Request):
    """A new merchant, and who is invited to own it."""

    name: Name
    currency: Annotated[Text, Field(min_length=3, max_length=3, description="ISO 4217.")]
    time_zone: Annotated[
        Text, Field(min_length=1, max_length=64, description="Such as Europe/London.")
    ]
    owner_email: Email


class MerchantCounts(Answer):
    """A merchant as an operator sees it: never a payment, a name or an address."""

    id: int
    name: str
    currency: str
    time_zone: str
    created_at: datetime
    members: int
    invitations: int = Field(description="Open ones, expired ones included.")
    keys: int


class MerchantPage(PageAnswer):
    """One page of merchants."""

    items: list[MerchantCounts]


class QueueFacts(Answer):
    """How far one queue of background jobs is."""

    name: str
    todo: int
    doing: int
    failed: int
    oldest_seconds: float | None = Field(
        description="For how long the oldest job is due; null where none is."
    )


class PlatformStatus(Answer):
    """Whether payments can be scored, and whether background work keeps up."""

    status: Literal["ready", "not_ready"]
    checks: list[Check]
    queues: list[QueueFacts]
    workers: int = Field(description="How many workers gave a sign of life lately.")
    is_late: bool = Field(description="Whether a job that is due has waited for ten minutes.")
    streams: int = Field(description="How many streams of events the answering process has open.")
