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
        None, description="Of `already_resolved`: who decided; null: the default did."
    )
    resolution: Literal["approve", "decline"] | None = Field(
        None, description="Of `already_resolved`: what was decided."
    )
    at: datetime | None = Field(None, description="Of `already_resolved`: when.")


Money = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="A decimal as text.")]
