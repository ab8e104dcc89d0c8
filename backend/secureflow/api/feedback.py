"""POST /api/feedback and /api/feedback-bulk: what became known about payments."""

from typing import Any

from pydantic import ValidationError

from secureflow.api import present
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.feedback import FeedbackBulkAnswer, FeedbackBulkBody, FeedbackItem
from secureflow.api.schemas.transactions import Feedback, FeedbackRequest
from secureflow.errors import InvalidInput, SecureFlowError
from secureflow.intake.payment import invalid
from secureflow.services import feedback as service
from secureflow.services.feedback import Statement


@api.input(FeedbackRequest, arg_name="body")
@api.output(Feedback, status_code=201)
def give_feedback(body: FeedbackRequest) -> dict[str, Any]:
    """Say what became known about a payment.

    Send the truth as `label`, or `is_correct` for whether the answer was right. Nothing is ever
    overwritten: the latest of each source counts, and where sources disagree a chargeback weighs
    more than a customer's word, that more than a refund, and that more than a reviewer.
    """
    return present.feedback(service.give(caller(), Statement(**body.model_dump())), counts=True)


@api.input(FeedbackBulkBody, arg_name="body")
@api.output(FeedbackBulkAnswer, status_code=201)
def give_feedback_in_bulk(body: FeedbackBulkBody) -> dict[str, Any]:
    """Say what became known about up to 1,000 payments at once.

    Each item is like the body of `/api/feedback`, and may name its payment by `external_id`. A bad
    one is listed in `errors` by its position and the others are stored. All payments are of one
    mode: that of the key, or the one a person is in.
    """
    statements: dict[int, Statement] = {}
    errors: list[dict[str, Any]] = []
    for index, item in enumerate(body.items):
        try:
            statements[index] = _statement(item)
        except InvalidInput as error:
            errors.append(present.row_error(index, error))
    stored = []
    given = service.give_many(caller(), list(statements.values()))
    for index, found in zip(statements, given, strict=True):
        if isinstance(found, SecureFlowError):
            errors.append(present.row_error(index, found))
        else:
            stored.append(present.feedback(found, counts=True) | {"index": index})
    # Of one payment and source the last of these is the one that counts.
    last = {(item["transaction_id"], item["source"]): item["id"] for item in stored}
    for item in stored:
        item["counts"] = last[item["transaction_id"], item["source"]] == item["id"]
    return {"feedback": stored, "errors": sorted(errors, key=lambda error: int(error["index"]))}


def _statement(item: dict[str, Any]) -> Statement:
    try:
        return Statement(**FeedbackItem.model_validate(item).model_dump())
    except ValidationError as error:
        raise invalid(error) from error
