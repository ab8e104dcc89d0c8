"""How often: every rate limit of the API in one visible table, and what an answer says of it.

Each request counts for its address, of IPv6 for its network; behind that for its group, by key or
person, or by address again where nobody has signed in yet. Windows move: at no moment were more
requests answered in the minute before than the limit says. docs/limits.md has the table for
readers.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal, cast

from apiflask import APIFlask
from flask import Response, current_app, g
from flask_limiter import RequestLimit
from limits import parse
from limits.errors import StorageError
from redis.backoff import NoBackoff
from redis.retry import Retry

from secureflow.api.identity import nobody, rate_limit_key
from secureflow.config import Settings
from secureflow.db import tenancy
from secureflow.errors import RateLimited
from secureflow.extensions import client_network, limiter
from secureflow.infra.logs import log
from secureflow.services import security_events

Group = Literal["address", "login", "predict", "batch", "upload", "mail", "read", "write"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A setting that says how often, for whom it is counted, and what it covers."""

    setting: str
    counts: Literal["caller", "address"]
    covers: str


LIMITS: dict[Group, Limit] = {
    "address": Limit("rate_limit_address", "address", "every request to an address of ours"),
    "login": Limit("rate_limit_login", "address", "signing in, and the links of mails"),
    "predict": Limit("rate_limit_predict", "caller", "single payments"),
    "batch": Limit("rate_limit_batch", "caller", "batches of payments"),
    "upload": Limit("rate_limit_upload", "caller", "files"),
    "mail": Limit("rate_limit_mail", "caller", "invitations, each of which is a mail"),
    "read": Limit("rate_limit_read", "caller", "everything else that reads"),
    "write": Limit("rate_limit_write", "caller", "everything else that changes something"),
}
ONCE_A_MINUTE = parse("1/minute")
REDIS_PATIENCE = 0.25
"""Seconds that a request waits for Redis before the limits are counted in the process."""


def register(app: APIFlask) -> None:
    """Limit the requests of this app, and say in every answer how many are left."""
    settings: Settings = app.extensions["secureflow_settings"]
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "memory://"
    if settings.redis_url:
        app.config["RATELIMIT_STORAGE_OPTIONS"] = {
            "socket_connect_timeout": REDIS_PATIENCE,
            "socket_timeout": REDIS_PATIENCE,
            # One try: whoever waits has a payment to send, and another count at hand.
            "retry": Retry(NoBackoff(), 0),
            "wrap_exceptions": True,
        }
    app.config["RATELIMIT_APPLICATION"] = partial(_rate, "address")
    # Without Redis scoring goes on: each process then counts for itself.
    app.config["RATELIMIT_IN_MEMORY_FALLBACK_ENABLED"] = True
    limiter.init_app(app)
    limiter.logger.handlers, limiter.logger.propagate = log.handlers, False
    limiter.logger.setLevel("WARNING")
    app.after_request(_say)


@cache
def of_group(group: Group) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what puts a handler under a group's limit, made once per process.

    Flask-Limiter remembers limits by function; how much is allowed is read from the app that
    answers.
    """
    key = rate_limit_key if LIMITS[group].counts == "caller" else client_network
    return limiter.shared_limit(partial(_rate, group), scope=group, key_func=key)


def refused() -> RateLimited:
    """Return the error of a request too many, and keep a note of it once a minute per caller."""
    breached = cast(RequestLimit, limiter.current_limit)
    caller, scope = breached.request_args
    group = scope if scope in LIMITS else "address"
    if once_a_minute("limit.hit", f"{caller}/{group}"):
        if "caller" not in g:
            tenancy.act_as(nobody())
        details = {"limit": group, "caller": caller, "allowed": str(breached.limit)}
        security_events.report("limit.hit", "low", details=details)
    try:
        left = _seconds_left(breached)
    except StorageError:
        left = breached.limit.get_expiry()
    return RateLimited(
        f"Too many requests: the limit is {breached.limit}.",
        fix="Wait as many seconds as Retry-After says, and send fewer.",
        retry_after=left,
    )


def once_a_minute(kind: str, who: str) -> bool:
    """Return whether this is the first of its kind from someone within a minute."""
    try:
        return limiter.limiter.hit(ONCE_A_MINUTE, kind, who)
    except StorageError:
        log.warning("limits_away")
        return False


def uncounted(settings: Settings, processes: int) -> str | None:
    """Return what to tell an operator whose processes count apart, None where they do not."""
    if processes == 1 or settings.redis_url is not None:
        return None
    return (
        f"{processes} processes count their requests apart: the rate limits are up to {processes} "
        "times as high as set. Set REDIS_URL to share them."
    )


def _rate(group: Group) -> str:
    settings: Settings = current_app.extensions["secureflow_settings"]
    rate: str = getattr(settings, LIMITS[group].setting)
    return rate


def _say(response: Response) -> Response:
    counted = limiter.current_limit
    if counted is None:
        return response
    try:
        remaining, left = counted.remaining, _seconds_left(counted)
    except StorageError:
        # The request was answered; that its headers cannot be told is no reason to fail it.
        log.warning("limits_away")
        return response
    response.headers["RateLimit-Limit"] = str(counted.limit.amount)
    response.headers["RateLimit-Remaining"] = str(max(0, remaining))
    response.headers["RateLimit-Reset"] = str(left)
    return response


def _seconds_left(counted: RequestLimit) -> int:
    """Return after how many seconds one request more is allowed than now."""
    return max(1, math.ceil(counted.window.reset_time - time.time()))
