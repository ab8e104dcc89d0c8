"""POST /api/feedback: what became known about a payment."""

from typing import Any

from secureflow.api import present
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.transactions import Feedback, FeedbackRequest
from secureflow.services import feedback as service
from secureflow.services.feedback import Statement


@api.input(FeedbackRequest, arg_name="body")
@api.output(Feedback, status_code=201)
def give_feedback(body: FeedbackRequest) -> dict[str, Any]:
    """Say what became known about a payment.

    Send the truth as `label`, or `is_correct` for whether the answer was right. Nothing is ever
    overwritten: the latest of each source counts, and where sources disagree a charge-back weighs
    more than a customer's word, that more than a refund, and that more than a reviewer.
    """
    statement = Statement(
        transaction_id=body.transaction_id,
        label=body.label,
        is_correct=body.is_correct,
        source=body.source,
        notes=body.notes,
        occurred_at=body.occurred_at,
    )
    return present.feedback(service.give(caller(), statement), counts=True)
