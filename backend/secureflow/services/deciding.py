"""What a merchant's policy makes of a judged payment: lists, rules, the shield and the lines."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Hit, Policy, Reason, Score, Transaction
from secureflow.rules.book import RuleBook, Verdict, decide
from secureflow.rules.circumstances import Circumstances
from secureflow.rules.facts import Facts
from secureflow.rules.shield.shield import Outcome
from secureflow.scoring.history.features import NAMES
from secureflow.services import circumstances, forced, personal, policies

PLACES = {name: place for place, name in enumerate(NAMES)}
"""Where the inputs of new payments are, by name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the model said of a payment, around what, and what the policy made of it."""

    score: Score
    circumstances: Circumstances
    verdict: Verdict

    @property
    def outcome(self) -> Outcome:
        """Whether it was the shield that decided, and whether the payment was let through."""
        if any(hit.decides and hit.source == "shield" for hit in self.verdict.hits):
            return "stopped"
        return "blocked" if self.verdict.decision == "block" else "let through"


def book_of(caller: Caller) -> RuleBook:
    """Return the policy that decides for a caller."""
    return policies.book(caller.merchant_id, caller.policy.version)


def decided(
    caller: Caller, payment: Transaction, score: Score, around: Circumstances, now: datetime
) -> Decided:
    """Return the decision of a payment; ``now`` is when it is judged.

    Rules read the payment as it is stored, hidden where the merchant hides, so that the same can
    be said of it later. A test input with a fixed outcome has it whatever the rules.
    """
    target = forced.applied(caller, payment, score)
    if target is not score:
        return Decided(target, around, _by_lines(caller.policy, target))
    if caller.hash_personal:
        values = {"email": payment.email, "ip": payment.ip}
        payment = replace(payment, **personal.hidden_columns(caller.merchant_id, values))
    facts = facts_of(payment, score, around)
    return Decided(score, around, decide(book_of(caller), facts, around, now))


def again(row: TransactionRow, score: Score, names: Sequence[str]) -> Decided:
    """Return the decision of a stored payment made again by its policy and what was around it.

    ``names`` are those of its inputs. A person's values that were erased since are unknown now.
    """
    payment, around = transaction_of(row), circumstances.from_json(row.circumstances)
    book = policies.book(row.merchant_id, row.policy_version)
    if row.is_test:
        lines = Policy(book.version, book.review_line, book.block_line)
        target = forced.outcome(lines, payment, score)
        if target is not score:
            return Decided(target, around, _by_lines(lines, target))
    facts = facts_of(payment, score, around, names)
    return Decided(score, around, decide(book, facts, around, row.created_at))


def _by_lines(policy: Policy, score: Score) -> Verdict:
    return Verdict(score.score, policy.decide(score.score), ())


def facts_of(
    payment: Transaction,
    score: Score,
    around: Circumstances,
    names: Sequence[str] | None = None,
) -> Facts:
    """Return what rules read of a payment; ``names`` are those of the inputs, today's if None."""
    places = PLACES if names is None else {name: place for place, name in enumerate(names)}
    return Facts(payment, score.inputs, places, score.score, score.probability, around.list_ids)


def reasons_of(decided: Decided) -> tuple[Reason, ...] | None:
    """Return the reasons of a decision: hits that changed it, then the model's, None unless asked.

    With the base they add up to the score that decided.
    """
    own = decided.score.reasons
    if own is None:
        return None
    told = [hit for hit in decided.verdict.hits if hit.decides or hit.points]
    told.sort(key=lambda hit: (not hit.decides, -abs(hit.points)))
    return (*map(_reason, told), *own)


def hits_to_json(verdict: Verdict) -> list[dict[str, Any]] | None:
    """Return the hits as they are stored, None where there were none."""
    return [asdict(hit) for hit in verdict.hits] or None


def _reason(hit: Hit) -> Reason:
    feature = f"rule:{hit.rule_id}" if hit.source == "rule" else hit.source
    return Reason(hit.source, feature, hit.name, hit.points, hit.text)
