"""POST /api/predict and /api/predict-batch: is this payment likely to be fraud?"""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from secureflow.api import identity, present
from secureflow.api.door import api, models
from secureflow.api.idempotency import REPLAYED, Repeat
from secureflow.api.identity import caller
from secureflow.api.schemas.predict import BatchAnswer, BatchBody, PredictHeaders, Prediction
from secureflow.db import transactions
from secureflow.db.accounts import Caller
from secureflow.errors import InvalidInput, SecureFlowError
from secureflow.intake import payment as payments
from secureflow.intake.payment import PredictBody
from secureflow.services import explanations
from secureflow.services import predict as service
from secureflow.services.repeats import Judgement
from secureflow.services.rows import Order, stored_values

Answered = tuple[dict[str, Any], HTTPStatus, dict[str, str]]


@api.input(PredictBody, arg_name="body")
@api.input(PredictHeaders, location="headers", arg_name="headers")
@api.output(Prediction)
def predict(body: PredictBody, headers: PredictHeaders) -> Answered:
    """Score one payment.

    Judges the payment, stores it and explains the answer. A repeated `external_id` or
    `Idempotency-Key` with the same body returns the stored answer with `data_source: replay`
    and writes nothing; with another body it is a 409.
    """
    who = identity.presumed()
    if who is not None:
        try:
            told = service.predict_together(models(), who, _order(body, headers, who.caller))
            return _answer(told.judgement, told.helps)
        except service.NotTogether:
            identity.confirm()
    judgement = service.predict(models(), caller(), _order(body, headers, caller()))
    return _answer(judgement, explanations.help_of(models(), caller().merchant_id))


def _order(body: PredictBody, headers: PredictHeaders, who: Caller) -> Order:
    return Order(
        payments.to_transaction(body.root, currency=who.currency, now=datetime.now(UTC)),
        payments.request_hash(body.root),
        headers.idempotency_key,
    )


def _answer(judgement: Judgement, helps: Mapping[str, float]) -> Answered:
    answer = present.prediction(judgement.id, judgement.row, helps, replayed=judgement.replayed)
    return answer, HTTPStatus.OK, {REPLAYED: "true"} if judgement.replayed else {}


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
            errors.append(present.row_error(index, error))
    predictions = []
    results = service.predict_batch(models(), who, list(orders.values()))
    helps = explanations.help_of(models(), who.merchant_id)
    for index, result in zip(orders, results, strict=True):
        if isinstance(result, SecureFlowError):
            errors.append(present.row_error(index, result))
        else:
            predictions.append(
                present.prediction(result.id, result.row, helps, replayed=result.replayed)
            )
    return {
        "predictions": predictions,
        "errors": sorted(errors, key=lambda error: int(error["index"])),
    }


def _refer(answer: dict[str, Any]) -> dict[str, Any]:
    ids = [prediction["transaction_id"] for prediction in answer["predictions"]]
    return {"ids": ids, "errors": answer["errors"]}


@api.output(BatchAnswer)
def _rebuild(reference: dict[str, Any]) -> dict[str, Any]:
    rows = transactions.by_ids(caller().merchant_id, reference["ids"])
    found = [rows[row_id] for row_id in reference["ids"] if row_id in rows]
    helps = explanations.help_of(models(), caller().merchant_id)
    return {
        "predictions": [
            present.prediction(row.id, stored_values(row), helps, replayed=True) for row in found
        ],
        "errors": reference["errors"],
    }


BATCH = Repeat(refer=_refer, rebuild=_rebuild)
"""A thousand answers are more than is kept of one; their rows have it all."""
