"""Every error becomes one JSON envelope, here and nowhere else."""

import math
from http import HTTPStatus

from apiflask import APIFlask, HTTPError
from flask import Response, g, jsonify
from psycopg2.errors import QueryCanceled
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from secureflow.api import beginners, identity
from secureflow.errors import (
    MalformedBody,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    NotReady,
    SecureFlowError,
    TooLarge,
)
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.intake.payment import invalid

BROKEN = SecureFlowError(
    "Something went wrong on our side.", fix="Quote the request id when you ask for help."
)
BY_STATUS = {
    HTTPStatus.NOT_FOUND: NotFound("There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: MethodNotAllowed("This address has no such method."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TooLarge(
        "The body exceeds the limit: 1 MB, or 20 MB for an upload."
    ),
}
"""What Flask and Werkzeug refuse by themselves, in our words."""


def register(app: APIFlask) -> None:
    """Turn every error of this app into the envelope."""
    app.register_error_handler(SecureFlowError, ours)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)
    app.error_processor(_http)


def ours(error: SecureFlowError) -> Response:
    """Return the envelope of one of our own errors."""
    db.session.rollback()
    try:
        # Whoever was only presumed to have a key is told nothing before it was looked up.
        identity.confirm()
    except SecureFlowError as refusal:
        error = refusal
    finally:
        db.session.rollback()
    beginners.tell(error)
    return _envelope(error)


def _http(error: HTTPError) -> Response:
    db.session.rollback()
    if isinstance(error.__cause__, ValidationError):
        return ours(invalid(error.__cause__))
    status = HTTPStatus(error.status_code)
    broken = BROKEN if status >= 500 else MalformedRequest("The request cannot be read.")
    response = _envelope(BY_STATUS.get(status, broken), status)
    response.headers.extend(dict(error.headers))
    return response


def _database_away(error: OperationalError) -> Response:
    log.error("database_away", extra={"error": type(error.orig).__name__})
    is_slow = isinstance(error.orig, QueryCanceled)
    message = "The database took too long." if is_slow else "The database cannot be reached."
    return ours(NotReady(message, fix="Try again in a moment.", retry_after=5))


def _unexpected(error: Exception) -> Response:
    if isinstance(error, RecursionError):
        return ours(MalformedBody("The body is nested too deep."))
    log.exception("unexpected_error")
    return ours(BROKEN)


def _envelope(error: SecureFlowError, status: HTTPStatus | None = None) -> Response:
    optional = {"fix": error.advice, "field": error.field}
    response = jsonify(
        {
            "code": error.code,
            "message": error.message,
            **{name: value for name, value in optional.items() if value},
            **error.facts,
            "docs": f"/docs/errors#{error.code}",
            "request_id": g.get("request_id", ""),
        }
    )
    response.status_code = status or error.status
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, math.ceil(error.retry_after)))
    return response
