"""What a ready rule is: a sentence with blanks, an attack it answers, and limits of each blank."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from secureflow.domain import Effect
from secureflow.errors import RuleError
from secureflow.rules.condition import Condition
from secureflow.rules.limits import number_problem
from secureflow.rules.rule import USUAL_PRIORITY, Rule
from secureflow.rules.saying import number_said
from secureflow.rules.sentence import parse

FIX = "GET /api/rules/ready lists every parameter with its limits."


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number a merchant may choose, from ``low`` to ``high`` in ``unit``."""

    name: str
    label: str
    default: float
    low: float
    high: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule that many merchants need; ``key`` is stable between releases.

    ``attack`` names what it answers and ``says`` how, in one sentence. ``condition`` is a
    condition in words with the names of its parameters in braces. ``points`` are 0 unless
    ``effect`` is points.
    """

    key: str
    name: str
    attack: str
    says: str
    effect: Effect
    condition: str
    parameters: tuple[Parameter, ...] = ()
    points: float = 0.0


def made(ready: ReadyRule, values: Mapping[str, float] | None = None) -> Rule:
    """Return the rule with these values, defaults for the rest; its id is 0, for the caller to set.

    Raises RuleError that names the parameter which is unknown or out of its limits.
    """
    return Rule(
        id=0,
        name=ready.name,
        condition=condition_of(ready, values or {}),
        effect=ready.effect,
        points=ready.points,
        priority=USUAL_PRIORITY,
        ready=ready.key,
    )


def condition_of(ready: ReadyRule, values: Mapping[str, float]) -> Condition:
    """Return the condition with these values in its blanks, the defaults in the others."""
    known = {one.name: one for one in ready.parameters}
    for name in values:
        if name not in known:
            raise RuleError(
                f"parameters.{name[:80]}: {ready.key} has no such parameter",
                field="parameters",
                fix=FIX,
            )
    chosen = {name: _said(one, values.get(name, one.default)) for name, one in known.items()}
    return parse(f"Review if {ready.condition.format(**chosen)}").condition


def _said(parameter: Parameter, value: float) -> str:
    # Written so that NaN, which compares false with everything, is refused too.
    if isinstance(value, bool) or not parameter.low <= value <= parameter.high:
        raise RuleError(
            f"parameters.{parameter.name}: must be {parameter.low:g} to {parameter.high:g}",
            field="parameters",
            fix=FIX,
        )
    number = Decimal(str(value))
    if number_problem(number):
        raise RuleError(
            f"parameters.{parameter.name}: has too many digits", field="parameters", fix=FIX
        )
    return number_said(number)
