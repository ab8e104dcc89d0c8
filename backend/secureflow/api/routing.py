"""What a line of the route list says, and what it puts around the handler, outermost last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from secureflow.api.access import ACCESS, May
from secureflow.api.door import api
from secureflow.api.idempotency import STORED, Repeat, once
from secureflow.api.identity import guard
from secureflow.api.limits import Group, of_group
from secureflow.api.sparse import sparse


@dataclass(frozen=True, slots=True)
class Route:
    """An address: who may call it (`api/access.py`) and how often (`api/limits.py`).

    ``repeat`` says how a repeated Idempotency-Key is answered where the stored body does not do;
    ``deprecated`` since when the route is on its way out, and ``sunset`` when it goes.
    """

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    handler: Callable[..., Any]
    may: May
    tag: str
    limit: Group | None = None
    repeat: Repeat = STORED
    deprecated: date | None = None
    sunset: date | None = None

    @property
    def group(self) -> Group | None:
        """The rate limit that counts here besides the address's; None where nobody is known."""
        if self.limit is not None or self.may == "anyone":
            return self.limit
        return "read" if self.method == "GET" else "write"

    @property
    def is_done_once(self) -> bool:
        """Whether an Idempotency-Key counts here: signing in has sessions of its own for that."""
        return self.method != "GET" and not self.path.startswith("/auth/")


@cache
def view(route: Route) -> Callable[..., Any]:
    """Return a route's handler behind its policy and its limit, made once per process."""
    access = ACCESS[route.may]
    by_key: list[str | dict[str, list[Any]]] = ["ApiKey"] if access.scope else []
    security = [] if access.is_open else [*by_key, "Bearer"]
    describe = api.doc(
        tags=[route.tag],
        security=security,
        operation_id=route.handler.__name__,
        deprecated=route.deprecated is not None,
    )
    handler = sparse(route.handler) if route.method == "GET" else route.handler
    if route.is_done_once:
        handler = once(handler, route.repeat)
    guarded = describe(guard(route.may, handler))
    return guarded if route.group is None else of_group(route.group)(guarded)
