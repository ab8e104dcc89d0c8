"""The thread of a process that hears of new events and tells those who watch."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import psycopg2
from sqlalchemy.exc import SQLAlchemyError

from secureflow.db import events, sessions, tenancy
from secureflow.db.events import CHANNEL, Position
from secureflow.infra.listening import Listening
from secureflow.infra.logs import log
from secureflow.services.events import shown
from secureflow.services.streams import Mode, Streams, message

LOOK_SECONDS = 5.0
"""How often everybody's session is looked at, and events that no notification told of: a pooler
swallows those where the database has no direct address."""
AT_ONCE = 200
FIRST_PAUSE, LONGEST_PAUSE = 0.02, 1.0
"""Seconds before events are read again that an older transaction holds up."""
GRACE_SECONDS = 5.0
"""After a token has expired: whoever still holds the thread then does not read."""


class Watching:
    """Tells the streams of a process what happens, once ``start`` was called."""

    def __init__(self, context: Callable[[], AbstractContextManager[Any]], url: str) -> None:
        self.context = context
        self.listening = Listening(url, CHANNEL)
        self.look_at = 0.0
        self.held: dict[int, tuple[float, float]] = {}
        """Merchants whose events are held up: when to read again, and how long was waited."""

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
                time.sleep(LONGEST_PAUSE)
            except Exception:  # noqa: BLE001 -- the thread outlives whatever goes wrong in a turn
                log.exception("events_failed")
                time.sleep(LONGEST_PAUSE)

    def _turn(self, streams: Streams) -> None:
        """Wait for news, and tell them."""
        due = min([self.look_at, *(again for again, _ in self.held.values())])
        said = self.listening.wait(max(0.0, due - time.monotonic()))
        places, now = streams.places(), time.monotonic()
        merchants = {int(payload) for payload in said}
        merchants |= {one for one, (again, _) in self.held.items() if again <= now}
        if now >= self.look_at:
            merchants = {merchant_id for merchant_id, _ in places}
            self._look(streams)
            self.look_at = now + LOOK_SECONDS
        for merchant_id in merchants:
            modes = [mode for mode in places if mode[0] == merchant_id]
            is_held = [self._tell(streams, mode, places[mode]) for mode in modes]
            self._wait_for(merchant_id, is_held=any(is_held))

    def _wait_for(self, merchant_id: int, *, is_held: bool) -> None:
        _, waited = self.held.pop(merchant_id, (0.0, FIRST_PAUSE / 2))
        if is_held:
            pause = min(2 * waited, LONGEST_PAUSE)
            self.held[merchant_id] = time.monotonic() + pause, pause

    def _tell(self, streams: Streams, mode: Mode, place: Position) -> bool:
        """Tell what there is beyond a place; return whether there is more that is held up."""
        merchant_id, is_test = mode
        while True:
            with self.context(), tenancy.aside(merchant_id) as session:
                rows, is_held = events.after(session, merchant_id, is_test, place, AT_ONCE)
            for row in rows:
                place = Position(row.xid, row.id)
                streams.tell(mode, place, message(shown(row)))
            if len(rows) < AT_ONCE:
                return is_held

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
