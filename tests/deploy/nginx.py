"""The real nginx with the real configuration, without root and on a free port."""

import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

FRONTEND = Path(__file__).resolve().parents[2] / "frontend"
INSTALL = (
    "nginx is missing: `apt-get install --no-install-recommends nginx-light`, "
    "`dnf install nginx` or `brew install nginx`"
)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def filtered() -> list[str]:
    """Return the names the image's entry point fills in, read from the Dockerfile."""
    found = re.search(
        r'NGINX_ENVSUBST_FILTER="\^\((.+)\)\$"', (FRONTEND / "Dockerfile").read_text()
    )
    assert found, "the Dockerfile sets NGINX_ENVSUBST_FILTER"
    return found[1].split("|")


def render(folder: Path, variables: Mapping[str, str]) -> Path:
    """Write the configuration as the image's entry point would and return its main file."""
    folder.mkdir(parents=True)
    assert sorted(variables) == sorted(filtered())
    pattern = re.compile(r"\$(?:\{(%s)\}|(%s)\b)" % (("|".join(variables),) * 2))
    for source in (FRONTEND / "nginx.conf", *(FRONTEND / "nginx").glob("*.conf")):
        text = pattern.sub(lambda m: variables[m[1] or m[2]], source.read_text())
        (folder / source.name).write_text(text)
    return folder / "nginx.conf"


@dataclass(frozen=True)
class Answer:
    """What came back: header names in lower case, and all values of each."""

    status: int
    headers: dict[str, list[str]]
    body: bytes

    def header(self, name: str) -> str:
        """Return the one value of a header; fail when there are none or several."""
        values = self.headers.get(name.lower(), [])
        assert len(values) == 1, f"{name}: {values}"
        return values[0]

    def json(self) -> Any:
        """Return the body, read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Nginx:
    """A running nginx; ``log`` is where it and its access log write."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        """Return where the website is."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        path: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        address: str = "127.0.0.1",
    ) -> Answer:
        """Return the answer to one request on a connection of its own, from an address."""
        here = (address, 0)
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=here)
        try:
            connection.request(method, path, body, dict(headers or {}))
            answer = connection.getresponse()
            found: dict[str, list[str]] = {}
            for name, value in answer.getheaders():
                found.setdefault(name.lower(), []).append(value)
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()


def find() -> str | None:
    """Return the path of nginx, or None; the folders of system programs count, too."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def program() -> str:
    """Return the path of nginx, or skip the test and say how to get it."""
    return find() or pytest.skip(INSTALL)


@contextmanager
def running(
    home: Path,
    backend_url: str,
    site: Path,
    *,
    edge: str = "direct",
    resolvers: str = "127.0.0.1",
    replace: Mapping[str, str] | None = None,
) -> Iterator[Nginx]:
    """Serve ``site`` and pass /api to ``backend_url``, with everything written under ``home``.

    ``replace`` changes words of the rendered files, for what one machine cannot show otherwise.
    """
    nginx = program()
    port = free_port()
    conf = render(
        home / "conf",
        {
            "PORT": str(port),
            "BACKEND_URL": backend_url,
            "EDGE": edge,
            "NGINX_LOCAL_RESOLVERS": resolvers,
        },
    )
    for file in conf.parent.iterdir():
        text = file.read_text()
        for old, new in (replace or {}).items():
            text = text.replace(old, new)
        file.write_text(text)
    (home / "tmp").mkdir()
    (home / "site").symlink_to(site.resolve())
    command = [nginx, "-p", str(home), "-c", str(conf)]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]  # else its workers may not enter a private folder
    log = home / "nginx.log"
    with log.open("ab") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        wait_until_open(port, process, log)
        yield Nginx(port, log)
    finally:
        process.terminate()
        process.wait(10)


def wait_until_open(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the port accepts; raise with nginx's own words when it ended instead."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended: {log.read_text()}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("nginx did not open its port within 10 s")
