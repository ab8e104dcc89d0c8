"""A file of payments, scored at once."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer, Money
from secureflow.api.schemas.page import PageAnswer, PageQuery


class BadRow(Answer):
    """A row that could not be read."""

    line: int = Field(description="Line of the file, from 1; the header is line 1.")
    field: str | None
    message: str


class Upload(Answer):
    """Totals of a scored file."""

    id: int
    filename: str
    created_at: datetime
    rows: int = Field(description="Rows read, bad ones included.")
    scored: int
    replayed: int = Field(
        description="Rows whose external_id was stored before with the same body."
    )
    bad: int
    approve: int
    review: int
    block: int
    currency: str
    amount: Money = Field(description="Sum of the scored rows in the merchant's currency.")
    flagged_amount: Money
    columns: dict[str, str] = Field(description="Our field to the file's column, as matched.")
    ignored_columns: list[str]
    bad_rows: list[BadRow] = Field(description="The first 1,000.")
    result_path: str = Field(description="Where to download the result as CSV.")
    seconds: float


class UploadQuery(PageQuery):
    """Which uploads; newest first unless sorted otherwise."""

    sort: Literal["-created_at", "created_at"] = "-created_at"


class UploadPage(PageAnswer):
    """One page of uploads."""

    items: list[Upload]
