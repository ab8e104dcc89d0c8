"""A reviewer says that a rule was wrong about a payment, or takes that back."""

from secureflow.db import transactions
from secureflow.db import wrong_hits as table
from secureflow.db.accounts import Caller
from secureflow.errors import NotFound
from secureflow.extensions import db
from secureflow.services import audit


def say(caller: Caller, transaction_id: int, rule_id: int, *, is_wrong: bool) -> int:
    """Store it, on record; return of how many payments it is said of the rule.

    Said again, nothing changes. NotFound for a payment that the merchant has not, or that the
    rule was no hit of.
    """
    payment = transactions.by_id(caller.merchant_id, caller.is_test, transaction_id)
    if payment is None:
        raise NotFound(f"There is no payment {transaction_id}.", field="transaction_id")
    if all(hit["rule_id"] != rule_id for hit in payment.hits or ()):
        raise NotFound(f"Rule {rule_id} was no hit of this payment.", field="rule_id")
    who = caller.merchant_id, transaction_id, rule_id
    changed = table.add(*who, caller.name) if is_wrong else table.remove(*who)
    if changed:
        audit.record(
            "rule.called_wrong" if is_wrong else "rule.not_called_wrong",
            f"rule:{rule_id}",
            after={"transaction_id": transaction_id},
        )
    db.session.commit()
    return table.count(caller.merchant_id, caller.is_test, rule_id)
