"""How often: every rate limit of the API in one visible table, and what an answer says of it.

Each request counts for its address, of IPv6 for its network; behind that for its group, by key or
person, or by address again where nobody has signed in yet. Windows move: at no moment were more
requests answered in the minute before than the limit says. docs/limits.md has the table for
readers.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from typing import Literal, ParamSpec, TypeVar

from apiflask import APIFlask
from flask import Response, current_app, g, request
from limits import RateLimitItem, parse
from redis.backoff import NoBackoff
from redis.retry import Retry

from secureflow.api.identity import nobody, rate_limit_key
from secureflow.config import Settings
from secureflow.db import tenancy
from secureflow.errors import RateLimited
from secureflow.extensions import client_network, limiter
from secureflow.infra.windows import Counting
from secureflow.services import security_events

P = ParamSpec("P")
R = TypeVar("R")

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


@dataclass(frozen=True, slots=True)
class Counted:
    """What a request was last counted by: its group's limit, and who it counts for."""

    group: Group
    who: str
    rate: RateLimitItem

    @property
    def key(self) -> str:
        """What the count is kept under."""
        return f"{self.group}/{self.who}"


@dataclass(frozen=True, slots=True)
class Limiting:
    """The limits of one app: how often by group, and where it is counted."""

    rates: dict[Group, RateLimitItem]
    counting: Counting


def register(app: APIFlask) -> None:
    """Limit the requests of this app, and say in every answer how many are left."""
    settings: Settings = app.extensions["secureflow_settings"]
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url or "windows://"
    if settings.redis_url:
        app.config["RATELIMIT_STORAGE_OPTIONS"] = {
            "socket_connect_timeout": REDIS_PATIENCE,
            "socket_timeout": REDIS_PATIENCE,
            # One try: whoever waits has a payment to send, and another count at hand.
            "retry": Retry(NoBackoff(), 0),
            "wrap_exceptions": True,
        }
    # An app that has the extension already gets none of its hooks: they find out anew in every
    # request which limits there are, which takes longer than all of our counting.
    app.extensions["limiter"] = {limiter}
    limiter.init_app(app)
    rates = {group: parse(getattr(settings, limit.setting)) for group, limit in LIMITS.items()}
    app.extensions["secureflow_limits"] = Limiting(rates, Counting(limiter))
    app.before_request(_count_address)
    app.after_request(_say)


@cache
def of_group(group: Group) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return what puts a handler under a group's limit; how much it is, the running app says."""
    who = rate_limit_key if LIMITS[group].counts == "caller" else client_network

    def limited(handler: Callable[P, R]) -> Callable[P, R]:
        @wraps(handler)
        def counted(*args: P.args, **kwargs: P.kwargs) -> R:
            _count(group, who())
            return handler(*args, **kwargs)

        return counted

    return limited


def once_a_minute(kind: str, who: str) -> bool:
    """Return whether this is the first of its kind from someone within a minute."""
    return _limiting().counting.hit(f"once/{kind}/{who}", ONCE_A_MINUTE)


def uncounted(settings: Settings, processes: int) -> str | None:
    """Return what to tell an operator whose processes count apart, None where they do not."""
    if processes == 1 or settings.redis_url is not None:
        return None
    return (
        f"{processes} processes count their requests apart: the rate limits are up to {processes} "
        "times as high as set. Set REDIS_URL to share them."
    )


def _limiting() -> Limiting:
    found: Limiting = current_app.extensions["secureflow_limits"]
    return found


def _count_address() -> None:
    # What is no address of ours costs nothing, and counts for nothing.
    if request.url_rule is not None:
        _count("address", client_network())


def _count(group: Group, who: str) -> None:
    """Count a request; RateLimited, and a note of it once a minute, where it is one too many."""
    limiting = _limiting()
    g.counted = counted = Counted(group, who, limiting.rates[group])
    if not limiting.counting.hit(counted.key, counted.rate):
        raise _refused(limiting, counted)


def _refused(limiting: Limiting, counted: Counted) -> RateLimited:
    if once_a_minute("limit.hit", counted.key):
        if "caller" not in g:
            tenancy.act_as(nobody())
        details = {"limit": counted.group, "caller": counted.who, "allowed": str(counted.rate)}
        security_events.report("limit.hit", "low", details=details)
    seconds, _ = limiting.counting.window(counted.key, counted.rate)
    return RateLimited(
        f"Too many requests: the limit is {counted.rate}.",
        fix="Wait as many seconds as Retry-After says, and send fewer.",
        retry_after=_whole(seconds),
    )


def _say(response: Response) -> Response:
    counted: Counted | None = g.get("counted")
    if counted is not None:
        seconds, left = _limiting().counting.window(counted.key, counted.rate)
        response.headers["RateLimit-Limit"] = str(counted.rate.amount)
        response.headers["RateLimit-Remaining"] = str(max(0, left))
        response.headers["RateLimit-Reset"] = str(_whole(seconds))
    return response


def _whole(seconds: float) -> int:
    return max(1, math.ceil(seconds))
