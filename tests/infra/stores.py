"""A store that speaks as much of S3 as is used: buckets of files, and refusals in its words."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ERROR = '<?xml version="1.0"?><Error><Code>{0}</Code><Message>{0}</Message></Error>'


class Store(ThreadingHTTPServer):
    """Files by path; with ``refusal`` it answers every request with that error instead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.refusal: tuple[int, str] | None = None

    @property
    def url(self) -> str:
        return f"s3://models/of/us?endpoint=http://127.0.0.1:{self.server_port}&region=auto"


class Handler(BaseHTTPRequestHandler):
    """Answers GET and PUT of one file, and only when the request is signed."""

    server: Store
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        data = self.server.files.get(self.path)
        if not self._refused() and data is None:
            self._answer(404, ERROR.format("NoSuchKey").encode())
        elif data is not None and self.server.refusal is None:
            self._answer(200, data)

    def do_PUT(self) -> None:
        body = self._body()
        if not self._refused():
            self.server.files[self.path] = body
            self._answer(200, b"")

    def _body(self) -> bytes:
        """Return the file: clients send it plain, or in chunks that each say their length."""
        data = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return data
        whole = b""
        while data:
            head, _, data = data.partition(b"\r\n")
            length = int(head.split(b";")[0], 16)
            if not length:
                break
            whole, data = whole + data[:length], data[length + 2 :]
        return whole

    def _refused(self) -> bool:
        self.server.asked.append(f"{self.command} {self.path}")
        signed = "AWS4-HMAC-SHA256 Credential=key/" in self.headers.get("Authorization", "")
        refusal = self.server.refusal if signed else (403, "AccessDenied")
        if refusal is not None:
            self._answer(refusal[0], ERROR.format(refusal[1]).encode())
        return refusal is not None

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep the output of the tests clean."""


@contextmanager
def store() -> Iterator[Store]:
    """Run a store until left."""
    with Store() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
