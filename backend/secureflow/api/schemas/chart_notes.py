"""Notes pinned to days of the overview's chart."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Request, Storable, UtcTime

MAX_CHART_NOTE = 120


class PinnedNote(Answer):
    """What happened on a day of the chart: found by the service, or written by somebody."""

    id: int | None = Field(description="Of a manual note; null where the service found it.")
    at: datetime
    kind: Literal["model", "policy", "burst", "manual"]
    text: str
    by: str | None = Field(description="Who wrote or did it; null: the service itself.")


class ChartNotes(Answer):
    """Notes that people wrote, newest first."""

    items: list[PinnedNote] = Field(description="At most 500.")


class ChartNoteRequest(Request):
    """What to pin, and to when."""

    at: Annotated[UtcTime, Field(description="Not in the future.")]
    text: Annotated[
        str, StringConstraints(strict=True, max_length=MAX_CHART_NOTE, pattern=r"\S"), Storable
    ]
