"""What all answers share: immutability, money and the error envelope."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

from secureflow.errors import ANSWERED


class Answer(BaseModel):
    """What the service sends back."""

    model_config = ConfigDict(frozen=True)


ErrorCode = Annotated[
    str,
    WithJsonSchema(
        {
            "type": "string",
            "enum": sorted(ANSWERED),
            "description": "Stable word for programs; `docs` leads to what each means.",
        }
    ),
]


class Someone(Answer):
    """Somebody of the team, or a key."""

    id: int | None = Field(description="Null for a key.")
    name: str


class Envelope(Answer):
    """Every error of this API."""

    code: ErrorCode
    message: str = Field(description="What is wrong, in a sentence.")
    fix: str | None = Field(None, description="What to do about it, where that is known.")
    field: str | None = Field(None, description="The field at fault, where there is one.")
    docs: str = Field(description="The page of the dashboard that explains this code.")
    request_id: str = Field(description="Quote this when you ask for help.")
    by: Someone | None = Field(
        None,
        description="Of `already_resolved`: who decided; null: the default did. Of `outdated`: "
        "who made what is live, or who changed it.",
    )
    resolution: Literal["approve", "decline"] | None = Field(
        None, description="Of `already_resolved`: what was decided."
    )
    at: datetime | None = Field(
        None, description="Of `already_resolved`: when; of `outdated`: since when it is so."
    )
    live: int | None = Field(None, description="Of `outdated`: the policy that decides now.")
    based_on: int | None = Field(
        None, description="Of `outdated`: the policy that the draft was made from."
    )
    theirs: dict[str, str] | None = Field(
        None, description="Of `outdated` costs: what they are now, each by its name."
    )
    place: int | None = Field(
        None, description="Of a rule's sentence: the character, from 0, where it cannot be read."
    )
    read: str | None = Field(None, description="Of a rule's sentence: what stands there.")
    expected: list[str] | None = Field(
        None, description="Of a rule's sentence: what could stand there."
    )
    nearest: list[str] | None = Field(
        None, description="Of a rule's sentence: what was likely meant by what stands there."
    )
    replaces: tuple[int, int] | None = Field(
        None,
        description="Of `nearest`: from which character, from 0, until before which one of them "
        "is to stand.",
    )
    part: str | None = Field(
        None, description="Of a rule's condition as JSON: the part at fault, `condition.all[1].op`."
    )


Money = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="A decimal as text.")]
