"""Moving windows counted in the memory of a process, alone or in the place of a Redis away."""

import time
from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from typing import cast

from flask_limiter import Limiter
from limits import RateLimitItem
from limits.errors import StorageError
from limits.storage import MemoryStorage, MovingWindowSupport

from secureflow.infra.logs import log

SWEEP_SECONDS = 60.0
"""How often what nobody counts any more is forgotten."""
AWAY_SECONDS = 1.0
"""How long a Redis that failed is left alone: each try costs its request a wait."""


@dataclass(slots=True)
class Window:
    """When each request of the last ``expiry`` seconds came, the oldest first."""

    expiry: int
    times: deque[float] = field(default_factory=deque)

    def forget(self, now: float) -> None:
        """Leave out what came before the window."""
        while self.times and self.times[0] < now - self.expiry:
            self.times.popleft()


class Windows(MemoryStorage):
    """What Flask-Limiter counts in without a Redis: exact under threads, and nothing but a queue.

    The library's own starts a thread for most requests to forget the old ones, and moves the
    whole list for each new one.
    """

    STORAGE_SCHEME = ["windows"]

    def __init__(self, uri: str | None = None, **_: str) -> None:
        super().__init__(uri)
        self.windows: dict[str, Window] = {}
        self._counting = Lock()
        self._swept_at = time.time()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count ``amount`` requests and return True, or False where they are too many."""
        now = time.time()
        with self._counting:
            if now - self._swept_at > SWEEP_SECONDS:
                self._sweep(now)
            window = self.windows.get(key)
            if window is None:
                window = self.windows[key] = Window(expiry)
            window.forget(now)
            if len(window.times) + amount > limit:
                return False
            window.times.extend([now] * amount)
            return True

    def get_moving_window(self, key: str, _limit: int, _expiry: int) -> tuple[float, int]:
        """Return when the oldest request that still counts came, and how many count."""
        now = time.time()
        with self._counting:
            window = self.windows.get(key)
            if window is not None:
                window.forget(now)
            times = window.times if window is not None else ()
            return (times[0], len(times)) if times else (now, 0)

    def reset(self) -> int:
        """Forget everything; return how many windows there were."""
        with self._counting:
            known = len(self.windows)
            self.windows.clear()
        return known

    def _sweep(self, now: float) -> None:
        self._swept_at = now
        for key, window in list(self.windows.items()):
            window.forget(now)
            if not window.times:
                del self.windows[key]


class Counting:
    """Counts in the limiter's storage, and by itself while that cannot be reached."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        self._own = Windows()
        self._away_until = 0.0

    def hit(self, key: str, limit: RateLimitItem) -> bool:
        """Count a request and return whether the limit allows it."""
        args = key, limit.amount, limit.get_expiry()
        if time.monotonic() >= self._away_until:
            try:
                return self._storage().acquire_entry(*args)
            except StorageError:
                self._leave()
        return self._own.acquire_entry(*args)

    def window(self, key: str, limit: RateLimitItem) -> tuple[float, int]:
        """Return after how many seconds one request more is allowed than now, and how many are."""
        args = key, limit.amount, limit.get_expiry()
        found = None
        if time.monotonic() >= self._away_until:
            try:
                found = self._storage().get_moving_window(*args)
            except StorageError:
                self._leave()
        oldest, counted = found or self._own.get_moving_window(*args)
        return oldest + limit.get_expiry() - time.time(), limit.amount - counted

    def _storage(self) -> MovingWindowSupport:
        return cast(MovingWindowSupport, self._limiter.storage)

    def _leave(self) -> None:
        log.warning("rate limit storage unreachable, counting in this process")
        self._away_until = time.monotonic() + AWAY_SECONDS
