"""What is asked of a preview, and of how good a rule is."""

from typing import Annotated, Any, Literal

from pydantic import Field

from secureflow.api.schemas.policies import ReadyChange
from secureflow.api.schemas.rules import Points, Value
from secureflow.db.lists import ListEffect, ListKind
from secureflow.domain import Effect
from secureflow.intake.fields import Request, Text
from secureflow.rules.sentence import MAX_SENTENCE
from secureflow.services.tried import USUAL_PAYMENTS
from secureflow.services.tried_entries import MOST_TRIED

MAX_PAYMENTS = 1_000_000
MAX_DAYS = 400
USUAL_DAYS = 28

Line = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]


class LinesTried(Request):
    """Two lines on the score."""

    review: Line
    block: Line


class RuleTried(Request):
    """A rule to try: a new one, or in the place of the one with `rule_id`.

    Say either `sentence`, which says what it does as well, or `condition` with `effect`.
    """

    rule_id: Annotated[
        int | None, Field(strict=True, ge=1, description="The rule it stands in for; null: none.")
    ] = None
    sentence: Annotated[Text | None, Field(min_length=1, max_length=MAX_SENTENCE)] = None
    condition: Annotated[dict[str, Any] | None, Field(description="As `/rules/parse` says it.")] = (
        None
    )
    effect: Effect | None = Field(None, description="Of a `condition`; a sentence says it itself.")
    points: Points | None = Field(None, description="Of a `condition` whose effect is `points`.")
    priority: Annotated[int, Field(strict=True, ge=1, le=1000)] = 500


class ReadyTried(ReadyChange):
    """A ready rule to try, on or off, as a draft would have it."""

    key: Annotated[Text, Field(min_length=1, max_length=100)]


class ListTried(Request):
    """A list to try with another effect."""

    list_id: Annotated[int, Field(strict=True, ge=1)]
    effect: Literal["block", "allow", "none"]


Values = Annotated[list[Value], Field(json_schema_extra={"maxItems": MOST_TRIED})]


class EntriesTried(Request):
    """Values to try on a list before they are put there, or taken off it, up to 1,000 in all.

    Say either `list_id`, or `kind` and `effect` of a list that is yet to be made. Both sides of the
    preview ask the list as it is today, so they differ by these values alone.
    """

    list_id: Annotated[int | None, Field(strict=True, ge=1)] = None
    kind: ListKind | None = None
    effect: ListEffect | None = None
    add: Values = []
    remove: Values = []


class ShieldTried(Request):
    """Other settings of the shield to try."""

    mode: Literal["live", "shadow", "off"]
    effect: Literal["block", "review"] = "block"


class PreviewRequest(Request):
    """What to change of the live policy. Without anything it says how that one does.

    `policy` starts from another version, whole, in the place of the live one; the others change
    what they name of it.
    """

    policy: Annotated[int | None, Field(strict=True, ge=1)] = None
    lines: LinesTried | None = None
    rule: RuleTried | None = None
    ready: ReadyTried | None = None
    list: ListTried | None = None
    entries: EntriesTried | None = None
    shield: ShieldTried | None = None
    model: Annotated[
        Text | None,
        Field(max_length=100, description="Score by this model, as far as it has scored them."),
    ] = None
    days: Annotated[
        int | None,
        Field(strict=True, ge=1, le=MAX_DAYS, description="Only payments of the last days."),
    ] = None
    limit: Annotated[
        int,
        Field(strict=True, ge=1, le=MAX_PAYMENTS, description="At most so many, the newest."),
    ] = USUAL_PAYMENTS


class RuleQualityQuery(Request):
    """Over how many days."""

    days: Annotated[int, Field(ge=1, le=MAX_DAYS)] = USUAL_DAYS
