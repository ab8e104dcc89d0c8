"""GET /api/transactions/{id}/replay: the same payment judged again from what was stored."""

from typing import Any

from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.schemas.model_reports import Replay
from secureflow.db import transactions
from secureflow.errors import NotFound
from secureflow.services import replay


@api.output(Replay)
def replay_transaction(transaction_id: int) -> dict[str, Any]:
    """Judge a stored payment again by the model and the policy that judged it, from what is stored.

    The score, the decision and the reasons are the same to the last digit; where they are not, the
    answer says what differs. Nothing is stored.
    """
    who = caller()
    row = transactions.by_id(who.merchant_id, who.only_mode, transaction_id)
    if row is None:
        raise NotFound(f"There is no transaction {transaction_id}.", field="transaction_id")
    made = replay.replay(models(), row)
    return {
        "identical": not made.differences,
        "model_version": made.model_version,
        "stored": made.stored,
        "replayed": made.replayed,
        "differences": made.differences,
    }
