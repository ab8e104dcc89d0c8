"""Streams: the people who watch a merchant's events, each on a thread that waits for its inbox.

A stream holds no connection to the database. One thread of the process (`services/watching.py`)
hears of new events, reads them once for all who watch the same merchant, and puts them into their
inboxes.
"""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any, Literal

from secureflow.db.accounts import Caller
from secureflow.errors import TooManyStreams
from secureflow.infra.logs import log

HEARTBEAT = 15.0
"""Seconds without an event after which a comment is sent: proxies close what is silent for 60."""
MOST_OF_A_PERSON = 5
"""Streams of one person in one process; a browser needs one."""
MOST_WAITING = 100
"""News in an inbox; whoever reads slower is cut off, and hears of them on coming back."""

AT_ONCE, BREATH = 8, 0.002
"""Streams that are told at once, and seconds before the next ones: threads that all wake together
stand in line for the interpreter, and the payments that are judged stand behind them."""
Mode = tuple[int, bool]
"""A merchant, and whether its test data is meant."""
End = Literal["client_left", "token_expired", "session_ended", "too_slow", "server_stops"]


class News:
    """Events that were read together, in order: ``messages`` by the place of each."""

    def __init__(self, messages: Mapping[int, bytes]) -> None:
        self._messages = messages
        self.first, self.last = min(messages), max(messages)
        # Made once for all who watch: most of them are told all of it.
        self._all = b"".join(messages.values())

    def beyond(self, place: int) -> tuple[bytes, int]:
        """Return the messages beyond a place as one, and how many they are."""
        if place < self.first:
            return self._all, len(self._messages)
        new = [text for at, text in self._messages.items() if at > place]
        return b"".join(new), len(new)


class Stream:
    """Somebody who watches: whose events, until when, and what waits to be sent."""

    def __init__(
        self, who: Caller, expires_at: float, connection: socket.socket | None = None
    ) -> None:
        self.mode: Mode = (who.merchant_id, who.is_test)
        self.person_id, self.session_id = who.id, who.session_id
        self.expires_at, self.connection = expires_at, connection
        self.place = 0
        self.inbox: SimpleQueue[News | None] = SimpleQueue()
        self.ended: End | None = None
        self.opened_at, self.sent = time.monotonic(), 0

    def messages(self) -> Iterator[bytes]:
        """Yield events as they come and a comment where none do, until the stream has to end."""
        while self.ended is None:
            left = self.expires_at - time.time()
            if left <= 0:
                self.end("token_expired")
                return
            try:
                found = self.inbox.get(timeout=min(HEARTBEAT, left))
            except Empty:
                yield b": still here\n\n"
                continue
            # What was told already when the stream began comes once more.
            if found and found.last > self.place:
                told, count = found.beyond(self.place)
                self.place = found.last
                self.sent += count
                yield told

    def put(self, news: News) -> None:
        """Have events sent."""
        if self.inbox.qsize() >= MOST_WAITING:
            self.cut("too_slow")
        else:
            self.inbox.put(news)

    def end(self, why: End) -> None:
        """Have the stream end as soon as its thread is free."""
        self.ended = self.ended or why
        self.inbox.put(None)

    def cut(self, why: End) -> None:
        """End a stream whose thread may be held up by a client that does not read."""
        self.end(why)
        if self.connection is not None:
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def has_left(self) -> bool:
        """Return whether the client is gone, which otherwise shows when something is sent."""
        if self.connection is None:
            return False
        try:
            return not self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True


class Streams:
    """The open streams of a process, at most ``most``; ``watch`` starts its thread."""

    def __init__(self, most: int, watch: Callable[["Streams"], object]) -> None:
        self.most = most
        self.is_stopping = False
        self._watch = watch
        self._is_watched = False
        self._open: set[Stream] = set()
        self._places: dict[Mode, int] = {}
        self._lock = threading.Lock()

    def open(self, stream: Stream, last: int) -> None:
        """Put what happens from now on into a stream's inbox; TooManyStreams where one too many.

        ``last`` is the place of the last event, read before. What came before the stream's own
        place is to be read after, so that nothing falls between the two.
        """
        self._make_room(stream)
        with self._lock:
            of_person = sum(one.person_id == stream.person_id for one in self._open)
            if self.is_stopping or len(self._open) >= self.most or of_person >= MOST_OF_A_PERSON:
                raise TooManyStreams(
                    "Too many streams of events are open.",
                    fix="Ask /api/events/recent every few seconds instead, and try again later.",
                    retry_after=60,
                )
            self._open.add(stream)
            self._places.setdefault(stream.mode, last)
            is_first, self._is_watched = not self._is_watched, True
        if is_first:
            # Here and not at the start: a thread does not survive the fork of the server.
            self._watch(self)

    def leave(self, stream: Stream) -> None:
        """Forget a stream that has ended, and say in the log how it went."""
        with self._lock:
            if stream not in self._open:
                return
            self._open.remove(stream)
            if not any(one.mode == stream.mode for one in self._open):
                self._places.pop(stream.mode, None)
            left = len(self._open)
        log.info(
            "stream_ended",
            extra={
                "merchant": stream.mode[0],
                "why": stream.ended or "client_left",
                "seconds": round(time.monotonic() - stream.opened_at, 1),
                "events": stream.sent,
                "open": left,
            },
        )

    def stop(self) -> None:
        """End all streams; safe while a signal is handled, on a thread that serves nobody."""
        self.is_stopping = True
        for stream in self.all():
            stream.end("server_stops")

    def all(self) -> list[Stream]:
        """Return the streams that are open now."""
        with self._lock:
            return list(self._open)

    def places(self) -> dict[Mode, int]:
        """Return who is watched, and up to where each has been told everything."""
        with self._lock:
            return dict(self._places)

    def tell(self, mode: Mode, news: News) -> None:
        """Send events to all who watch; the next ones to tell lie beyond the last of them."""
        with self._lock:
            watching = [stream for stream in self._open if stream.mode == mode]
            if mode in self._places:
                self._places[mode] = news.last
        for number, stream in enumerate(watching):
            if number and not number % AT_ONCE:
                time.sleep(BREATH)
            stream.put(news)

    def watching(self, merchant_id: int) -> int:
        """Return how many streams watch a merchant."""
        with self._lock:
            return sum(one.mode[0] == merchant_id for one in self._open)

    def _make_room(self, stream: Stream) -> None:
        """Forget clients that left unnoticed, where a limit is reached: a page that is reloaded."""
        streams = self.all()
        of_person = [one for one in streams if one.person_id == stream.person_id]
        if len(streams) >= self.most or len(of_person) >= MOST_OF_A_PERSON:
            self.drop_left()

    def drop_left(self) -> None:
        """End the streams of clients that are gone."""
        for stream in self.all():
            if stream.has_left():
                stream.end("client_left")
                self.leave(stream)


def message(event: dict[str, Any]) -> bytes:
    """Return an event as a message of a stream (WHATWG HTML, server-sent events)."""
    text = json.dumps(event, default=_plain, separators=(",", ":"), ensure_ascii=False)
    return f"id: {event['id']}\nevent: {event['type']}\ndata: {text}\n\n".encode()


def _plain(value: datetime) -> str:
    return value.isoformat()
