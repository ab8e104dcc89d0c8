"""When to try again, and after how long."""

import logging
import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

log = logging.getLogger("secureflow_client")

STATUSES = frozenset({429, 502, 503, 504})
FAILURES = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
LONGEST_ASKED_WAIT = 120.0
"""Seconds of a Retry-After that are waited; the service is given up when it asks for more."""


class Retries:
    """The tries of one call.

    Waits are exponential with full jitter: uniform in 0..0.5, 0..1, 0..2, 0..4 and then 0..8 s
    (Amazon Builders' Library, "Timeouts, retries, and backoff with jitter"). A Retry-After is
    waited in full, and up to half a second more, so that not all clients return at once.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._ceiling = FIRST_WAIT

    def wait_after(self, outcome: httpx.Response | httpx.TransportError) -> float | None:
        """Return the seconds until the next try, or None when this outcome is final."""
        if self._left == 0 or not _may_pass(outcome):
            return None
        asked = _asked_wait(outcome)
        if asked is not None and asked > LONGEST_ASKED_WAIT:
            return None
        wait = random.uniform(0, self._ceiling if asked is None else FIRST_WAIT) + (asked or 0)
        self._left -= 1
        self._ceiling = min(2 * self._ceiling, LONGEST_WAIT)
        request = outcome.request
        log.warning("%s %s: %s; again in %.1f s", request.method, request.url.path, outcome, wait)
        return wait


def _may_pass(outcome: httpx.Response | httpx.TransportError) -> bool:
    if isinstance(outcome, httpx.Response):
        return outcome.status_code in STATUSES
    return isinstance(outcome, FAILURES)


def _asked_wait(outcome: httpx.Response | httpx.TransportError) -> float | None:
    sent = outcome.headers.get("Retry-After") if isinstance(outcome, httpx.Response) else None
    if not sent:
        return None
    if sent.isascii() and sent.isdigit():
        return float(sent)
    try:
        return max(0.0, (parsedate_to_datetime(sent) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
