"""The processes that `secureflow run` starts: each with its log, watched, and stopped with us."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from secureflow.errors import NotReady
from secureflow.infra.local import CHECKOUT, Local

BACKEND = CHECKOUT / "backend"
STOP_SECONDS = 40.0
"""Longer than gunicorn gives requests that are being answered."""
LAST_LINES = 15


class Child:
    """A process of our own Python; its log is a file, so that the terminal stays readable."""

    def __init__(
        self, what: str, log: Path, command: Sequence[str], here: Local, **settings: str
    ) -> None:
        self.what = what
        self.log = log
        if self.log.exists():
            self.log.replace(self.log.with_name(f"{self.log.name}.1"))
        self.log.touch(mode=0o600)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603 -- our own interpreter
                [sys.executable, "-m", *command],
                cwd=BACKEND,
                env=here.environment | settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # Inherits the lock: the local state is in use for as long as this works on it.
                pass_fds=() if here.lock is None else (here.lock,),
            )

    def has_ended(self) -> bool:
        """Return whether the process ended by itself."""
        return self.process.poll() is not None

    def died(self) -> NotReady:
        """Return the error that tells how the process ended, with the last it said."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        said = "".join(f"\n  {line}" for line in lines)
        code = self.process.wait()
        return NotReady(
            f"The {self.what} ended by itself with code {code}. Its last lines:{said}\n",
            fix=f"See {self.log}.",
        )

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """End the process, letting it finish what it has begun for so long."""
        if self.has_ended():
            return
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
