"""The card-testing shield: bursts of newcomers now, and what it did lately."""

from datetime import date, datetime

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.domain import BurstKind
from secureflow.rules.book import ShieldEffect, ShieldMode


class Burst(Answer):
    """Newcomers who come faster under one value than they ever do."""

    key: str = Field(description="Its name, to release it by.")
    kind: BurstKind
    value: str = Field(description="What its payments share, as it is stored: hidden or plain.")
    text: str = Field(examples=["Card testing from 203.0.113.7: 1,664 stopped"])
    since: datetime
    until: datetime = Field(description="It ends an hour after it was last so.")
    stopped: int
    let_through: int = Field(
        description="Payments of newcomers that were neither stopped nor blocked: in the window "
        "before it was a burst, of which at most the latest 128 are counted, and all the same."
    )


class ShieldNow(Answer):
    """What the shield does at this moment; nothing where it is off."""

    mode: ShieldMode = Field(description="Of the live policy; in shadow it only says.")
    effect: ShieldEffect = Field(description="What happens to newcomers in a burst.")
    under_way: int = Field(description="Bursts that are not over; at most 200.")
    bursts: list[Burst] = Field(description="The newest three of them.")


class ShieldDay(Answer):
    """One day of the merchant."""

    day: date
    caught: int = Field(description="Payments of newcomers in a burst.")
    stopped: int = Field(description="Those of them that the shield decided; none in shadow.")


class Watched(Answer):
    """What newcomers are counted under, and from how many on they are a burst."""

    kind: BurstKind
    newcomers: int = Field(
        description="So many within the window are a burst where none are usual; more where some "
        "are."
    )


class Shield(Answer):
    """What the shield does, in the mode of the caller."""

    mode: ShieldMode = Field(description="Of the live policy; in shadow it only says.")
    effect: ShieldEffect = Field(description="What happens to newcomers in a burst.")
    bursts: list[Burst] = Field(description="Those that are not over, newest first; at most 200.")
    days: list[ShieldDay] = Field(description="The last 28 days, oldest first.")
    watches: list[Watched]
    window_seconds: int = Field(description="In which newcomers are counted together.")
    lasts_seconds: int = Field(description="How long a burst goes on after it was last one.")
