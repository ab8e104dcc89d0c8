"""The thread of a process that hears of new events and tells those who watch."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg2
from sqlalchemy.exc import SQLAlchemyError

from secureflow.db import events, sessions, tenancy
from secureflow.db.events import CHANNEL
from secureflow.infra.listening import Listening
from secureflow.infra.logs import log
from secureflow.services.events import shown
from secureflow.services.streams import Mode, News, Streams, message

LOOK_SECONDS = 5.0
"""How often everybody's session is looked at, and events that no notification told of: a pooler
swallows those where the database has no direct address."""
AT_ONCE = 200
PAUSE = 0.5
"""Seconds between two readings of a merchant's events: where many happen they are read together."""
MANY = 25
"""Streams of a merchant beyond which the pause grows with them: each reading wakes them all."""
RETRY_SECONDS = 1.0
"""Before the database is tried again that went away."""
GRACE_SECONDS = 5.0
"""After a token has expired: whoever still holds the thread then does not read."""


class Watching:
    """Tells the streams of a process what happens, once ``start`` was called."""

    def __init__(self, context: Callable[[], AbstractContextManager[Any]], url: str) -> None:
        self.context = context
        self.listening = Listening(url, CHANNEL)
        self.look_at = 0.0
        self.due_at: dict[int, float] = {}
        """When each merchant's events may be read again."""
        self.waiting: set[int] = set()
        """Merchants of whom there is something to read."""

    def start(self, streams: Streams) -> None:
        """Begin to tell these streams, on a thread that ends with the process."""
        threading.Thread(target=self._run, args=(streams,), name="events", daemon=True).start()

    def _run(self, streams: Streams) -> None:
        while not streams.is_stopping:
            try:
                self._turn(streams)
            except (SQLAlchemyError, psycopg2.Error, OSError) as error:
                if streams.is_stopping:
                    return
                log.warning("events_away", extra={"error": type(error).__name__})
                self.look_at = 0.0
                time.sleep(RETRY_SECONDS)
            except Exception:  # noqa: BLE001 -- the thread outlives whatever goes wrong in a turn
                log.exception("events_failed")
                time.sleep(RETRY_SECONDS)

    def _turn(self, streams: Streams) -> None:
        """Wait for news, and tell them."""
        due = min([self.look_at, *(self._due(one) for one in self.waiting)])
        said = self.listening.wait(max(0.0, due - time.monotonic()))
        places, now = streams.places(), time.monotonic()
        watched = {merchant_id for merchant_id, _ in places}
        if now >= self.look_at:
            self._look(streams)
            self.look_at = now + LOOK_SECONDS
            self.waiting = set(watched)
        else:
            self.waiting = (self.waiting | {int(payload) for payload in said}) & watched
        self.due_at = {one: at for one, at in self.due_at.items() if one in watched}
        for merchant_id in [one for one in self.waiting if self._due(one) <= now]:
            self.waiting.remove(merchant_id)
            for mode in [mode for mode in places if mode[0] == merchant_id]:
                self._tell(streams, mode, places[mode])
            pause = PAUSE * max(1.0, streams.watching(merchant_id) / MANY)
            self.due_at[merchant_id] = time.monotonic() + pause

    def _due(self, merchant_id: int) -> float:
        """Return when a merchant's events may be read."""
        return self.due_at.get(merchant_id, 0.0)

    def _tell(self, streams: Streams, mode: Mode, place: int) -> None:
        """Tell what there is beyond a place."""
        merchant_id, is_test = mode
        while True:
            with self.context(), tenancy.aside(merchant_id) as session:
                rows = events.after(session, merchant_id, is_test, place, AT_ONCE)
            if rows:
                streams.tell(mode, News({row.id: message(shown(row)) for row in rows}))
                place = rows[-1].id
            if len(rows) < AT_ONCE:
                return

    def _look(self, streams: Streams) -> None:
        """End the streams of those who are gone, or may not watch any more."""
        streams.drop_left()
        watching = streams.all()
        if not watching:
            return
        with self.context(), tenancy.aside(None) as session:
            are_open = sessions.open_among(session, {one.session_id for one in watching})
        for stream in watching:
            if stream.session_id not in are_open:
                stream.end("session_ended")
            elif stream.expires_at + GRACE_SECONDS < time.time():
                stream.cut("token_expired")
