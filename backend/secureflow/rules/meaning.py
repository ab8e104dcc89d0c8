"""What the parts of a read sentence mean: from lark's tree to a condition."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from lark import Token, Tree

from secureflow.errors import RuleError
from secureflow.rules.canonical import canonical
from secureflow.rules.condition import (
    MAX_COMPARISONS,
    MAX_DEPTH,
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    InList,
    Not,
    Op,
    Value,
)
from secureflow.rules.fields import FIELDS, Field, field_of
from secureflow.rules.grammar import FLAGS, PLAIN, spelled
from secureflow.rules.limits import MOST_DIGITS, check_leaf
from secureflow.rules.tree import OPS


@dataclass(frozen=True, slots=True)
class Meant:
    """Names of fields that may have been meant by the characters from ``start`` until ``end``."""

    names: Sequence[str]
    start: int
    end: int


Problem = Callable[[int, str, Meant | None], RuleError]
"""Makes the error of a place, of what is wrong there, and of fields that may have been meant."""
ESCAPED = re.compile(r"\\([\"\\])")
AGES = [field for field in FIELDS if field.name.endswith("_age")]
UNITS = {"day": "days", "minute": "minutes", "%": "percent"}


@dataclass(frozen=True, slots=True)
class ListName:
    """A list a sentence may name; ``kind`` is what its entries are of."""

    id: int
    name: str
    kind: str


class Meaning:
    """Turns the tree of one sentence into a condition; raises what ``problem`` makes."""

    def __init__(self, lists: Sequence[ListName], problem: Problem) -> None:
        self._lists = {one.name: one for one in lists}
        self._problem = problem
        self._comparisons = 0

    def of(self, part: Tree[Token] | Token, depth: int = 1) -> Condition:
        """Return the condition of a part of the tree, never deeper than its parentheses.

        What is too deep or one too many is refused where it stands, as ``limits.checked`` counts.
        """
        tree = cast("Tree[Token]", part)
        terms = [child for child in tree.children if isinstance(child, Tree)]
        match str(tree.data):
            case "any" | "all" as word:
                if len(terms) == 1:
                    return self.of(terms[0], depth)
                join = AnyOf if word == "any" else AllOf
                return join(tuple(self.of(term, depth + 1) for term in terms))
            case "group":
                return self.of(terms[0], depth)
            case "not_":
                return Not(self.of(terms[0], depth + 1))
        self._comparisons += 1
        first = next(tree.scan_values(lambda part: isinstance(part, Token)))
        if depth > MAX_DEPTH:
            raise self._wrong(first, f"is nested deeper than {MAX_DEPTH}")
        if self._comparisons > MAX_COMPARISONS:
            most = f"the {MAX_COMPARISONS} a rule may have"
            raise self._wrong(first, f"is one comparison more than {most}")
        return self._leaf(tree)

    def _leaf(self, tree: Tree[Token]) -> Condition:
        words = [child for child in tree.children if isinstance(child, Token)]
        kinds = [word.type for word in words]
        if tree.data in ("flag", "flag_known"):
            flag = next(word for word in words if word.type == "FLAG")
            field, is_so = FLAGS[spelled(flag)]
            if tree.data == "flag":
                return Comparison(field.name, "is", is_so)
            return Comparison(field.name, _op(words[-1]))
        subject = cast("Tree[Token]", tree.children[0]).children[0]
        token = cast("Token", subject)
        named = PLAIN.get(spelled(token)) or field_of("extra" + token[len("extra") :])
        if named is None:
            raise self._wrong(token, "is not a field")
        if tree.data == "in_list":
            listed = self._in_list(named, words[-1])
            return Not(listed) if "NOT" in kinds else listed
        op, value = self._compared(named, tree, words)
        leaf = canonical(Comparison(named.name, op, value))
        try:
            check_leaf(leaf)
        except RuleError as error:
            said = error.message.removeprefix("condition: ")
            raise self._wrong(token, f"cannot be: {said}", _longer(named, token)) from error
        return leaf

    def _compared(self, field: Field, tree: Tree[Token], words: list[Token]) -> tuple[Op, Value]:
        """Return op and value: both as said, only ``is`` and ``is not`` depend on two words."""
        kinds = {word.type for word in words}
        told = next((word for word in words if word.type.lower() in OPS - {"is"}), None)
        op = _op(told) if told else "is_not" if "NOT" in kinds else "is"
        numbers = tuple(
            self._number(field, child, cast("Tree[Token]", tree.children[0]))
            for child in tree.children
            if isinstance(child, Tree) and child.data == "number"
        )
        texts = tuple(_unquoted(word) for word in words if word.type == "TEXT")
        if op in ("between", "one_of"):
            return op, cast("Value", numbers or texts)
        if tree.data == "is_flag":
            return op, "TRUE" in kinds
        if numbers:
            return op, numbers[0]
        return op, texts[0] if texts else None

    def _number(self, field: Field, tree: Tree[Token], subject: Tree[Token]) -> Decimal:
        number, *unit = cast("list[Token]", tree.children)
        if unit and UNITS.get(unit[0].lower(), unit[0].lower()) != field.unit:
            measured = f"is measured in {field.unit}" if field.unit else "has no unit"
            problem = f"is no unit of it: {field.phrase} {measured}"
            raise self._wrong(unit[0], problem, _longer(field, cast("Token", subject.children[0])))
        if len(unit) == 2 and field not in AGES:
            raise self._wrong(unit[1], "is said of an age alone")
        if len(number) > 2 * MOST_DIGITS:
            raise self._wrong(number, "is a number too long")
        return number_of(number)

    def _in_list(self, field: Field, token: Token) -> InList:
        name = _unquoted(token)
        found = self._lists.get(name)
        if found is None:
            raise self._wrong(token, "is no list of yours; create it first")
        if found.kind != field.list_kind:
            raise self._wrong(token, f"is a list of kind {found.kind}, not one of {field.phrase}")
        return InList(field.name, found.id, found.name)

    def _wrong(self, token: Token, problem: str, meant: Meant | None = None) -> RuleError:
        return self._problem(token.start_pos or 0, problem, meant)


def _longer(field: Field, token: Token) -> Meant | None:
    """Return numbers whose names begin like the field: who compares a customer means its age.

    None of a field that is a number itself: what is wrong is what it is compared with.
    """
    if field.is_number:
        return None
    begins, start = f"{field.phrase} ", token.start_pos or 0
    names = [one.phrase for one in FIELDS if one.is_number and one.phrase.startswith(begins)]
    return Meant(names, start, start + len(token))


def number_of(token: Token) -> Decimal:
    """Return the number a token says, which may have commas between thousands."""
    return Decimal(token.replace(",", ""))


def _op(token: Token) -> Op:
    return cast("Op", token.type.lower())


def _unquoted(token: Token) -> str:
    inner = str(token)[1:-1]
    if token.startswith("“"):
        return inner
    return ESCAPED.sub(r"\1", inner)
