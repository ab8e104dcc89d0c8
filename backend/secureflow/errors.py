"""Every error raised on purpose, with its code, its HTTP status and what to do about it."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar


class SecureFlowError(Exception):
    """Base of all errors raised on purpose: a message for people and a code for programs."""

    code: ClassVar[str] = "internal_error"
    status: ClassVar[HTTPStatus] = HTTPStatus.INTERNAL_SERVER_ERROR
    fix: ClassVar[str | None] = None

    def __init__(
        self,
        message: str,
        *,
        field: str | None = None,
        fix: str | None = None,
        retry_after: float | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.advice = fix or self.fix
        self.retry_after = retry_after
        """Seconds until the same request may succeed, where that is known."""
        self.facts = facts or {}
        """What the envelope says besides, by name: JSON, and times as text."""


class InvalidInput(SecureFlowError):
    """A value the caller sent cannot be used; ``field`` names it."""

    code = "invalid_input"
    status = HTTPStatus.UNPROCESSABLE_ENTITY


class RuleError(InvalidInput):
    """A rule cannot be read or may not be: the message says where and what could stand there.

    Of a sentence the facts have ``place``, the offset in characters, ``read``, what stands there,
    ``expected``, what could, and ``nearest``, what was likely meant, each to stand in the place of
    the characters that ``replaces`` spans; of a tree ``part``.
    """

    fix = "GET /api/rules/fields lists every field and what it can be compared with."


class MalformedBody(SecureFlowError):
    """The body is not readable at all: not JSON, not UTF-8, nested too deep."""

    code = "malformed_body"
    status = HTTPStatus.BAD_REQUEST
    fix = "Send one JSON object in UTF-8."


class MalformedRequest(SecureFlowError):
    """The request breaks the rules of HTTP, or asks for what this address never gives."""

    code = "malformed_request"
    status = HTTPStatus.BAD_REQUEST


class MethodNotAllowed(SecureFlowError):
    """The address exists and has no such method."""

    code = "method_not_allowed"
    status = HTTPStatus.METHOD_NOT_ALLOWED
    fix = "The header Allow names the methods of this address."


class UnsupportedContent(SecureFlowError):
    """The body is of another media type than the route reads."""

    code = "unsupported_media_type"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


class TooLarge(SecureFlowError):
    """The body or the file exceeds the limit, which the message names."""

    code = "too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class NotSignedIn(SecureFlowError):
    """Nobody valid is calling."""

    code = "unauthenticated"
    status = HTTPStatus.UNAUTHORIZED
    fix = "Send an API key in X-API-Key, or sign in and send the access token as a bearer token."


class SecondFactorRequired(SecureFlowError):
    """The password is right; the account asks for the code of its second factor as well."""

    code = "second_factor_required"
    status = HTTPStatus.UNAUTHORIZED
    fix = "Send the same again with `code`: the one the app shows now, or a recovery code."


class SecondFactorWrong(SecureFlowError):
    """The password is right and the code of the second factor is not."""

    code = "second_factor_wrong"
    status = HTTPStatus.UNAUTHORIZED
    fix = "Wait for the app's next code, or send a recovery code."


class Locked(SecureFlowError):
    """Too many tries at a secret have failed; ``retry_after`` says when the next one counts."""

    code = "locked"
    status = HTTPStatus.TOO_MANY_REQUESTS


class NotAllowed(SecureFlowError):
    """The caller is known but may not do this."""

    code = "forbidden"
    status = HTTPStatus.FORBIDDEN


class NotFound(SecureFlowError):
    """The thing asked for does not exist for this merchant."""

    code = "not_found"
    status = HTTPStatus.NOT_FOUND


class Conflict(SecureFlowError):
    """The same id or key was used before with another content."""

    code = "conflict"
    status = HTTPStatus.CONFLICT


class AlreadyResolved(Conflict):
    """Somebody else has decided of the review; the facts name ``by``, ``resolution`` and ``at``."""

    code = "already_resolved"
    fix = "Go on with the next one, or open this one again from its page."


class Outdated(Conflict):
    """What is to be changed has changed meanwhile; the facts say by whom and when: ``by``, ``at``.

    Of a draft whose live policy is another now they have ``live`` and ``based_on`` as well, of
    costs ``theirs``. Nothing is lost.
    """

    code = "outdated"
    fix = (
        "Look at what went live, then send `based_on` with its number to have the draft follow it."
    )


class TooLate(Conflict):
    """What was decided has left the system and cannot be taken back as if it had not been."""

    code = "too_late"
    fix = "Open the review again: that is recorded as an event of its own."


class GateFailed(SecureFlowError):
    """A model may not become the champion; the message says which conditions do not hold."""

    code = "gate_failed"
    status = HTTPStatus.CONFLICT
    fix = "Wait for more labels, or challenge with another model."


class IdempotencyConflict(Conflict):
    """The Idempotency-Key was used before for another request."""

    code = "idempotency_conflict"
    fix = "Send a new key for a new request, or the same request for a repeat."


class RateLimited(SecureFlowError):
    """More requests than the caller's limit; ``retry_after`` says when the next one passes."""

    code = "rate_limited"
    status = HTTPStatus.TOO_MANY_REQUESTS


class Unavailable(SecureFlowError):
    """The service did not answer at all: nginx says so in its place."""

    code = "unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class TooManyStreams(SecureFlowError):
    """No further stream of events is served; the same facts are to be had by asking."""

    code = "too_many_streams"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class ModelUnavailable(SecureFlowError):
    """There is no usable model, and nothing is substituted for one."""

    code = "model_unavailable"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    fix = "Run `secureflow train` on the server, then `secureflow check`."


class BundleDamaged(ModelUnavailable):
    """A bundle's bytes do not have the registered SHA-256, or are no bundle."""


class BundleDrift(ModelUnavailable):
    """A bundle was made by another release, or of other inputs."""


class ForcedError(SecureFlowError):
    """A fixed input of the test mode asked for an error, to try how a client takes one."""

    code = "test_error"
    status = HTTPStatus.SERVICE_UNAVAILABLE
    fix = "Send another customer; only the test mode answers so."


class NotReady(SecureFlowError):
    """A dependency of the service is missing or away."""

    code = "not_ready"
    status = HTTPStatus.SERVICE_UNAVAILABLE


class Misconfigured(SecureFlowError):
    """The settings are unusable; the message names every bad value."""

    code = "misconfigured"


def _all(base: type[SecureFlowError]) -> list[type[SecureFlowError]]:
    return [base, *(found for child in base.__subclasses__() for found in _all(child))]


ANSWERED: dict[str, type[SecureFlowError]] = {
    error.code: error for error in reversed(_all(SecureFlowError)) if error is not Misconfigured
}
"""Every error that a request may be answered with, by its code."""
