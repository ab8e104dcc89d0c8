"""gunicorn as a child: started, waited for, watched, and stopped with us."""

import http.client
import json
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from secureflow.cli.children import Child
from secureflow.errors import Conflict, NotReady
from secureflow.infra.local import CHECKOUT, Local

HOST = "127.0.0.1"
DASHBOARD = CHECKOUT / "frontend" / "dist"
READY_SECONDS = 90.0
POLL_SECONDS = 0.1


def need_free(port: int) -> None:
    """Raise Conflict when something listens on the port already."""
    with socket.socket() as probe:
        probe.settimeout(1)
        taken = probe.connect_ex((HOST, port)) == 0
    if not taken:
        try:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((HOST, port))
        except OSError as error:
            taken = True
            if isinstance(error, PermissionError):
                raise Conflict(
                    f"Port {port} may not be used by this user.",
                    field="PORT",
                    fix="Choose one above 1023, such as `make run PORT=5001`.",
                ) from error
    if taken:
        raise Conflict(
            f"Port {port} is taken by another program.",
            field="PORT",
            fix=f"Stop it, or choose another port: `make run PORT={port + 1}`.",
        )


@contextmanager
def interruptible() -> Iterator[None]:
    """Turn the first of Ctrl-C, SIGTERM and a closed terminal into KeyboardInterrupt.

    Later ones are ignored, so that what was started is always stopped.
    """
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        for number in signals:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Gunicorn(Child):
    """The service on one port."""

    def __init__(self, here: Local, port: int) -> None:
        self.port = port
        settings = {"PORT": str(port), "TRUSTED_PROXIES": "0"}
        if not here.environment.get("DASHBOARD_DIR") and (DASHBOARD / "index.html").is_file():
            settings["DASHBOARD_DIR"] = str(DASHBOARD)
        command = ["gunicorn", "-c", "gunicorn.conf.py", "--bind", f"{HOST}:{port}", "wsgi:app"]
        super().__init__("service", here.folder / "server.log", command, here, **settings)

    def wait_until_ready(self) -> None:
        """Return when payments can be scored; NotReady says why not."""
        deadline = time.monotonic() + READY_SECONDS
        missing = "no answer"
        while time.monotonic() < deadline:
            if self.has_ended():
                raise self.died()
            is_ready, missing = self._ask()
            if is_ready:
                return
            time.sleep(POLL_SECONDS)
        raise NotReady(f"The service is not ready: {missing}.", fix=f"See {self.log}.")

    def _ask(self) -> tuple[bool, str]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=5)
        try:
            connection.request("GET", "/api/health/ready", headers={"Connection": "close"})
            answer = connection.getresponse()
            body = json.loads(answer.read())
            bad = [f"{c['name']} {c['detail']}" for c in body.get("checks", ()) if not c["ok"]]
            return answer.status == http.HTTPStatus.OK, "; ".join(bad) or body.get("message", "")
        except (OSError, http.client.HTTPException, ValueError) as error:
            return False, str(error)
        finally:
            connection.close()
