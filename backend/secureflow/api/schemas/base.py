"""What all answers share: immutability, money and the error envelope."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """What the service sends back."""

    model_config = ConfigDict(frozen=True)


class Envelope(Answer):
    """Every error of this API."""

    code: str = Field(description="Stable word for programs, such as `invalid_input`.")
    message: str = Field(description="What is wrong, in a sentence.")
    fix: str | None = Field(None, description="What to do about it, where that is known.")
    field: str | None = Field(None, description="The field at fault, where there is one.")
    request_id: str = Field(description="Quote this when you ask for help.")


Money = Annotated[str, Field(pattern=r"^-?\d+(\.\d+)?$", description="A decimal as text.")]
