"""Lists and what stands on them."""

from datetime import datetime
from typing import Annotated

from apiflask.fields import UploadFile
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from secureflow.api.schemas.base import Answer
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.api.schemas.rules import Value
from secureflow.db.lists import ListEffect, ListKind
from secureflow.intake.fields import Request, Storable, Text, UtcTime
from secureflow.services.lists import MAX_WHY, MOST_AT_ONCE

ListName = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=80),
    Storable,
]
Why = Annotated[str, StringConstraints(strict=True, max_length=MAX_WHY), Storable]


class ListUse(Answer):
    """A rule that asks a list."""

    rule_id: int
    name: str
    policy: int


class EntityList(Answer):
    """A list of customers, cards, addresses or the like."""

    id: int
    name: str
    kind: ListKind = Field(description="What of a payment is looked for; `domain` of the e-mail.")
    effect: ListEffect = Field(
        description="What being on it does by itself, in live and test payments alike, from the "
        "next payment on; `none`: only rules ask it."
    )
    entries: int = Field(description="That have not expired.")
    used_by: list[ListUse] = Field(description="Rules of live, shadow and draft policies.")
    created_by: str
    created_at: datetime


class EntityLists(Answer):
    """All lists, by name."""

    items: list[EntityList]


class ListRequest(Request):
    """A list to make."""

    name: ListName
    kind: ListKind
    effect: ListEffect


class ListChange(Request):
    """What of a list changes."""

    name: ListName | None = None
    effect: ListEffect | None = None


class ListEntry(Answer):
    """A value on a list."""

    id: int
    value: str = Field(description="A keyed hash where the merchant stores it so.")
    reason: str
    expires_at: datetime | None
    created_by: str
    created_at: datetime


class ListEntries(PageAnswer):
    """Entries that have not expired, the latest first."""

    items: list[ListEntry]


class EntryQuery(PageQuery):
    """Which entries."""

    text: Annotated[
        Text | None, Field(max_length=254, description="Part of the value or of the reason.")
    ] = None


class ListedQuery(Request):
    """Which value, and as what."""

    kind: ListKind
    value: Value


class Listed(Answer):
    """A list that a value stands on, and its entry there."""

    list_id: int
    name: str
    effect: ListEffect
    entry: ListEntry


class ListedOn(Answer):
    """The lists that a value stands on, by name; entries that have expired are left out."""

    items: list[Listed]


class EntryRequest(Request):
    """A value to put on a list."""

    value: Value
    reason: Why = ""
    expires_at: Annotated[UtcTime | None, Field(description="Ahead; never unless said.")] = None


class EntriesRequest(Request):
    """Values to put on a list; one that is there gets the new reason and the new end."""

    entries: Annotated[list[EntryRequest], Field(min_length=1, max_length=MOST_AT_ONCE)]


class EntriesAdded(Answer):
    """What became of values."""

    added: int
    changed: int = Field(description="That were on the list already.")


class EntryForm(BaseModel):
    """A multipart form with one file."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    file: UploadFile = Field(
        description="CSV in UTF-8, up to 20 MB, with a header: `value`, and where wanted "
        "`reason` and `expires_at`."
    )


class BadLine(Answer):
    """A line of a file that was not read."""

    line: int
    problem: str


class EntriesImported(EntriesAdded):
    """What became of the lines of a file."""

    rows: int
    repeated: int = Field(description="Lines with a value that another line has; the last counts.")
    bad: int
    lines: list[BadLine] = Field(description="The first hundred that were not read.")
