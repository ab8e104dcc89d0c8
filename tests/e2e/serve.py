"""The whole product for a browser: `secureflow run` behind the real nginx, until told to stop.

`python -m tests.e2e.serve` prints a block of ``SECUREFLOW_…=`` lines and then ``Ready``. It stops
on Ctrl-C, SIGTERM, and when its standard input ends, so it never outlives whoever started it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from secureflow.cli.serving import DASHBOARD, interruptible
from tests.deploy import nginx

SECUREFLOW = [sys.executable, "-m", "secureflow.cli"]
PAYMENTS = 1_500
STOP_SECONDS = 60
NEWCOMER = {"email": "noor@newcomer.example", "password": "one shop without orders"}
FORGOTTEN = ("DATABASE_URL", "JWT_SECRET", "SECUREFLOW_ENV", "SECUREFLOW_DEMO", "REDIS_URL", "PORT")


def environment(folder: Path) -> dict[str, str]:
    """Return what our commands get: a folder of their own, and limits that no test meets."""
    kept = {name: value for name, value in os.environ.items() if name not in FORGOTTEN}
    limits = {
        f"RATE_LIMIT_{name}": "10000/minute"
        for name in ("ADDRESS", "LOGIN", "PREDICT", "UPLOAD", "READ", "WRITE")
    }
    return kept | limits | {"SECUREFLOW_DATA": str(folder)}


@contextmanager
def product(settings: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """Run `secureflow run`; yields it and what it printed: url, login, password, api_key."""
    command = [*SECUREFLOW, "run", "--json", "--port", str(nginx.free_port())]
    process = subprocess.Popen(
        [*command, "--demo-payments", str(PAYMENTS)],
        env=settings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        block = process.stdout.readline()
        if not block:
            sys.exit("`secureflow run` ended before it was ready; see above.")
        yield process, json.loads(block)
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)


def call(settings: dict[str, str], *arguments: str, stdin: str = "") -> dict[str, Any]:
    """Return what `secureflow …` answers."""
    command = [*SECUREFLOW, *arguments, "--json"]
    done = subprocess.run(
        command, env=settings, input=stdin, stdout=subprocess.PIPE, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def add_newcomer(settings: dict[str, str]) -> None:
    """Make a merchant who has not sent a payment yet, with an owner."""
    merchant = call(settings, "create-merchant", "Newcomer", "--currency", "EUR")["merchant"]
    who = ("--merchant", str(merchant), "--email", NEWCOMER["email"], "--name", "Noor Haddad")
    call(
        settings,
        *("create-user", *who, "--role", "owner", "--password-stdin"),
        stdin=NEWCOMER["password"],
    )


def stop_with_stdin() -> None:
    """Interrupt this process when its standard input ends; a terminal has Ctrl-C instead."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    if not sys.stdin.isatty():
        threading.Thread(target=watch, daemon=True).start()


HASTY = {"rate=50r/s": "rate=5000r/s", "rate=10r/m": "rate=5000r/s", "at_once 32": "at_once 512"}
"""Browsers of the tests share one address and sign in far more often than people of an office."""


def serve(folder: Path, site: Path) -> None:
    """Serve until interrupted; exits with words when the product ends by itself."""
    settings = environment(folder / "data")
    with product(settings) as (process, block):
        add_newcomer(settings)
        with nginx.running(folder / "nginx", block["url"], site, replace=HASTY) as web:
            lines = {
                "URL": web.url,
                "LOGIN": block["login"],
                "PASSWORD": block["password"],
                "API_KEY": block["api_key"],
                "OUTBOX": f"{settings['SECUREFLOW_DATA']}/outbox",
                "NEWCOMER_LOGIN": NEWCOMER["email"],
                "NEWCOMER_PASSWORD": NEWCOMER["password"],
            }
            text = "".join(f"SECUREFLOW_{name}={value}\n" for name, value in lines.items())
            sys.stdout.write(f"{text}Ready\n")
            sys.stdout.flush()
            process.wait()
            sys.exit("`secureflow run` ended by itself; see above.")


def main() -> None:
    """Serve from a folder that is gone afterwards."""
    site = Path(os.environ.get("DASHBOARD_DIR") or DASHBOARD)
    if not (site / "index.html").is_file():
        sys.exit(f"{site} has no index.html: `npm --prefix frontend run build` makes it.")
    if not nginx.find():
        sys.exit(nginx.INSTALL)
    # Not where TMPDIR says: the path of PostgreSQL's socket must stay short.
    folder = Path(tempfile.mkdtemp(prefix="secureflow-e2e-", dir="/tmp"))
    folder.chmod(0o755)  # root's PostgreSQL runs as another user
    try:
        with interruptible():
            stop_with_stdin()
            serve(folder, site)
    except KeyboardInterrupt:
        pass
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
