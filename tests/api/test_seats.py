"""So many requests work at a time, and whoever watches events takes no seat."""

import threading
from collections.abc import Iterable
from typing import Any

from secureflow.api.seats import STREAM, Seats

PATIENCE = 10


class Slow:
    """An app that works until it is let go, and says who is at work."""

    def __init__(self) -> None:
        self.began = threading.Semaphore(0)
        self.go_on = threading.Event()

    def __call__(self, environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        self.began.release()
        assert self.go_on.wait(PATIENCE)
        return []


def test_a_request_waits_for_a_seat_and_a_stream_does_not() -> None:
    slow = Slow()
    seats = Seats(slow, 2)
    asked = [
        threading.Thread(target=seats, args=({"PATH_INFO": path}, None))
        for path in ("/api/predict", "/api/me", "/api/me", STREAM)
    ]
    for thread in asked:
        thread.start()
    # Two at work and the stream; the third request waits.
    assert all(slow.began.acquire(timeout=PATIENCE) for _ in range(3))
    assert not slow.began.acquire(timeout=0.2)
    slow.go_on.set()
    assert slow.began.acquire(timeout=PATIENCE)
    for thread in asked:
        thread.join(PATIENCE)


def test_a_seat_is_free_again_after_an_error() -> None:
    def broken(_environ: dict[str, Any], _start: Any) -> Iterable[bytes]:
        raise ValueError

    seats = Seats(broken, 1)
    for _ in range(3):
        try:
            seats({"PATH_INFO": "/api/me"}, None)
        except ValueError:
            continue
    assert seats.free.acquire(blocking=False)
