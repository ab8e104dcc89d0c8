"""Policies: lines, rules and the shield, numbered, and what is done with them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer, Someone
from secureflow.api.schemas.page import PageAnswer, PageQuery
from secureflow.api.schemas.reason import ReasonWhy
from secureflow.api.schemas.rules import Points, Rule, Version
from secureflow.domain import Effect
from secureflow.intake.fields import Request

MOST_POLICIES = 50

Line = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False, strict=True)]


class ShieldSettings(Answer):
    """What the card-testing shield does to newcomers of a burst."""

    mode: Literal["live", "shadow", "off"]
    effect: Literal["block", "review"]


class ShieldChange(Request):
    """What the shield is to do."""

    mode: Literal["live", "shadow", "off"]
    effect: Literal["block", "review"] = "block"


class ReadyChoice(Answer):
    """What a policy has of a ready rule; what is null is as the rule comes."""

    is_on: bool
    effect: Effect | None = None
    points: float | None = None
    parameters: dict[str, float] = {}


class ReadyChange(Request):
    """What a draft is to have of a ready rule; what is left out is as the rule comes."""

    is_on: Annotated[bool, Field(strict=True)]
    effect: Effect | None = None
    points: Points | None = None
    parameters: Annotated[
        dict[
            Annotated[str, StringConstraints(max_length=40)],
            Annotated[float, Field(strict=True, allow_inf_nan=False)],
        ],
        Field(max_length=10),
    ] = {}


class Policy(Answer):
    """A numbered policy."""

    version: int
    state: Literal["draft", "shadow", "live", "replaced", "rolled_back"] = Field(
        description="`rolled_back`: taken out of live, or a shadow that was ended."
    )
    revision: str = Field(
        description="What it says, as a fingerprint: another one as soon as a draft is changed. "
        "Send it as `seen` to put live what was looked at and nothing else."
    )
    review_line: float
    block_line: float
    rules: list[Rule] = Field(description="In the order in which they speak.")
    shield: ShieldSettings
    overrides: dict[str, ReadyChoice] = Field(
        description="What was chosen of ready rules, by key; all others are off."
    )
    reason: str
    author: Someone | None = Field(description="Null: the service itself.")
    based_on: int | None = Field(
        description="The live policy it was made from, and the only one it may follow."
    )
    created_at: datetime
    shadow_since: datetime | None
    live_at: datetime | None = Field(description="When it first began to decide.")
    ended_at: datetime | None


class PolicyPeriod(Answer):
    """A time at work, who began it, who ended it and why."""

    kind: Literal["shadow", "live"]
    starts_at: datetime
    reason: str
    by: str | None = Field(description="Null: the service itself.")
    ends_at: datetime | None = Field(description="Null: it lasts.")
    ended_by: str | None
    ended_why: str | None


class PolicyDetail(Policy):
    """A policy with every time it was at work."""

    periods: list[PolicyPeriod] = Field(
        description="The first one first; one that is gone back to has a second."
    )


class PolicyPage(PageAnswer):
    """Policies, the newest first."""

    items: list[Policy]


class PolicyQuery(PageQuery):
    """Which page of policies."""

    limit: Annotated[int, Field(ge=1, le=MOST_POLICIES, description="Items of one page.")] = 20


class PolicySeen(Request):
    """Which revision of a policy was looked at."""

    seen: Annotated[
        str | None,
        StringConstraints(pattern="^[0-9a-f]{16}$"),
        Field(
            description="Its `revision`; `outdated` where it says something else by now. Without "
            "it, whatever it says at the moment."
        ),
    ] = None


class PolicyRequest(Request):
    """Why there is a draft, and which policy it begins as."""

    reason: ReasonWhy
    copy_of: Annotated[
        Version | None,
        Field(description="Also one that was rolled back; the live one unless said."),
    ] = None


class PolicyChange(Request):
    """What of a draft changes."""

    review_line: Line | None = None
    block_line: Line | None = None
    shield: ShieldChange | None = None
    overrides: Annotated[
        dict[Annotated[str, StringConstraints(max_length=60)], ReadyChange] | None,
        Field(max_length=100, description="Of these ready rules; the others stay as they are."),
    ] = None
    reason: ReasonWhy | None = None
    based_on: Annotated[
        Version | None,
        Field(
            description="The live policy, once it has been looked at: it is what this draft is "
            "to follow after another one went live in between."
        ),
    ] = None


class PolicyAct(Request):
    """Why a policy goes live, or is taken back."""

    reason: ReasonWhy
