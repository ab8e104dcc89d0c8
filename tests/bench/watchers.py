"""People who watch: streams of events in a process of their own that reads and forgets.

`python -m tests.bench.watchers` reads Streams as JSON from a first line of standard input, writes a
line once all are open, and when its input ends how many events came.
"""

import json
import selectors
import socket
import sys
from dataclasses import dataclass

HOST = "127.0.0.1"
EVENT = b"\nevent: "
TRIES = 2_000


@dataclass(frozen=True, slots=True)
class Streams:
    """Where to watch: one stream with each of these tokens, which may come several times."""

    port: int
    tokens: list[str]


def run(streams: Streams) -> None:
    """Open the streams, and read them until the input ends."""
    with selectors.DefaultSelector() as ready:
        for token in streams.tokens:
            opened = _open(streams.port, token)
            opened.setblocking(False)
            ready.register(opened, selectors.EVENT_READ)
        ready.register(sys.stdin, selectors.EVENT_READ)
        print("open", flush=True)  # noqa: T201
        events = 0
        while True:
            for key, _ in ready.select():
                if key.fileobj is sys.stdin:
                    print(events, flush=True)  # noqa: T201
                    return
                assert isinstance(key.fileobj, socket.socket)
                found = key.fileobj.recv(1 << 16)
                if not found:
                    raise ConnectionError("the server ended a stream")
                events += found.count(EVENT)


def _open(port: int, token: str) -> socket.socket:
    """Return an open stream; a process that has its number of them says so, and the other takes."""
    for _ in range(TRIES):
        connection = socket.create_connection((HOST, port), timeout=60)
        head = f"GET /api/events HTTP/1.1\r\nHost: {HOST}\r\nAuthorization: Bearer {token}\r\n\r\n"
        connection.sendall(head.encode())
        if connection.recv(1 << 12).startswith(b"HTTP/1.1 200"):
            return connection
        connection.close()
    raise RuntimeError("the streams could not be opened")


if __name__ == "__main__":
    run(Streams(**json.loads(sys.stdin.readline())))
