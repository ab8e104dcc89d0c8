"""The load: keep-alive connections in a process of their own, as cheap as Python allows.

`python -m tests.bench.load FILE` reads a Plan as JSON from standard input and writes a Tally.
"""

import json
import selectors
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HOST = "127.0.0.1"
HOLE = b"@@@@@@@@@@@@"
"""Stands in a body where a number of the same width makes every payment one never seen before."""
ANSWER_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to send what: on so many connections, until the time or the number is reached.

    Numbers for the bodies' holes count from ``first``. ``rate`` is requests a second; 0: as many
    as there can be.
    """

    port: int
    path: str
    key: str
    connections: int
    seconds: float
    most: int
    first: int
    rate: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What came back: seconds of every answer and of the whole, and how many were not a 200."""

    latencies: list[float]
    seconds: float
    refused: int

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds


class Connection:
    """One keep-alive connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=ANSWER_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answer = b""
        self._length = 0
        self.due = 0.0

    def send(self, request: bytes, due: float) -> None:
        """Send a request that was due at a time of the clock, which is before the first byte."""
        self._answer, self._length, self.due = b"", 0, due
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """Read what is there; return the whole answer once it is complete."""
        part = self.socket.recv(1 << 18)
        if not part:
            raise ConnectionError("the server closed a connection")
        self._answer += part
        if not self._length:
            end = self._answer.find(b"\r\n\r\n") + 4
            if end < 4:
                return None
            head = self._answer[:end].lower()
            _, _, length = head.partition(b"content-length: ")
            self._length = end + int(length[: length.index(b"\r")])
        return self._answer if len(self._answer) >= self._length else None


def requests(plan: Plan, bodies: Sequence[bytes]) -> Iterator[bytes]:
    """Yield ``plan.most`` requests, going round the bodies."""
    heads = [
        (
            f"POST {plan.path} HTTP/1.1\r\nHost: {HOST}:{plan.port}\r\nX-API-Key: {plan.key}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        for body in bodies
    ]
    parts = [body.split(HOLE) for body in bodies]
    number = plan.first
    for turn in range(plan.most):
        pieces = parts[turn % len(parts)]
        filled = [heads[turn % len(parts)], pieces[0]]
        for piece in pieces[1:]:
            filled += (b"%012d" % number, piece)
            number += 1
        yield b"".join(filled)


def run(plan: Plan, bodies: Sequence[bytes]) -> Tally:
    """Return the tally of a plan.

    Without a rate every connection sends as soon as it has its answer. With one, requests are due
    by the clock and timed from then, so that waiting for a free connection counts.
    """
    todo = requests(plan, bodies)
    latencies: list[float] = []
    refused, sent = 0, 0
    with selectors.DefaultSelector() as ready:
        lines = [Connection(plan.port) for _ in range(plan.connections)]
        for line in lines:
            ready.register(line.socket, selectors.EVENT_READ, line)
        idle, is_over = deque(lines), False
        started = time.perf_counter()
        while not (is_over and len(idle) == len(lines)):
            wait = ANSWER_SECONDS
            while idle and not is_over:
                now = time.perf_counter()
                due = started + sent / plan.rate if plan.rate else now
                if due > now:
                    wait = due - now
                    break
                request = next(todo, None) if now - started < plan.seconds else None
                if request is None:
                    is_over = True
                else:
                    idle.popleft().send(request, due)
                    sent += 1
            if len(idle) == len(lines) and is_over:
                break
            events = ready.select(wait)
            if not events and wait == ANSWER_SECONDS:
                raise TimeoutError("no answer")
            for event, _ in events:
                line = event.data
                if line in idle:
                    # The server hung up on a connection that was not needed for a while.
                    idle.remove(line)
                    ready.unregister(line.socket)
                    line.socket.close()
                    lines.remove(line)
                    line = Connection(plan.port)
                    lines.append(line)
                    idle.append(line)
                    ready.register(line.socket, selectors.EVENT_READ, line)
                    continue
                answer = line.receive()
                if answer is not None:
                    latencies.append(time.perf_counter() - line.due)
                    refused += not answer.startswith(b"HTTP/1.1 200")
                    idle.append(line)
        seconds = time.perf_counter() - started
        for line in lines:
            line.socket.close()
    return Tally(latencies, seconds, refused)


if __name__ == "__main__":
    sent = Plan(**json.load(sys.stdin))
    json.dump(asdict(run(sent, Path(sys.argv[1]).read_bytes().splitlines())), sys.stdout)
