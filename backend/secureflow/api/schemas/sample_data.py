"""Made-up payments to look around with."""

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.db.sample_data import SampleState


class SampleData(Answer):
    """Whether there are made-up payments among the test data, and how far they are."""

    state: SampleState
    done: int = Field(ge=0, description="Payments made so far, or removed while `removing`.")
    total: int = Field(ge=0, description="How many it will be, or were.")
