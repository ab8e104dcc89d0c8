"""Rules as people read and write them, what they are made of, and for whom they are silent."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from secureflow.api.schemas.base import Answer
from secureflow.db.lists import ListKind
from secureflow.domain import Effect
from secureflow.intake.fields import Request, Storable, UtcTime, Whole
from secureflow.rules.rule import LAST_PRIORITY, MAX_NAME, MAX_POINTS, USUAL_PRIORITY
from secureflow.rules.sentence import MAX_SENTENCE

MAX_VALUE = 254

Version = Annotated[int, Field(ge=1, lt=2**31), Whole]
Points = Annotated[float, Field(ge=-MAX_POINTS, le=MAX_POINTS, allow_inf_nan=False, strict=True)]
RuleName = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=MAX_NAME),
    Storable,
]
Sentence = Annotated[
    str,
    StringConstraints(strict=True, min_length=1, max_length=MAX_SENTENCE),
    Storable,
    Field(
        description="What the rule does, and if what.",
        examples=['Review if amount is over 500 and country is one of "US", "CA"'],
    ),
]
ConditionTree = Annotated[
    dict[str, Any],
    Field(
        description="The condition as a tree, as `POST /api/rules/parse` returns it.",
        examples=[{"field": "amount", "op": "over", "value": "500"}],
    ),
]
Value = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1, max_length=MAX_VALUE),
    Storable,
]
RuleState = Literal["live", "shadow", "draft", "off"]


class Rule(Answer):
    """A rule as one policy has it."""

    id: int
    name: str
    sentence: str
    condition: ConditionTree
    effect: Effect
    points: float = Field(description="0 unless `effect` is `points`.")
    priority: int = Field(description="1 speaks first.")
    expires_at: datetime | None
    ready: str | None = Field(description="The key of the ready rule it was made from.")
    state: RuleState
    why_not_live: str | None = Field(description="Null where it is live.")


class ListedRule(Rule):
    """A rule with what became of it."""

    policy: int = Field(description="The policy that has it in these words.")
    hits: int = Field(description="Payments it fired on in the last 28 days, of this mode.")
    fraud: int = Field(description="Of these, how many are known to be fraud.")
    good: int = Field(description="Of these, how many are known to be good.")
    snoozes: int = Field(description="For how many entities it is silent now.")
    created_by: str
    created_at: datetime


class Rules(Answer):
    """Rules of the live policy, of the shadow, of drafts that say something else, and past ones."""

    live: int = Field(description="The policy that decides now.")
    since: datetime = Field(description="From when hits are counted.")
    frauds: int = Field(description="Payments judged since then that are known to be fraud.")
    frauds_hit: int = Field(description="Of these, how many any rule fired on.")
    items: list[ListedRule]


class RuleVersion(Answer):
    """What a policy said by this rule."""

    policy: int
    state: Literal["draft", "shadow", "live", "replaced", "rolled_back"]
    sentence: str
    priority: int
    expires_at: datetime | None
    author: str | None
    live_at: datetime | None
    ended_at: datetime | None


class Snooze(Answer):
    """A rule says nothing of payments with this value until then."""

    id: int
    kind: ListKind
    value: str
    until: datetime
    created_by: str
    created_at: datetime


class RuleDetail(ListedRule):
    """A rule, what it said in earlier policies, and for whom it is silent now."""

    versions: list[RuleVersion] = Field(description="The newest first, at most 50.")
    snoozed: list[Snooze]
    deleted_at: datetime | None = Field(description="Its past hits stay, and so does its page.")


class RuleText(Request):
    """A rule in words or as a tree: exactly one of `sentence` and `condition`."""

    sentence: Sentence | None = None
    condition: ConditionTree | None = None
    effect: Effect | None = Field(None, description="Of a `condition`; a sentence says it itself.")
    points: Points | None = Field(None, description="Of a `condition` whose effect is `points`.")


class RuleRequest(RuleText):
    """A rule to put into a draft, or what it is to be there."""

    policy: Annotated[Version, Field(description="The draft.")]
    name: RuleName
    priority: Annotated[int, Field(ge=1, le=LAST_PRIORITY), Whole] = USUAL_PRIORITY
    expires_at: UtcTime | None = None


class RuleRemoval(Request):
    """From which draft a rule is taken; without one it is forgotten where none has it."""

    policy: Annotated[int | None, Field(ge=1, lt=2**31)] = None


class Problem(Answer):
    """Something about a rule that makes it useless, or likely to be."""

    kind: str
    text: str


class ParsedRule(Answer):
    """A rule in both forms."""

    sentence: str
    condition: ConditionTree
    effect: Effect
    points: float
    problems: list[Problem] = Field(description="A rule that never matches cannot be saved.")


class RuleField(Answer):
    """A field that rules compare."""

    name: str
    phrase: str = Field(description="How a sentence says it.")
    kind: Literal["number", "money", "text", "code", "country", "currency", "flag", "any"]
    unit: str
    ops: list[str] = Field(description="What a condition may do with it.")
    list_kind: ListKind | None = Field(description="Lists of which kind it can be looked up in.")
    values: list[str] = Field(description="All values there are, where they are few.")
    low: float | None
    high: float | None
    is_sent: bool = Field(
        description="Whether one of the last 10,000 payments knew it; true before the first one."
    )


class RuleFields(Answer):
    """Every field that rules compare."""

    items: list[RuleField]


class RuleParameter(Answer):
    """A number of a ready rule that a merchant may choose."""

    name: str
    label: str
    value: float = Field(description="As chosen, or the default.")
    default: float
    low: float
    high: float
    unit: str


class ReadyRule(Answer):
    """A rule that comes with the product, switched on or not."""

    key: str
    name: str
    attack: str = Field(description="What it was made against.")
    says: str
    effect: Effect
    points: float
    parameters: list[RuleParameter]
    sentence: str
    is_on: bool
    rule_id: int | None = Field(description="Null where it is off.")
    problems: list[Problem] = Field(description="What keeps it from matching in this shop.")


class ReadyRules(Answer):
    """Every ready rule, as a policy has it."""

    policy: int
    items: list[ReadyRule]


class ReadyQuery(Request):
    """Of which policy."""

    policy: Annotated[
        int | None, Field(ge=1, lt=2**31, description="The live one unless said.")
    ] = None


class SnoozeRequest(Request):
    """For whom a rule is to be silent, and until when."""

    kind: ListKind
    value: Value
    until: Annotated[UtcTime, Field(description="Within a year.")]
