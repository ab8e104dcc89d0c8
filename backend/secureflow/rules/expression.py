"""Conditions as one expression of Python, compiled: names stand for fields, values are constants.

The tree is put together of nodes, never of text, so nothing that a person wrote is ever read as
source. Compiled, 200 rules are one run of instructions; as functions that call each other they
were too much to fetch anew for every payment, which comes between much other work.
"""

import ast
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not
from secureflow.rules.reading import Sort, folded, sort_of

LISTS = "lists"
"""The name of the ids of the payment's lists."""
NUMBER_OPS: dict[str, type[ast.cmpop]] = {
    "over": ast.Gt,
    "at_least": ast.GtE,
    "under": ast.Lt,
    "at_most": ast.LtE,
    "is": ast.Eq,
}
ENDS = {"starts_with": "startswith", "ends_with": "endswith"}


def function(parameters: Sequence[str], result: ast.expr) -> Callable[..., Any]:
    """Return the function of these parameters that returns the result of an expression."""
    names = [ast.arg(name) for name in parameters]
    arguments = ast.arguments(
        posonlyargs=[], args=names, kwonlyargs=[], kw_defaults=[], defaults=[]
    )
    tree = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, result)))
    made: Callable[..., Any] = eval(  # noqa: S307 - a tree of our own nodes, that sees no names
        compile(tree, "<conditions>", "eval"), {"__builtins__": {}}
    )
    return made


def together(conditions: Sequence[ast.expr]) -> ast.expr:
    """Return the expression of what each of some conditions says, as a tuple."""
    return ast.Tuple(list(conditions), ast.Load())


def of_condition(condition: Condition, names: Mapping[tuple[str, Sort], str]) -> ast.expr:
    """Return the expression that says whether a condition holds, by the names of its fields."""
    if isinstance(condition, InList):
        return ast.Compare(ast.Constant(condition.list_id), [ast.In()], [_name(LISTS)])
    if isinstance(condition, Comparison):
        return of_comparison(condition, names[condition.field, sort_of(condition)])
    if isinstance(condition, Not):
        return ast.UnaryOp(ast.Not(), of_condition(condition.term, names))
    join = ast.And() if isinstance(condition, AllOf) else ast.Or()
    return ast.BoolOp(join, [of_condition(term, names) for term in condition.terms])


def of_comparison(comparison: Comparison, name: str) -> ast.expr:
    """Return the expression of one comparison with a value of its sort that goes by a name."""
    sort, value = sort_of(comparison), comparison.value
    if value is None:
        return _known(comparison.op == "known", sort, name)
    if sort == "number":
        return _number(comparison, name)
    if sort == "flag":
        # There are two flags, so not to be the one is to be the other.
        return _compared(name, ast.Is(), bool(value) is (comparison.op == "is"))
    return _text(comparison, name)


def _known(is_known: bool, sort: Sort, name: str) -> ast.expr:
    if sort == "number":
        # NaN alone differs from itself.
        return ast.Compare(_name(name), [ast.Eq() if is_known else ast.NotEq()], [_name(name)])
    return _compared(name, ast.IsNot() if is_known else ast.Is(), None)


def _number(comparison: Comparison, name: str) -> ast.expr:
    op, value = comparison.op, comparison.value
    if op == "between":
        low, high = (ast.Constant(float(one)) for one in value)  # type: ignore[union-attr]
        return ast.Compare(low, [ast.LtE(), ast.LtE()], [_name(name), high])
    wanted = float(value)  # type: ignore[arg-type]
    if op == "is_not":
        sides = [_compared(name, side, wanted) for side in (ast.Lt(), ast.Gt())]
        return ast.BoolOp(ast.Or(), sides)
    return _compared(name, NUMBER_OPS[op](), wanted)


def _text(comparison: Comparison, name: str) -> ast.expr:
    op, value = comparison.op, comparison.value
    if op == "one_of":
        any_of = frozenset(folded(str(one)) for one in value)  # type: ignore[union-attr]
        return _compared(name, ast.In(), any_of)
    wanted = folded(str(value))
    if op == "is":
        return _compared(name, ast.Eq(), wanted)
    if op == "is_not":
        holds: ast.expr = _compared(name, ast.NotEq(), wanted)
    elif op == "contains":
        holds = ast.Compare(ast.Constant(wanted), [ast.In()], [_name(name)])
    else:
        asked = ast.Attribute(_name(name), ENDS[op], ast.Load())
        holds = ast.Call(asked, [ast.Constant(wanted)], [])
    return ast.BoolOp(ast.And(), [_known(True, "text", name), holds])


def _compared(name: str, op: ast.cmpop, wanted: Any) -> ast.expr:
    return ast.Compare(_name(name), [op], [ast.Constant(wanted)])


def _name(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())
