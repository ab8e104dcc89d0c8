"""A client of server-sent events, over a plain connection."""

import json
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import Any

PATIENCE = 10.0


class Watcher:
    """An open stream: what it answered, and its messages as they come."""

    def __init__(self, port: int, headers: Mapping[str, str], after: str | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        sent = dict(headers) | {"Accept": "text/event-stream"}
        if after is not None:
            sent["Last-Event-ID"] = after
        self.connection.request("GET", "/api/events", headers=sent)
        self.answer: HTTPResponse = self.connection.getresponse()
        self.status = self.answer.status

    def next(self) -> dict[str, Any]:
        """Return the next event; its id and type stand in the message as in its data."""
        fields: dict[str, str] = {}
        while True:
            line = self.answer.readline().decode().rstrip("\n")
            if not line and not fields:
                if self.answer.isclosed():
                    raise EOFError
                continue
            if not line:
                break
            if not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value
        found: dict[str, Any] = json.loads(fields["data"])
        assert (found["id"], found["type"]) == (fields["id"], fields["event"])
        return found

    def seconds_to_end(self) -> float:
        """Return after how long the server ended the stream; fail where it did not."""
        started = time.monotonic()
        while self.answer.readline():
            pass
        return time.monotonic() - started

    def leave(self) -> None:
        """Close the connection, as a tab that is closed does."""
        self.answer.close()
        sock: socket.socket | None = self.connection.sock
        if sock is not None:
            sock.close()
        self.connection.close()


@contextmanager
def watching(port: int, headers: Mapping[str, str], after: str | None = None) -> Iterator[Watcher]:
    """Watch events inside, from the greeting on."""
    found = Watcher(port, headers, after)
    try:
        yield found
    finally:
        found.leave()
