"""Fixed inputs of the test mode: each forces one outcome, so that a client can try every branch."""

from collections.abc import Callable
from dataclasses import replace

from secureflow.db.accounts import Caller
from secureflow.domain import Policy, Reason, Score, Transaction
from secureflow.errors import ForcedError

CODE = "test_input"

TARGETS: dict[str, Callable[[Policy], float]] = {
    "test_approve": lambda policy: policy.review_line / 2,
    "test_review": lambda policy: (policy.review_line + policy.block_line) / 2,
    "test_block": lambda policy: (policy.block_line + 100.0) / 2,
}
"""The score of each customer that forces a decision, well inside that decision's lines."""

DEGRADED = "test_degraded"
ERROR = "test_error"


def refusal(caller: Caller, payment: Transaction) -> ForcedError | None:
    """Return the error that a test payment of the customer ``test_error`` is answered with."""
    if not caller.is_test or payment.customer != ERROR:
        return None
    return ForcedError(f"customer: {ERROR} asks for this error.", field="customer")


def applied(caller: Caller, payment: Transaction, score: Score) -> Score:
    """Return the score of a payment: the model's, or the one that a test input forces.

    The points of the one reason bridge from the model's base to the forced score, so they still
    add up; ``anomaly_score`` and the features stay the model's.
    """
    return outcome(caller.policy, payment, score) if caller.is_test else score


def outcome(policy: Policy, payment: Transaction, score: Score) -> Score:
    """Return what ``applied`` makes of a test payment under a policy."""
    target = TARGETS.get(payment.customer or "")
    if target is None:
        return score
    forced = target(policy)
    reason = Reason(
        CODE,
        "customer",
        payment.customer,
        forced - score.base_points,
        f"The customer {payment.customer} is a test input with a fixed outcome",
    )
    return replace(score, score=forced, reasons=(reason,))


def is_degraded(caller: Caller, payment: Transaction) -> bool:
    """Return whether a test payment asks to be answered as a degraded service would."""
    return caller.is_test and payment.customer == DEGRADED
