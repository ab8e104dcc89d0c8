"""What a line of the route list says, and what it puts around the handler, outermost last."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Literal

from flask import current_app
from flask_limiter.util import get_remote_address

from secureflow.api.access import ACCESS, May
from secureflow.api.door import api
from secureflow.api.idempotency import STORED, Repeat, once
from secureflow.api.identity import guard, rate_limit_key
from secureflow.api.sparse import sparse
from secureflow.config import Settings
from secureflow.extensions import limiter

Group = Literal["login", "predict", "batch", "upload"]


@dataclass(frozen=True, slots=True)
class Route:
    """An address: who may call it (`api/access.py`) and the group its rate limit belongs to.

    ``repeat`` says how a repeated Idempotency-Key is answered where the stored body does not do.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    handler: Callable[..., Any]
    may: May
    tag: str
    limit: Group | None = None
    repeat: Repeat = STORED

    @property
    def is_done_once(self) -> bool:
        """Whether an Idempotency-Key counts here: signing in has sessions of its own for that."""
        return self.method != "GET" and not self.path.startswith("/auth/")


@cache
def view(route: Route) -> Callable[..., Any]:
    """Return a route's handler behind its policy and its limit, made once per process.

    The limiter remembers limits by function, so a second app of the same process must not add
    them again; how much is allowed is read from the app that answers.
    """
    access = ACCESS[route.may]
    by_key: list[str | dict[str, list[Any]]] = ["ApiKey"] if access.scope else []
    security = [] if access.is_open else [*by_key, "Bearer"]
    describe = api.doc(tags=[route.tag], security=security, operation_id=route.handler.__name__)
    handler = sparse(route.handler) if route.method == "GET" else route.handler
    if route.is_done_once:
        handler = once(handler, route.repeat)
    guarded = describe(guard(route.may, handler))
    if route.limit is None:
        return guarded
    key = get_remote_address if route.limit == "login" else rate_limit_key
    return limiter.limit(partial(_rate, route.limit), key_func=key)(guarded)


def _rate(group: Group) -> str:
    settings: Settings = current_app.extensions["secureflow_settings"]
    rates: dict[Group, str] = {
        "login": settings.rate_limit_login,
        "predict": settings.rate_limit_predict,
        "batch": settings.rate_limit_batch,
        "upload": settings.rate_limit_upload,
    }
    return rates[group]
