"""The audit trail and the security events, as admins read them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.intake.fields import Request, Text, UtcTime

ActorKind = Literal["user", "key", "system", "nobody"]
Severity = Literal["low", "medium", "high"]
Word = Annotated[Text, Field(min_length=1, max_length=200)]


class AuditFilters(Request):
    """Filters of the audit trail; all given ones must hold."""

    actor: Annotated[
        Word | None,
        Field(description="A kind, a kind with an id such as `user:3`, or a name."),
    ] = None
    action: Annotated[
        Word | None, Field(description="Whole, such as `key.created`, or the part before the dot.")
    ] = None
    thing: Annotated[
        Word | None, Field(description="Whole, such as `key:12`, or the part before the colon.")
    ] = None
    since: Annotated[UtcTime | None, Field(alias="from", description="From this time on.")] = None
    until: Annotated[UtcTime | None, Field(description="Before this time.")] = None


class AuditQuery(AuditFilters, PageQuery):
    """A page of the audit trail."""

    sort: Literal["-at", "at"] = "-at"


class AuditEvent(Answer):
    """Who did what to which thing."""

    id: int
    position: int = Field(description="Its number in your trail, from 1 without a gap.")
    at: datetime
    actor_kind: ActorKind
    actor_id: int | None = Field(description="Of the person or the key.")
    actor_name: str = Field(description="As it was then.")
    action: str
    thing: str
    before: dict[str, Any] | None = Field(description="What was there, where that changed.")
    after: dict[str, Any] | None
    customer: dict[str, Any] | None = Field(
        description="What names a customer; null once the customer is erased."
    )
    address: str | None = Field(description="Where the request came from.")
    request_id: str | None


class AuditPage(PageAnswer):
    """One page of the audit trail."""

    items: list[AuditEvent]


class SecurityEventQuery(PageQuery):
    """Filters of the security events; all given ones must hold."""

    kind: Annotated[
        Word | None,
        Field(description="Whole, such as `login.failed`, or the part before the dot."),
    ] = None
    severity: Severity | None = None
    since: Annotated[UtcTime | None, Field(alias="from", description="From this time on.")] = None
    until: Annotated[UtcTime | None, Field(description="Before this time.")] = None
    sort: Literal["-at", "at"] = "-at"


class SecurityEvent(Answer):
    """What looked like an attack: equal ones of one minute and one address together."""

    id: int
    at: datetime = Field(description="The first of them.")
    last_at: datetime = Field(description="The latest of them.")
    kind: str
    severity: Severity
    details: dict[str, Any] = Field(description="Of the first.")
    address: str | None = Field(description="Null where there were too many to tell them apart.")
    request_id: str | None = Field(description="Of the first.")
    count: int


class SecurityEventPage(PageAnswer):
    """One page of security events."""

    items: list[SecurityEvent]
