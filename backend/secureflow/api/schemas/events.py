"""Events: what happens at a merchant while somebody looks on."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Request
from secureflow.services.events import CURSOR, EventType

Cursor = Annotated[
    str | None,
    Field(
        pattern=CURSOR,
        description="The `id` of the last event that arrived; without it only what comes from now.",
        examples=["310-1795253400"],
    ),
]


class EventsQuery(Request):
    """From where on."""

    after: Cursor = None


class EventsHeaders(Request):
    """From where on, as a client of server-sent events says it after a break."""

    last_event_id: Cursor = None


class Event(Answer):
    """Something that happened."""

    id: str = Field(description="Its place in the order of events; send it as `after`.")
    type: EventType | Literal["hello"]
    data: dict[str, Any] = Field(description="Which things it happened to, by their ids.")
    at: datetime


class RecentEvents(Answer):
    """What happened since, in order."""

    items: list[Event]
    next: str = Field(description="Send as `after` next time.")
    is_complete: bool = Field(
        description="False where more happened than is kept or listed: read everything anew."
    )
