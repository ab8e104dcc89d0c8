"""What can go wrong, as exceptions: catch `SecureFlowError` for all of it."""

import json
from typing import Any

import httpx


class SecureFlowError(Exception):
    """Base of everything this package raises about a call."""


class NoAnswer(SecureFlowError):
    """The service could not be reached or did not answer in time, tried again or not."""


class UnexpectedAnswer(SecureFlowError):
    """Something answered that is not this API; most often `base_url` points elsewhere."""


class ApiError(SecureFlowError):
    """The service refused or failed; its words are in the attributes.

    `code` is a stable word for programs, `message` a sentence, `fix` what to do about it,
    `field` the field at fault, `docs` the path of the dashboard's page about the code,
    `request_id` what to quote when asking for help, `status` the HTTP status. `fix`, `field` and
    `docs` are None where there is none.
    """

    def __init__(self, status: int, envelope: dict[str, Any]) -> None:
        self.status = status
        self.code: str = envelope["code"]
        self.message: str = envelope["message"]
        self.fix: str | None = envelope.get("fix")
        self.field: str | None = envelope.get("field")
        self.docs: str | None = envelope.get("docs")
        self.request_id: str = envelope["request_id"]
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
    unknown = {
        "code": "unknown",
        "message": f"{response.url.host} answered {status} {response.reason_phrase}.",
        "request_id": response.headers.get("X-Request-ID", ""),
    }
    try:
        # A proxy in front of the service answers in its own words.
        sent = json.loads(response.content)
    except ValueError:
        sent = None
    return kind(status, unknown | sent if isinstance(sent, dict) else unknown)
