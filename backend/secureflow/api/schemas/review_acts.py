"""What people do with reviews: resolve, undo, snooze, ask, write, and keep views of them."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer, ErrorCode, Money
from secureflow.api.schemas.reason import ReasonWhy
from secureflow.api.schemas.reviews import ReviewResolution
from secureflow.domain import DefaultAction, Resolution
from secureflow.intake.fields import Name, Request, Storable, UtcTime, Whole

MAX_NOTE = 2_000
MAX_MENTIONS = 20
MAX_BULK = 100
MAX_SEARCH = 1_000

Number = Annotated[int, Field(ge=1, lt=2**63), Whole]
Reason = Annotated[
    str,
    StringConstraints(strict=True, max_length=40),
    Storable,
    Field(description="A code of `/api/reviews/reasons` for this resolution."),
]
Note = Annotated[str, StringConstraints(strict=True, min_length=1, max_length=MAX_NOTE), Storable]


class ResolutionRequest(Request):
    """What is decided of a review."""

    resolution: Resolution
    reason: Reason | None = None
    note: Note | None = None


class ReasonRequest(Request):
    """Why it was decided so, named afterwards."""

    reason: Reason


class ReopenRequest(Request):
    """Why a final resolution is looked at again."""

    reason: ReasonWhy


class ResolutionsRequest(Request):
    """One decision for many reviews. A second opinion is never one of them."""

    review_ids: Annotated[list[Number], Field(min_length=1, max_length=MAX_BULK)]
    resolution: Resolution
    reason: Reason | None = None


class RefusedReview(Answer):
    """A review that was left as it was, and why."""

    review_id: int
    code: ErrorCode
    message: str


class Resolutions(Answer):
    """What was decided together, and what was left."""

    batch_id: int | None = Field(description="Undoes all of them; null where none was decided.")
    undo_until: datetime | None
    resolved: list[ReviewResolution]
    refused: list[RefusedReview]
    total: dict[str, Money] = Field(
        description="The amounts of those decided, by currency.", examples=[{"USD": "3410.00"}]
    )


class SnoozeRequest(Request):
    """Until when a review stays out of sight."""

    until: Annotated[
        UtcTime, Field(description="In the future, at most 30 days, and not beyond `due_at`.")
    ]


class AskRequest(Request):
    """Which colleague is asked."""

    user_id: Number
    note: Note | None = None


class NoteRequest(Request):
    """A note, and who is meant by it."""

    text: Note
    mentions: Annotated[
        list[Number], Field(max_length=MAX_MENTIONS, description="Ids of people of the team.")
    ] = []


Search = Annotated[
    str,
    StringConstraints(strict=True, max_length=MAX_SEARCH, pattern=r"^[^?#\s]*$"),
    Storable,
    Field(
        description="The query of the page's address, without `?`.",
        examples=["level=high,critical&min=1000"],
    ),
]


class ReviewViewRequest(Request):
    """A view to keep."""

    name: Name
    search: Search
    is_shared: Annotated[bool, Field(strict=True, description="Whether the team has it too.")] = (
        False
    )


class ReviewViewChange(Request):
    """What of a view changes."""

    name: Name | None = None
    search: Search | None = None
    is_shared: Annotated[bool | None, Field(strict=True)] = None


class ReviewView(Answer):
    """A view that was kept."""

    id: int
    name: str
    search: str
    is_shared: bool
    is_mine: bool
    count: int | None = Field(
        description="How many reviews it shows now, 1,000 at most; null where its query is none "
        "of this list."
    )


class ReviewViews(Answer):
    """Your own views and the team's, by name."""

    items: list[ReviewView]


class ReviewSettings(Answer):
    """How reviews are done."""

    due_minutes: int = Field(
        description="Minutes a held order may wait where the payment says nothing of its "
        "authorisation; else it is due five minutes before that ends."
    )
    default_action: DefaultAction = Field(
        description="What happens to a held order when it is due: `keep` leaves it overdue."
    )
    second_opinion_share: float = Field(
        description="Share of decided reviews that a second person sees, blind."
    )
    daily_goal: int = Field(description="How many reviews a person means to do in a day.")


class ReviewSettingsRequest(Request):
    """How reviews are to be done; those that are open keep what they were opened with."""

    due_minutes: Annotated[int, Field(ge=15, le=43_200), Whole]
    default_action: DefaultAction
    second_opinion_share: Annotated[float, Field(ge=0, le=0.2, allow_inf_nan=False, strict=True)]
    daily_goal: Annotated[int, Field(ge=1, le=1_000), Whole]
