"""Whether the service lives and whether it can work."""

from typing import Literal

from pydantic import Field

from secureflow.api.schemas.base import Answer


class Health(Answer):
    """The process answers."""

    status: Literal["ok"]
    version: str


class Check(Answer):
    """One thing the service needs."""

    name: Literal["database", "migrations", "isolation", "model"]
    ok: bool
    detail: str = Field(description="What was found, and what to do when not ok.")


class Readiness(Answer):
    """Whether payments can be scored."""

    status: Literal["ready", "not_ready"]
    checks: list[Check]
