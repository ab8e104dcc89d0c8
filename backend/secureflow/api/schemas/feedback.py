"""Feedback in bulk and in files, and which decided payments a person is shown."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.api.schemas.predict import RowError
from secureflow.api.schemas.transactions import Feedback, FeedbackRequest
from secureflow.intake.fields import Reference, Request, Whole

MAX_FEEDBACK = 1_000
MAX_PERCENT = 20


class FeedbackItem(FeedbackRequest):
    """One piece of feedback; send `transaction_id`, or `external_id` instead of it."""

    transaction_id: Annotated[int | None, Field(ge=1, lt=2**63), Whole] = None  # type: ignore[assignment]
    external_id: Annotated[
        Reference | None, Field(description="The id under which you sent the payment.")
    ] = None


class FeedbackBulkBody(Request):
    """Up to 1,000 pieces of feedback; each is checked on its own, so one bad one fails alone."""

    items: Annotated[
        list[dict[str, Any]],
        Field(
            min_length=1,
            max_length=MAX_FEEDBACK,
            description="Each like the body of /api/feedback, or with `external_id` in the place "
            "of `transaction_id`.",
        ),
    ]


class BulkFeedback(Feedback):
    """A stored piece of feedback, and which of the items sent it is."""

    index: int = Field(description="Position in `items`, from 0.")


class FeedbackBulkAnswer(Answer):
    """What was stored, in the order sent, and the items that failed."""

    feedback: list[BulkFeedback]
    errors: list[RowError]


class FeedbackLine(Answer):
    """A line of a file that came to nothing."""

    line: int = Field(description="Line of the file, from 1; the header is line 1.")
    field: str | None
    outcome: Literal["unmatched", "ambiguous", "bad"]
    message: str


class FeedbackFile(Answer):
    """What became of a file of labels."""

    id: int
    filename: str
    created_at: datetime
    rows: int = Field(description="Lines read, bad ones included.")
    matched: int = Field(description="Lines of which the payment is known.")
    labelled: int = Field(description="Of those: what was said is new, and stored.")
    unchanged: int = Field(description="Of those: the same source had said the same already.")
    unmatched: int = Field(description="Lines that no payment fits.")
    ambiguous: int = Field(description="Lines that several payments fit.")
    bad: int = Field(description="Lines that cannot be read.")
    columns: dict[str, str] = Field(description="Our field to the file's column, as matched.")
    ignored_columns: list[str]
    lines: list[FeedbackLine] = Field(
        description="The first 1,000 lines that came to nothing; empty in lists."
    )
    seconds: float


class FeedbackFileQuery(PageQuery):
    """Which files; newest first unless sorted otherwise."""

    sort: Literal["-created_at", "created_at"] = "-created_at"


class FeedbackFilePage(PageAnswer):
    """One page of files of labels."""

    items: list[FeedbackFile]


Share = Annotated[float, Field(ge=0, le=MAX_PERCENT / 100, strict=True)]


class ReviewSampleRequest(Request):
    """Which share of payments that none has to decide a person is shown all the same."""

    sample_share: Annotated[
        Share,
        Field(
            description="Of those approved or blocked, chosen by chance: what was missed, and what "
            "was blocked for nothing, can then be estimated."
        ),
    ]
    close_call_share: Annotated[
        Share,
        Field(
            description="Of those approved, the nearest below the review line, which teach the "
            "most."
        ),
    ]


class ReviewSample(Answer):
    """The shares as they are now."""

    sample_share: float
    close_call_share: float
    close_call_line: float | None = Field(
        description="The score from which an approved payment is a close call, found every hour "
        "from the latest ones; null while they are too few."
    )
