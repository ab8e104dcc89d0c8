"""Policies as they decide: read once by each process, because what is at work never changes."""

from collections import OrderedDict
from functools import lru_cache
from hashlib import sha256
from json import dumps
from threading import Lock

from pydantic_core import from_json as from_text
from pydantic_core import to_json

from secureflow.db import policies, retention, tenancy
from secureflow.db.policies import PolicyRow
from secureflow.errors import NotFound, NotReady, RuleError
from secureflow.rules.book import RuleBook, ShieldSettings
from secureflow.rules.rule import Rule, from_json

MOST_KEPT = 256
"""Books in one process: a book of 200 rules is some hundred kilobytes."""
RULES_KEPT = 4_096

_kept: OrderedDict[tuple[int, int], RuleBook] = OrderedDict()
_keeping = Lock()


def book(merchant_id: int, version: int) -> RuleBook:
    """Return a policy ready to decide; NotFound where the merchant has none of this number.

    A draft is read each time; all else is kept, because it cannot change.
    """
    found = _find(merchant_id, version)
    if found is not None:
        return found
    row = found_policy(merchant_id, version)
    return _keep(row)


def live(merchant_id: int) -> RuleBook:
    """Return the policy that decides now."""
    return book(merchant_id, policies.live(merchant_id).version)


def book_of(row: PolicyRow) -> RuleBook:
    """Return what a stored policy decides by."""
    return RuleBook(
        row.version,
        row.review_line,
        row.block_line,
        rules_of(row),
        ShieldSettings(**row.document["shield"]),
    )


def rules_of(row: PolicyRow) -> tuple[Rule, ...]:
    """Return the rules of a stored policy, in the order in which they speak.

    NotReady where this release cannot read one: nothing is decided by the rest of a policy.
    """
    try:
        rules = [_read(to_json(one)) for one in row.document["rules"]]
    except RuleError as error:
        raise NotReady(
            f"Policy {row.version} has a rule that this release cannot read.",
            fix="`secureflow check` says which; make a draft that is a copy of an earlier policy.",
        ) from error
    return tuple(sorted(rules, key=lambda rule: (rule.priority, rule.id)))


@lru_cache(maxsize=RULES_KEPT)
def _read(stored: bytes) -> Rule:
    """Return a rule from its stored form; a draft has nearly all of those of the policy before."""
    return from_json(from_text(stored))


def revision_of(row: PolicyRow) -> str:
    """Return a fingerprint of all that a policy does and of what it was made from.

    Of equal policies it is equal: whoever looked at one has seen what the other does.
    """
    said = (
        *(float(line) for line in (row.review_line, row.block_line)),
        row.based_on,
        row.document,
        row.risk_rule_overrides,
    )
    return sha256(dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def settled_rules_of(row: PolicyRow) -> tuple[Rule, ...]:
    """Return the rules of a stored policy, read once by each process but of a draft.

    To look through many policies. Not for a row whose state is changed and not committed yet:
    what a draft says would be kept.
    """
    if row.state == "draft":
        return rules_of(row)
    return (_find(row.merchant_id, row.version) or _keep(row)).rules


def checked() -> tuple[int, list[str]]:
    """Return how many merchants there are, and of which no live policy can be read, and why."""
    with tenancy.across_merchants():
        merchants, rows = retention.merchants(), policies.all_live()
    problems = [
        f"merchant {one} has no live policy"
        for one in sorted(set(merchants) - {row.merchant_id for row in rows})
    ]
    for row in rows:
        for stored in row.document["rules"]:
            try:
                from_json(stored)
            except RuleError as error:
                of = f"merchant {row.merchant_id}, policy {row.version}, rule {stored.get('id')}"
                problems.append(f"{of}: {error.message}")
    return len(merchants), problems


def found_policy(merchant_id: int, version: int) -> PolicyRow:
    """Return a stored policy; NotFound where there is none."""
    row = policies.by_version(merchant_id, version)
    if row is None:
        raise NotFound(f"There is no policy {version}.", field="version")
    return row


def _find(merchant_id: int, version: int) -> RuleBook | None:
    wanted = (merchant_id, version)
    with _keeping:
        found = _kept.get(wanted)
        if found is not None:
            _kept.move_to_end(wanted)
        return found


def _keep(row: PolicyRow) -> RuleBook:
    made = book_of(row)
    if row.state != "draft":
        with _keeping:
            _kept[row.merchant_id, row.version] = made
            while len(_kept) > MOST_KEPT:
                _kept.popitem(last=False)
    return made
