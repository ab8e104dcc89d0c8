"""How many requests a process works on at a time, however many threads it has.

The server has a thread for everybody who watches events, and those wait. When nobody watches, as
many requests could run at once on threads that are free: all of them would be slower, and ask for
more connections than there are.
"""

import threading
from collections.abc import Callable, Iterable
from typing import Any

STREAM = "/api/events"


class Seats:
    """A WSGI app that lets so many requests into another at a time; a stream takes no seat."""

    def __init__(self, app: Callable[..., Iterable[bytes]], number: int) -> None:
        self.app = app
        self.free = threading.Semaphore(number)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer a request when there is a seat."""
        if environ.get("PATH_INFO") == STREAM:
            return self.app(environ, start_response)
        with self.free:
            return self.app(environ, start_response)
