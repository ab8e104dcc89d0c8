"""The grammar of sentences: lark's LALR, so time is linear and nothing is ever tried twice."""

import re
from functools import cache

from lark import Lark

from secureflow.rules.fields import FIELDS, Field

GRAMMAR = r"""
start: effect IF any END?

effect: (REVIEW | BLOCK | APPROVE) -> decides
      | ADD NUMBER POINTS          -> adds
      | TAKE NUMBER POINTS OFF     -> takes

?any: all (OR all)*   -> any
?all: term (AND term)*  -> all
?term: comparison
     | NOT OPEN any CLOSE -> not_
     | OPEN any CLOSE     -> group

?comparison: FLAG                                   -> flag
    | WHETHER FLAG IS (KNOWN | UNKNOWN)             -> flag_known
    | subject IS (OVER | AT_LEAST | UNDER | AT_MOST) number -> number_op
    | subject IS BETWEEN number AND number          -> between
    | subject IS NOT? number                        -> is_number
    | subject IS NOT? TEXT                          -> is_text
    | subject IS ONE_OF TEXT (COMMA TEXT)*          -> one_of
    | subject IS NOT? IN_LIST TEXT                  -> in_list
    | subject IS (KNOWN | UNKNOWN)                  -> known
    | subject IS (TRUE | FALSE)                     -> is_flag
    | subject (CONTAINS | STARTS_WITH | ENDS_WITH) TEXT -> text_op

subject: FIELD | EXTRA
number: NUMBER (UNIT OLD?)?

FLAG.3: /%(flags)s/i
FIELD.2: /%(fields)s/i
EXTRA.2: /extra(\.[A-Za-z0-9_-]{1,64}){1,5}(?![A-Za-z0-9_.-])/
REVIEW: /review\b/i
BLOCK: /block\b/i
APPROVE: /approve\b/i
ADD: /add\b/i
TAKE: /take\b/i
POINTS: /points?\b/i
OFF: /off\b/i
IF: /if\b/i
AND: /and\b/i
OR: /or\b/i
NOT: /not\b/i
WHETHER: /whether\b/i
IS: /(is|are)\b/i
OVER: /(over|above|more\s+than)\b/i
AT_LEAST: /at\s+least\b/i
UNDER: /(under|below|less\s+than|fewer\s+than)\b/i
AT_MOST: /at\s+most\b/i
BETWEEN: /between\b/i
ONE_OF: /one\s+of\b/i
IN_LIST: /in\s+list\b/i
KNOWN: /known\b/i
UNKNOWN: /unknown\b/i
TRUE: /true\b/i
FALSE: /false\b/i
CONTAINS: /contains?\b/i
STARTS_WITH: /starts?\s+with\b/i
ENDS_WITH: /ends?\s+with\b/i
NUMBER: /-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(?![\w.])/
UNIT: /(%%|km\/h|(percent|seconds?|minutes?|hours?|days?|weeks?|times)\b)/i
OLD: /old\b/i
TEXT: /"([^"\\]|\\["\\])*"|“[^“”]*”/
OPEN: "("
CLOSE: ")"
COMMA: ","
END: "."
%%ignore /\s+/
"""

WORDS: dict[str, str] = {
    "FIELD": "a field such as amount",
    "FLAG": "a clause such as the device is new for the customer",
    "EXTRA": "a field of your own such as extra.shop",
    "NUMBER": "a number",
    "TEXT": 'text in "quotes"',
    "UNIT": "a unit",
    "OPEN": "an opening bracket",
    "CLOSE": "a closing bracket",
    "COMMA": "a comma",
    "END": "a full stop",
    "IS": "is",
    "ONE_OF": "one of",
    "IN_LIST": "in list",
    "AT_LEAST": "at least",
    "AT_MOST": "at most",
    "STARTS_WITH": "starts with",
    "ENDS_WITH": "ends with",
    "$END": "the end",
}
"""How an error names what may stand somewhere; the others are named by themselves."""


def spelled(text: str) -> str:
    """Return a phrase as it is looked up: small letters, single blanks, no article."""
    return " ".join(text.lower().split()).removeprefix("the ")


def _pattern(phrases: list[str]) -> str:
    # The longest first: "amount against the usual" is no "amount".
    ordered = sorted(phrases, key=len, reverse=True)
    ways = "|".join(
        re.escape(phrase).replace(r"\ ", r"\s+").replace("/", r"\/") for phrase in ordered
    )
    return rf"(the\s+)?({ways})(?![\w.])"


PLAIN: dict[str, Field] = {
    way: field
    for field in FIELDS
    if field.kind != "flag"
    for way in (spelled(field.phrase), field.name)
}
FLAGS: dict[str, tuple[Field, bool]] = {
    spelled(way): (field, is_so)
    for field in FIELDS
    if field.kind == "flag"
    for way, is_so in ((field.phrase, True), (field.denied, False))
}


def field_at_end(text: str) -> Field | None:
    """Return the field that a piece of a sentence ends with, no key of ``extra`` and no flag."""
    said = spelled(text)
    ways = [way for way in PLAIN if said.endswith(way) and _is_begun(said.removesuffix(way)[-1:])]
    return PLAIN[max(ways, key=len)] if ways else None


def _is_begun(before: str) -> bool:
    return not (before.isalnum() or before in ("_", "-", "."))


@cache
def parser() -> Lark:
    """Return the parser: built on first use, and used by any number of threads at once."""
    grammar = GRAMMAR % {"flags": _pattern(list(FLAGS)), "fields": _pattern(list(PLAIN))}
    return Lark(grammar, parser="lalr", lexer="contextual", propagate_positions=False)
