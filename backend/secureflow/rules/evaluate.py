"""A condition as a function of one payment's facts: built once, called in microseconds."""

from collections.abc import Callable

from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not
from secureflow.rules.facts import Facts

Test = Callable[[Facts], bool]


def compiled(condition: Condition) -> Test:
    """Return the function that says whether the condition holds; it keeps no state."""
    if isinstance(condition, Comparison):
        raise NotImplementedError
    if isinstance(condition, InList):
        wanted = condition.list_id
        return lambda facts: wanted in facts.lists
    if isinstance(condition, Not):
        inner = compiled(condition.term)
        return lambda facts: not inner(facts)
    tests = tuple(compiled(term) for term in condition.terms)
    return _all_of(tests) if isinstance(condition, AllOf) else _any_of(tests)


def _all_of(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the comparisons
            if not test(facts):
                return False
        return True

    return holds


def _any_of(tests: tuple[Test, ...]) -> Test:
    def holds(facts: Facts) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs more than the comparisons
            if test(facts):
                return True
        return False

    return holds
