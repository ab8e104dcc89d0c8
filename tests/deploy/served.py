"""The product as it is served: gunicorn with its own settings file, on a free port."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.deploy.nginx import free_port

BACKEND = Path(__file__).resolve().parents[2] / "backend"
PATIENCE = 180.0


@dataclass(frozen=True)
class Gunicorn:
    """A running gunicorn."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """Return the process ids of its workers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def gunicorn(settings: Mapping[str, str], log: Path) -> Iterator[Gunicorn]:
    """Run gunicorn as in production with these settings, until it is ready and then until left."""
    port = free_port()
    environment = os.environ | dict(settings) | {"PORT": str(port), "PYTHONPATH": str(BACKEND)}
    command = [sys.executable, "-m", "gunicorn", "--config", str(BACKEND / "gunicorn.conf.py")]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    running = Gunicorn(port, process, log)
    try:
        _wait(running)
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait(server: Gunicorn) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.process.poll() is None, server.log.read_text()
        try:
            connection = HTTPConnection("127.0.0.1", server.port, timeout=5)
            connection.request("GET", "/api/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(f"gunicorn did not start:\n{server.log.read_text()}")
