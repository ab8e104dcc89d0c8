"""POST /api/predict and /api/predict-batch: is this payment likely to be fraud?"""

from datetime import UTC, datetime
from typing import Any

from secureflow.api import present
from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.schemas.predict import BatchAnswer, BatchBody, PredictHeaders, Prediction
from secureflow.errors import InvalidInput, SecureFlowError
from secureflow.intake import payment as payments
from secureflow.intake.payment import PredictBody
from secureflow.services import predict as service
from secureflow.services.predict import Order


@api.input(PredictBody, arg_name="body")
@api.input(PredictHeaders, location="headers", arg_name="headers")
@api.output(Prediction)
def predict(body: PredictBody, headers: PredictHeaders) -> dict[str, Any]:
    """Score one payment.

    Judges the payment, stores it and explains the answer. A repeated `external_id` or
    `Idempotency-Key` with the same body returns the stored answer with `data_source: replay`
    and writes nothing; with another body it is a 409.
    """
    order = Order(
        payments.to_transaction(body.root, currency=caller().currency, now=datetime.now(UTC)),
        payments.request_hash(body.root),
        headers.idempotency_key,
    )
    judgement = service.predict(models(), caller(), order)
    return present.prediction(judgement.id, judgement.row, replayed=judgement.replayed)


@api.input(BatchBody, arg_name="body")
@api.output(BatchAnswer)
def predict_batch(body: BatchBody) -> dict[str, Any]:
    """Score up to 1,000 payments at once.

    Each row is checked on its own: a bad one is listed in `errors` by its position and the others
    are scored. Reasons come with rows at or above the review line; ask for a transaction to see
    those of any other.
    """
    who, now = caller(), datetime.now(UTC)
    orders: dict[int, Order] = {}
    errors: list[dict[str, Any]] = []
    for index, row in enumerate(body.transactions):
        try:
            payment = payments.parse(row)
            transaction = payments.to_transaction(payment, currency=who.currency, now=now)
            orders[index] = Order(transaction, payments.request_hash(payment))
        except InvalidInput as error:
            errors.append(_row_error(index, error))
    predictions = []
    results = service.predict_batch(models(), who, list(orders.values()))
    for index, result in zip(orders, results, strict=True):
        if isinstance(result, SecureFlowError):
            errors.append(_row_error(index, result))
        else:
            predictions.append(present.prediction(result.id, result.row, replayed=result.replayed))
    return {
        "predictions": predictions,
        "errors": sorted(errors, key=lambda error: int(error["index"])),
    }


def _row_error(index: int, error: SecureFlowError) -> dict[str, Any]:
    return {
        "index": index,
        "code": error.code,
        "message": error.message,
        "field": error.field,
    }
