"""Answers that cost much to make: kept for a while in one process, for whoever asks again."""

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any

Answer = dict[str, Any]


@dataclass
class Kept:
    """Up to ``most`` answers, each for ``seconds``; safe under threads."""

    seconds: float
    most: int
    clock: Callable[[], float] = time.monotonic
    _found: dict[Hashable, tuple[float, Answer]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the answer under a key, made anew where it is older or not there."""
        with self._lock:
            at, answer = self._found.get(key, (float("-inf"), {}))
        if self.clock() - at < self.seconds:
            return answer
        answer = make()
        with self._lock:
            self._found.pop(key, None)
            while len(self._found) >= self.most:
                self._found.pop(next(iter(self._found)))
            self._found[key] = self.clock(), answer
        return answer
