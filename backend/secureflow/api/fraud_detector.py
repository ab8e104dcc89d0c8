"""POST /api/fraud-detector: Amazon Fraud Detector's `GetEventPrediction`, answered by us."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, g, json, request

from secureflow.api.door import FRAUD_DETECTOR, FRAUD_DETECTOR_JSON, api, models
from secureflow.api.examples import EXAMPLES
from secureflow.api.idempotency import REPLAYED
from secureflow.api.identity import caller
from secureflow.api.schemas.fraud_detector import EventError, EventPrediction
from secureflow.errors import NotFound
from secureflow.intake import fraud_detector_event as events
from secureflow.intake.fraud_detector_event import FraudDetectorEvent
from secureflow.services import predict as service
from secureflow.services.rows import Order

Answered = tuple[dict[str, Any], HTTPStatus, dict[str, str]]

TARGET = "AWSHawksNestServiceFacade.GetEventPrediction"
MODEL = "secureflow"
ARN = "arn:aws:frauddetector:secureflow:000000000000:model-version/secureflow/"
"""In the form of theirs, so that what parses it can; it names nothing at Amazon."""

TYPES = {
    400: "ValidationException",
    401: "AccessDeniedException",
    403: "AccessDeniedException",
    404: "UnknownOperationException",
    405: "UnknownOperationException",
    409: "ConflictException",
    413: "ValidationException",
    415: "ValidationException",
    422: "ValidationException",
    429: "ThrottlingException",
}
"""Their error for a status; any other is an InternalServerException."""
NO_KEY = "Give your SecureFlow key as aws_session_token."


@api.output(EventPrediction)
def get_event_prediction() -> Answered:
    """Answer Amazon Fraud Detector's GetEventPrediction.

    For programs written for that service: the body, the answer and the errors are theirs. The key
    travels as `aws_session_token`; the signature is not verified. A repeated `eventId` with the
    same event returns the stored answer; with another it is a ConflictException.
    """
    target = request.headers.get("X-Amz-Target")
    if target != TARGET:
        raise NotFound(
            f"There is no operation {target!r} here." if target else "No operation is named.",
            fix=f"Send X-Amz-Target: {TARGET}.",
        )
    event = events.parse(current_app.json.loads(request.get_data()))
    who = caller()
    order = Order(*events.read(event, currency=who.currency, now=datetime.now(UTC)))
    judgement = service.predict(models(), who, order)
    row = judgement.row
    version = {
        "modelId": MODEL,
        "modelType": "TRANSACTION_FRAUD_INSIGHTS",
        "modelVersionNumber": "1.0",
        "arn": ARN + row["model_version"],
    }
    # Six digits: a score times ten keeps no noise of the multiplication.
    scores = {f"{MODEL}_insightscore": round(row["score"] * 10, 6)}
    rule = {"ruleId": f"policy_{row['policy_version']}", "outcomes": [row["decision"]]}
    answer = {
        "modelScores": [{"modelVersion": version, "scores": scores}],
        "ruleResults": [rule],
        "externalModelOutputs": [],
    }
    return answer, HTTPStatus.OK, {REPLAYED: "true"} if judgement.replayed else {}


def register(app: Flask) -> None:
    """Answer in their words at our door for them, whatever answers there."""
    app.after_request(_in_their_words)


def _in_their_words(response: Response) -> Response:
    if request.path != FRAUD_DETECTOR:
        return response
    if response.status_code >= 400:
        kind = TYPES.get(response.status_code, "InternalServerException")
        error = response.get_json()
        if response.status_code == 401:
            error["fix"] = NO_KEY
        # Their libraries show the message alone, so it says what to do as well.
        error["message"] = " ".join(filter(None, (error["message"], error.get("fix"))))
        response.set_data(json.dumps({"__type": kind} | error))
        response.headers["x-amzn-ErrorType"] = kind
    response.headers["Content-Type"] = FRAUD_DETECTOR_JSON
    response.headers["x-amzn-RequestId"] = g.get("request_id", "")
    return response


def describe(spec: dict[str, Any]) -> None:
    """Put into the API's description what is read and answered here: another kind of JSON."""
    for model in (FraudDetectorEvent, EventError):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        spec["components"]["schemas"] |= schema.pop("$defs", {}) | {model.__name__: schema}
    operation = spec["paths"][FRAUD_DETECTOR]["post"]
    example = EXAMPLES["get_event_prediction"]
    body = {
        "schema": {"$ref": "#/components/schemas/FraudDetectorEvent"},
        "example": example.request,
    }
    operation["requestBody"] = {"required": True, "content": {FRAUD_DETECTOR_JSON: body}}
    operation["parameters"] = [
        *operation.get("parameters", ()),
        {
            "name": "X-Amz-Target",
            "in": "header",
            "required": True,
            "schema": {"type": "string", "enum": [TARGET]},
        },
    ]
    operation["security"] = [*operation["security"], {"AmazonToken": []}]
    answers = operation["responses"]
    answered = answers["200"]["content"].pop("application/json")
    answers["200"]["content"] = {FRAUD_DETECTOR_JSON: answered}
    error = {"schema": {"$ref": "#/components/schemas/EventError"}}
    answers |= {
        status: {"description": HTTPStatus(int(status)).phrase}
        | {"content": {FRAUD_DETECTOR_JSON: error}}
        for status in answers
        if status != "200"
    }
