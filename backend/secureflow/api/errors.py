"""Every error becomes one JSON envelope, here and nowhere else."""

from http import HTTPStatus

from apiflask import APIFlask, HTTPError
from flask import Response, g, jsonify
from flask_limiter import RateLimitExceeded
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError

from secureflow.errors import MalformedBody, NotReady, SecureFlowError
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.intake.payment import invalid

CODES = {
    HTTPStatus.NOT_FOUND: ("not_found", "There is nothing at this address."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method_not_allowed", "This address has no such method."),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        "too_large",
        "The body exceeds the limit: 1 MB, or 20 MB for an upload.",
    ),
    HTTPStatus.TOO_MANY_REQUESTS: ("rate_limited", "Too many requests."),
    HTTPStatus.BAD_REQUEST: ("malformed_request", "The request cannot be read."),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("internal_error", "Something went wrong on our side."),
}


def register(app: APIFlask) -> None:
    """Turn every error of this app into the envelope."""
    app.register_error_handler(SecureFlowError, ours)
    app.register_error_handler(RateLimitExceeded, _rate_limited)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)
    app.error_processor(_http)


def ours(error: SecureFlowError) -> Response:
    """Return the envelope of one of our own errors."""
    db.session.rollback()
    return _envelope(error.status, error.code, error.message, error.advice, error.field)


def _http(error: HTTPError) -> Response:
    db.session.rollback()
    if isinstance(error.__cause__, ValidationError):
        return ours(invalid(error.__cause__))
    status = HTTPStatus(error.status_code)
    code, message = CODES.get(status, (status.phrase.lower().replace(" ", "_"), status.phrase))
    response = _envelope(status, code, message)
    response.headers.extend(dict(error.headers))
    return response


def _rate_limited(error: RateLimitExceeded) -> Response:
    window = int(error.limit.limit.get_expiry()) if error.limit else 60
    response = _envelope(
        HTTPStatus.TOO_MANY_REQUESTS,
        "rate_limited",
        f"Too many requests: the limit is {error.description}.",
        f"Wait up to {window} seconds and send again.",
    )
    response.headers["Retry-After"] = str(window)
    return response


def _database_away(error: OperationalError) -> Response:
    log.error("database_away", extra={"error": type(error.orig).__name__})
    response = ours(NotReady("The database cannot be reached.", fix="Try again in a moment."))
    response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    if isinstance(error, RecursionError):
        return ours(MalformedBody("The body is nested too deep."))
    log.exception("unexpected_error")
    db.session.rollback()
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    return _envelope(status, *CODES[status], "Quote the request id when you ask for help.")


def _envelope(
    status: int, code: str, message: str, fix: str | None = None, field: str | None = None
) -> Response:
    body = {"code": code, "message": message, "request_id": g.get("request_id", "")}
    optional = {"fix": fix, "field": field}
    response = jsonify(body | {name: value for name, value in optional.items() if value})
    response.status_code = status
    return response
