"""Why somebody did what stays on record: of one length wherever it is asked for."""

from typing import Annotated

from pydantic import Field, StringConstraints

from secureflow.intake.fields import Storable

LEAST_REASON, MAX_REASON = 3, 500

ReasonWhy = Annotated[
    str,
    StringConstraints(
        strict=True, strip_whitespace=True, min_length=LEAST_REASON, max_length=MAX_REASON
    ),
    Storable,
    Field(description="Why, for whoever asks later.", examples=["too many good orders declined"]),
]
