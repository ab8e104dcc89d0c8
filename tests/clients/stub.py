"""A web server for what a real one cannot be made to do on demand: fail, and lose an answer."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


@dataclass(frozen=True)
class Sent:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What to answer; a status of 0 closes the connection without a word."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@contextmanager
def serving(answer: Callable[[Sent], Reply]) -> Iterator[str]:
    """Answer every request by a function, one after the other; yields the address."""

    @Request.application
    def answered(request: Request) -> Response:
        sent = Sent(request.method, request.full_path, dict(request.headers), request.get_data())
        reply = answer(sent)
        if reply.status == 0:
            request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        return Response(reply.body, reply.status, reply.headers)

    server = make_server("127.0.0.1", 0, answered)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Script:
    """Replies in their order, the last one again and again; remembers what was sent."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.sent: list[Sent] = []

    def __call__(self, sent: Sent) -> Reply:
        self.sent.append(sent)
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def losing_the_first_answer(url: str) -> Callable[[Sent], Reply]:
    """Return a proxy to a real server that does the first request and says nothing of it."""
    lost: list[Sent] = []

    def forward(sent: Sent) -> Reply:
        with httpx.Client() as client:
            request = (sent.method, url + sent.path)
            got = client.request(*request, headers=sent.headers, content=sent.body)
        if not lost:
            lost.append(sent)
            return Reply(0)
        return Reply(got.status_code, got.content, {"Content-Type": got.headers["Content-Type"]})

    return forward
