"""Stand-ins for what nginx talks to: an API that repeats what it was asked, and a name server."""

import json
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


@Request.application
def repeat(request: Request) -> Response:
    """Answer with the request as JSON; with a status of its own where the path ends in a number."""
    length = sum(map(len, iter(lambda: request.stream.read(1 << 20), b"")))
    tail = request.path.rsplit("/", 1)[-1]
    body = {
        "path": request.path,
        "length": length,
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "served_by": request.environ["SERVER_NAME"],
        "padding": "x" * (5000 if tail == "long" else 0),
    }
    own = {
        "X-Request-ID": "the-api-s-own",
        "Content-Security-Policy": "default-src *",
        "X-Content-Type-Options": "nosniff",
    }
    status = int(tail) if tail.isdigit() else 200
    return Response(json.dumps(body), status, own, content_type="application/json")


@contextmanager
def echo(host: str = "127.0.0.1", port: int = 0) -> Iterator[int]:
    """Serve an API that repeats what it is asked, and give its port."""
    server = make_server(host, port, repeat, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class NameServer:
    """Answers every question for an IPv4 address with ``address``, and others with nothing."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            packet, sender = self._socket.recvfrom(512)
            if not packet:
                return
            end = packet.index(b"\0", 12) + 5
            question = packet[12:end]
            wants_ipv4 = question[-4:-2] == b"\0\1"
            answer = b""
            if wants_ipv4:
                answer = struct.pack("!HHHLH", 0xC00C, 1, 1, 1, 4) + socket.inet_aton(self.address)
            head = packet[:2] + struct.pack("!HHHHH", 0x8180, 1, int(wants_ipv4), 0, 0)
            self._socket.sendto(head + question + answer, sender)

    def close(self) -> None:
        """Stop answering: an empty packet to itself ends the loop."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as knock:
            knock.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._socket.close()
