"""What can go wrong, as exceptions: catch `SecureFlowError` for all of it."""

import httpx
from pydantic import ValidationError

from secureflow_client.generated import Envelope


class SecureFlowError(Exception):
    """Base of everything this package raises about a call."""


class NoAnswer(SecureFlowError):
    """The service could not be reached or did not answer in time, tried again or not."""


class UnexpectedAnswer(SecureFlowError):
    """Something answered that is not this API; most often `base_url` points elsewhere."""


class ApiError(SecureFlowError):
    """The service refused or failed; its words are in the attributes.

    `code` is a stable word for programs, `message` a sentence, `fix` what to do about it,
    `field` the field at fault, `request_id` what to quote when asking for help, `status` the HTTP
    status. `fix` and `field` are None where there is none.
    """

    def __init__(self, status: int, envelope: Envelope) -> None:
        self.status = status
        self.code = envelope.code
        self.message = envelope.message
        self.fix = envelope.fix
        self.field = envelope.field
        self.request_id = envelope.request_id
        words = [self.message, self.fix, f"[{status} {self.code}, request {self.request_id}]"]
        super().__init__(" ".join(filter(None, words)))


class InvalidInput(ApiError):
    """What was sent cannot be used; `field` names it."""


class NotSignedIn(ApiError):
    """The key is missing, wrong, expired or revoked."""


class NotAllowed(ApiError):
    """The key lacks the scope for this."""


class NotFound(ApiError):
    """There is no such thing for this merchant."""


class Conflict(ApiError):
    """The same id was used before with another content."""


class RateLimited(ApiError):
    """Too many requests, also after waiting and trying again."""


class ServiceUnavailable(ApiError):
    """The service failed or is not ready, also after waiting and trying again."""


BY_STATUS: dict[int, type[ApiError]] = {
    400: InvalidInput,
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    413: InvalidInput,
    415: InvalidInput,
    422: InvalidInput,
    429: RateLimited,
}


def error_of(response: httpx.Response) -> ApiError:
    """Return the exception for an answer of 400 or above."""
    status = response.status_code
    kind = BY_STATUS.get(status, ServiceUnavailable if status >= 500 else ApiError)
    try:
        envelope = Envelope.model_validate_json(response.content)
    except ValidationError:
        # A proxy in front of the service answers in its own words.
        envelope = Envelope(
            code="unknown",
            message=f"{response.url.host} answered {status} {response.reason_phrase}.",
            request_id=response.headers.get("X-Request-ID", ""),
        )
    return kind(status, envelope)
