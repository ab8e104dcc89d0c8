"""Signing in, staying signed in, and who I am."""

from typing import Annotated, Literal

from pydantic import Field, RootModel

from secureflow.api.schemas.base import Answer
from secureflow.intake.fields import Request, Text
from secureflow.services.passwords import MAX_LENGTH

Password = Annotated[Text, Field(min_length=1, max_length=MAX_LENGTH)]
"""One that there is; what a new one must be like is for the service to say."""
Code = Annotated[
    Text,
    Field(
        min_length=6,
        max_length=40,
        description="Six digits of the authenticator app, or a recovery code.",
    ),
]


class LoginRequest(Request):
    """E-mail and password of a person, and a code where a second factor is on."""

    email: Annotated[Text, Field(min_length=3, max_length=254)]
    password: Password
    code: Code | None = None


class Costs(Answer):
    """What a mistake costs the merchant; documented defaults until changed."""

    chargeback_fee: str = Field(description="Per confirmed fraud that went through.")
    margin: float = Field(description="Share of an order's amount that is profit, 0..1.")
    review_cost: str = Field(description="Of one order looked at by a person.")


class Merchant(Answer):
    """The tenant."""

    id: int
    name: str
    currency: str
    time_zone: str
    costs: Costs


class Me(Answer):
    """Who is calling: a person, or a key."""

    id: int | None = Field(
        description="By which reviews, events and the team name a person; null for a key."
    )
    kind: Literal["user", "key"]
    name: str
    email: str | None
    role: str | None
    scopes: list[str]
    mode: Literal["live", "test"] = Field(description="Which payments this caller is shown.")
    second_factor: bool = Field(description="Whether signing in asks for a code as well.")
    session_id: int | None = Field(description="The session of this request; null for a key.")
    merchant: Merchant | None = Field(description="Null for an operator of the platform.")


class Session(Answer):
    """A signed-in session. The refresh token travels in an HttpOnly cookie only."""

    authenticated: Literal[True]
    access_token: str
    expires_in: int = Field(description="Seconds the access token lives.")
    me: Me
    events: str | None = Field(
        description="The last event of live data; `Last-Event-ID` for a stream of what has "
        "happened since this answer. Null for an operator."
    )


class NoSession(Answer):
    """Nobody is signed in in this browser."""

    authenticated: Literal[False]


class SessionAnswer(RootModel[Session | NoSession]):
    """A session, or that there is none."""
