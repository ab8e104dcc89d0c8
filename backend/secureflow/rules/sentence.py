"""Reads a rule from the sentence a person wrote, or says where it stops making sense."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lark import Token, Tree, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from secureflow.domain import Effect
from secureflow.errors import RuleError
from secureflow.rules.condition import Condition
from secureflow.rules.grammar import PLAIN, WORDS, field_at_end, parser
from secureflow.rules.meaning import ListName, Meaning, Meant, number_of
from secureflow.rules.rule import points_problem

MAX_SENTENCE = 4_000
MAX_PARENTHESES = 20
"""Nested in one another; more than the depth of a condition, because some only group one term."""
MOST_READ = 40
"""Characters of what stands at the place, in an error."""
MOST_LIKE = 60
"""Characters that are compared with the names of fields."""
OPENING = re.compile(r'"([^"\\]|\\.)*"?|“[^”]*”?|[()]')
AFTER_FIELD = re.compile(r"\s+(is|are|contains?|starts?|ends?)\b", re.IGNORECASE)
WORD = re.compile(r'"[^"]*"?|[^\s"(),]+|.', re.DOTALL)
OF_TEXT = frozenset(("CONTAINS", "STARTS_WITH", "ENDS_WITH"))
OF_NUMBERS: dict[str, re.Pattern[str]] = {
    said: re.compile(rf"(({words})\b|{sign}(?=\s))", re.IGNORECASE)
    for said, words, sign in (
        ("is over", r"over|above|exceeds|(more|greater|larger|higher)\s+than", ">"),
        ("is at least", r"at\s+least", ">="),
        ("is under", r"under|below|(less|fewer|smaller|lower)\s+than", "<"),
        ("is at most", r"at\s+most", "<="),
        ("is between", "between", "<>"),
        ("is", "equals", "="),
    )
}
"""How a number is compared, and what people write instead."""


@dataclass(frozen=True, slots=True)
class ParsedRule:
    """What a sentence says; ``points`` are 0 unless ``effect`` is points."""

    effect: Effect
    points: float
    condition: Condition


def parse(text: str, lists: Sequence[ListName] = ()) -> ParsedRule:
    """Return the rule that a sentence says; ``lists`` are those it may name.

    Raises RuleError with the place and what could stand there, after time linear in the length.
    """
    if len(text) > MAX_SENTENCE:
        raise _error(text, MAX_SENTENCE, f"is longer than {MAX_SENTENCE:,} characters")
    _check_nesting(text)
    try:
        tree = parser().parse(text)
    except UnexpectedInput as error:
        raise _unexpected(text, error) from error
    effect, points = _effect(text, tree.children[0])
    meaning = Meaning(lists, lambda place, said, meant: _error(text, place, said, meant=meant))
    return ParsedRule(effect, points, meaning.of(tree.children[2]))


def check_length(text: str) -> None:
    """Raise RuleError where a condition, as it is said, is too long to be read again."""
    if len(text) > MAX_SENTENCE:
        raise RuleError(
            f"condition: is {len(text):,} characters long as a sentence, and "
            f"{MAX_SENTENCE:,} are the most",
            field="condition",
            fix="Put the values on a list and name that, or make two rules of it.",
        )


def _check_nesting(text: str) -> None:
    depth = 0
    for found in OPENING.finditer(text):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth > MAX_PARENTHESES:
            raise _error(
                text, found.start(), f"is nested in more than {MAX_PARENTHESES} parentheses"
            )


def _effect(text: str, said: Tree[Token] | Token) -> tuple[Effect, float]:
    assert isinstance(said, Tree)  # noqa: S101 - the grammar's first part is a rule
    words = [word for word in said.children if isinstance(word, Token)]
    if said.data == "decides":
        effects: dict[str, Effect] = {"REVIEW": "review", "BLOCK": "block", "APPROVE": "approve"}
        return effects[words[0].type], 0.0
    size = number_of(words[1])
    points = size if said.data == "adds" else -size
    problem = "is not above 0" if size <= 0 else points_problem(points)
    if problem:
        raise _error(text, words[1].start_pos or 0, problem)
    return "points", float(points)


def _unexpected(text: str, error: UnexpectedInput) -> RuleError:
    if isinstance(error, UnexpectedToken):
        at_end = error.token.type == "$END"
        place = len(text.rstrip()) if at_end else error.token.start_pos or 0
        expected: Iterable[str] = error.accepts or error.expected
    else:
        place = error.pos_in_stream or 0
        expected = error.allowed if isinstance(error, UnexpectedCharacters) else ()
    problem = "is not what can stand here" if place < len(text.rstrip()) else "is missing something"
    return _error(text, place, problem, expected or ())


def _error(
    text: str,
    place: int,
    problem: str,
    expected: Iterable[str] = (),
    meant: Meant | None = None,
) -> RuleError:
    """Return the error: what stands at the place, what could, and what was likely meant."""
    found = WORD.match(text, place)
    read = found[0][:MOST_READ] if found else ""
    kinds = set(expected)
    if "FIELD" in kinds:
        kinds.discard("FLAG")
    could = sorted({WORDS.get(kind, kind.lower().replace("_", " ")) for kind in kinds})
    if kinds >= OF_TEXT and (field := field_at_end(text[:place])) and field.is_number:
        could = list(OF_NUMBERS)
        meant = _comparison(text, place)
    if "FIELD" in kinds:
        meant = _nearest(text, place)
    like = [] if meant is None else list(meant.names)
    where = f"at character {place + 1}" if found else "at the end"
    message = f"sentence: {where} {read!r} {problem}" if read else f"sentence: {where} {problem}"
    if could:
        message += f"; expected {', '.join(could)}"
    if like:
        message += f". Did you mean {' or '.join(like)}?"
    facts = {"place": place, "read": read, "expected": could, "nearest": like}
    if meant is not None and like:
        facts["replaces"] = [meant.start, meant.end]
    return RuleError(message, field="sentence", facts=facts)


def _comparison(text: str, place: int) -> Meant | None:
    for said, pattern in OF_NUMBERS.items():
        if found := pattern.match(text, place):
            return Meant([said], place, found.end())
    return None


def _nearest(text: str, place: int) -> Meant:
    words = AFTER_FIELD.split(text[place : place + MOST_LIKE], maxsplit=1)[0].rstrip()
    wanted = words.lower().strip().removeprefix("the ")
    like = get_close_matches(wanted, PLAIN, n=3, cutoff=0.6)
    names = list(dict.fromkeys(PLAIN[way].phrase for way in like))
    return Meant(names, place, place + len(words))
