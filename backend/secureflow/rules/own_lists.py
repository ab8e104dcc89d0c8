"""A condition that came as a tree, held against the lists that its merchant has."""

from collections.abc import Mapping, Sequence

from secureflow.errors import NotFound, RuleError
from secureflow.rules.condition import AllOf, AnyOf, Comparison, Condition, InList, Not
from secureflow.rules.fields import field_of
from secureflow.rules.meaning import ListName


def with_own_lists(condition: Condition, lists: Sequence[ListName]) -> Condition:
    """Return the condition with its lists under the names they have, whatever it called them.

    NotFound where a list is none of these, RuleError where it holds values of another kind than
    the field, as a sentence could not say either.
    """
    return _own(condition, {one.id: one for one in lists})


def _own(condition: Condition, lists: Mapping[int, ListName]) -> Condition:
    if isinstance(condition, Comparison):
        return condition
    if isinstance(condition, InList):
        return _in_list(condition, lists)
    if isinstance(condition, Not):
        return Not(_own(condition.term, lists))
    join = AllOf if isinstance(condition, AllOf) else AnyOf
    return join(tuple(_own(term, lists) for term in condition.terms))


def _in_list(leaf: InList, lists: Mapping[int, ListName]) -> InList:
    found, field = lists.get(leaf.list_id), field_of(leaf.field)
    if found is None:
        raise NotFound(f"There is no list {leaf.list_id}.", field="condition")
    if field is None or field.list_kind != found.kind:
        raise RuleError(
            f"condition: the list {found.name!r} holds values of {found.kind}, not of {leaf.field}",
            field="condition",
        )
    return InList(leaf.field, found.id, found.name)
