"""Data protection: what is kept for how long, and what erasing changed."""

from typing import Annotated

from pydantic import Field

from secureflow.api.schemas.auth import Password
from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Request, Whole

TransactionDays = Annotated[
    int,
    Field(ge=30, le=3_650, description="Payments, and the feedback on them. Default 1,095."),
    Whole,
]
UploadDays = Annotated[
    int, Field(ge=1, le=3_650, description="Records of uploaded files. Default 365."), Whole
]
SecurityEventDays = Annotated[
    int, Field(ge=30, le=1_095, description="Security events. Default 365."), Whole
]


class Retention(Request):
    """For how many days each kind of data is kept, from when it was stored.

    The audit trail is kept as long as the account; everything else has a fixed time.
    """

    transactions_days: TransactionDays
    uploads_days: UploadDays
    security_events_days: SecurityEventDays


class PrivacyRequest(Request):
    """All the choices at once."""

    retention: Retention
    hash_personal: Annotated[
        bool,
        Field(
            strict=True,
            description=(
                "Store e-mail and IP address of payments as keyed hashes. Switching it on hides "
                "what is stored already, within minutes; switching it off brings nothing back."
            ),
        ),
    ]

    password: Annotated[
        Password | None,
        Field(
            description=(
                "Of whoever is signed in. Needed for a shorter time than before, and to switch "
                "the hashes on: neither can be taken back."
            )
        ),
    ] = None


class EraseRequest(Request):
    """The proof that it is really the owner who erases."""

    password: Password


class Privacy(Answer):
    """The choices as they are now."""

    retention: Retention
    hash_personal: bool


class Erasure(Answer):
    """What erasing a customer changed; the figures of the payments stay."""

    transactions: int = Field(description="Payments that have a pseudonym now.")
    notes: int = Field(description="Notes of feedback, reviews and the customer that were deleted.")
    audit_events: int = Field(description="Audit events that no longer name the customer.")
    pseudonym: str | None = Field(
        description="What the payments' `customer` is now; null where there were none."
    )


class CustomerExport(Answer):
    """Everything stored of one customer."""

    customer: str
    transactions: list[dict[str, object]] = Field(description="Every payment as it is stored.")
    feedback: list[dict[str, object]] = Field(description="What was said of the payments.")
    upload_lines: list[dict[str, object]] = Field(description="Lines of files they came in.")
    reviews: list[dict[str, object]] = Field(description="The reviews of the payments.")
    review_notes: list[dict[str, object]] = Field(description="What was written in them.")
    figures: list[dict[str, object]] = Field(description="What the payments are summed up to.")
    notes: list[dict[str, object]] = Field(description="What the team noted of the customer.")
    entities: list[dict[str, object]] = Field(
        description="What is remembered of the customer, and of their cards, devices, addresses."
    )
    audit_events: list[dict[str, object]] = Field(description="What the audit trail says.")
