"""API keys as people who manage them see them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from secureflow.api.access import Scope
from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Name, Request, Text, UtcTime, Whole

Mode = Literal["live", "test"]


class KeyRequest(Request):
    """What a new key is for."""

    name: Name
    mode: Mode
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=4)]
    allowed_addresses: Annotated[
        list[Annotated[Text, Field(max_length=49)]],
        Field(max_length=50, description="Addresses or networks; empty allows every address."),
    ] = []
    expires_at: Annotated[UtcTime | None, Field(description="In the future; null: never.")] = None


class RotateRequest(Request):
    """How long the old key works beside the new one."""

    overlap_hours: Annotated[int, Field(ge=0, le=168), Whole] = 24


class Key(Answer):
    """A key; the secret of a live one is in the answer that makes it and nowhere else."""

    id: int
    name: str
    prefix: str = Field(description="The first characters of the key.")
    mode: Mode
    scopes: list[str]
    allowed_addresses: list[str]
    created_at: datetime
    created_by: str
    expires_at: datetime | None = Field(
        description="A rotated key's is the end of the overlap; null: never."
    )
    last_used_at: datetime | None = Field(description="To the minute.")
    revoked_at: datetime | None
    replaced_by: int | None = Field(description="The key that follows after a rotation.")
    secret: str | None = Field(
        description="Of a new key, and of test keys that are in force; null for all others."
    )


class KeyList(Answer):
    """All keys of the merchant, those in force first."""

    items: list[Key]
