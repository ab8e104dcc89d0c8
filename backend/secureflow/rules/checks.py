"""What is odd about a condition before it is saved: it never holds, always, or lacks its data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from secureflow.rules.condition import AllOf, Comparison, Condition, InList, Not, leaves
from secureflow.rules.fields import EXTRA, Field, field_of
from secureflow.rules.possible import possible
from secureflow.rules.saying import said

SIGNALS = {
    "customer": "customer",
    "customers": "customer",
    "card": "card",
    "cards": "card",
    "device": "device",
    "devices": "device",
    "ip": "ip",
    "ips": "ip",
    "terminal": "terminal",
    "category": "merchant_category",
    "item": "item",
    "country": "country",
    "travel": "country",
}
"""Words in the names of the history's fields, and the field of a payment that each needs."""
HIDEABLE = frozenset(("email", "ip"))
"""Fields of a payment that a merchant may have stored as keyed hashes, and judged so."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to say about a condition; one that never holds is refused, others only warn."""

    kind: Literal["never", "always", "not_sent", "hidden"]
    text: str


def problems(
    condition: Condition, sent: frozenset[str] | None = None, hidden_as: str | None = None
) -> list[Problem]:
    """Return what is odd about a condition, the worst first.

    ``sent`` are the fields of a payment that the merchant ever sent, ``extra.a.b`` among them;
    None where that is not known. ``hidden_as`` is how the hashes begin that stand for e-mails and
    addresses of payments, None where rules read these as they came. That a condition never or
    always holds is only said when it is sure; a condition of very many ways through is given the
    benefit of the doubt.
    """
    found = []
    if not possible(condition):
        found.append(Problem("never", _never(condition)))
    elif not possible(condition, holds=False):
        found.append(Problem("always", "Every payment meets this, whatever it is."))
    if sent is not None:
        found += [Problem("not_sent", text) for text in dict.fromkeys(_not_sent(condition, sent))]
    if hidden_as is not None:
        told = dict.fromkeys(_hidden(condition, hidden_as))
        found += [Problem("hidden", text) for text in told]
    return found


def is_lost(field: Field) -> bool:
    """Return whether nothing is left of a field where e-mails and addresses are hidden."""
    return field.name not in HIDEABLE and not HIDEABLE.isdisjoint(field.reads)


def needed(field: Field) -> frozenset[str]:
    """Return the fields of a payment without which this one is always unknown."""
    if field.kind == "any":
        return frozenset((field.name,))
    if field.source is None:
        return frozenset(field.reads)
    return frozenset(SIGNALS[word] for word in field.name.split("_") if word in SIGNALS)


def _never(condition: Condition) -> str:
    """Return why no payment can meet it: by the one or two terms that rule it out, if so few do."""
    terms = condition.terms if isinstance(condition, AllOf) else (condition,)
    for term in terms:
        if not possible(term) and isinstance(term, Comparison | InList | Not):
            return f"No payment can meet this: {said(term)}."
    for one, other in combinations(terms, 2):
        if not possible(AllOf((one, other))):
            return f"No payment can meet both: {said(one)}; {said(other)}."
    return "No payment can meet all of this at once."


def _not_sent(condition: Condition, sent: frozenset[str]) -> Iterator[str]:
    tells_extra = any(name.startswith(EXTRA) for name in sent)
    for leaf in leaves(condition):
        field = field_of(leaf.field)
        if field is None or (field.kind == "any" and not tells_extra):
            continue
        missing = sorted(needed(field) - sent)
        if missing and not (isinstance(leaf, Comparison) and leaf.op == "unknown"):
            names = " and ".join(f"`{name}`" for name in missing)
            yield f"You have never sent {names}: {said(leaf)} is not met by any payment so far."


def _hidden(condition: Condition, hidden_as: str) -> Iterator[str]:
    for leaf in leaves(condition):
        field = field_of(leaf.field)
        if field is None or HIDEABLE.isdisjoint(field.reads) or isinstance(leaf, InList):
            continue
        texts = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        is_hash = all(isinstance(one, str) and one.startswith(hidden_as) for one in texts)
        if leaf.op == "unknown" or (not is_lost(field) and (leaf.op == "known" or is_hash)):
            continue
        how = "every payment that has one meets" if _is_met(leaf, field) else "no payment meets"
        yield (
            f"You hide e-mails and addresses, and a rule reads the hashes that stand for them: "
            f"{how} this: {said(leaf)}. Ask a list instead, which finds them."
        )


def _is_met(leaf: Comparison, field: Field) -> bool:
    return leaf.op == "is_not" and not is_lost(field)
