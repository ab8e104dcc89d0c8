"""A worker as a process of its own, with tasks that only the tests have: `python -m` runs one.

The tasks of a test leave their marks in a folder, one line for each time they begin and end.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from secureflow.jobs.tasks import SOON, TASKS, Task

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
MARKS = "SECUREFLOW_TEST_MARKS"


def mark(word: str) -> None:
    """Write down that something happened, in a file that outlives a killed process."""
    with Path(os.environ[MARKS]).open("a", encoding="utf-8") as marks:
        marks.write(f"{word}\n")


def slow(seconds: float) -> None:
    """Begin, take a while, and end."""
    mark("begun")
    time.sleep(seconds)
    mark("ended")


def bad(secret: str) -> None:
    """Fail, with what must not be told in the error."""
    raise ValueError(f"could not use {secret}")


WORK = (*TASKS, Task("slow", slow, runs_alone=True), Task("bad", bad, retry=SOON))


class Process:
    """A running worker with its log."""

    def __init__(self, settings: Mapping[str, str], log: Path, marks: Path) -> None:
        self.log = log
        environment = os.environ | dict(settings) | {MARKS: str(marks), "LOG_LEVEL": "INFO"}
        environment["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "backend")))
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.jobs.running"],
                env=environment,
                stdout=output,
                stderr=output,
            )

    def stop(self, number: signal.Signals) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def worker(settings: Mapping[str, str], log: Path, marks: Path) -> Iterator[Process]:
    """Run a worker until left; it is killed if it still runs then."""
    running = Process(settings, log, marks)
    try:
        yield running
    finally:
        if running.process.poll() is None:
            running.process.kill()
            running.process.wait()


def wait_for(condition: Callable[[], bool], log: Path) -> None:
    """Return when the condition holds; fail with the log when it does not come."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.05)


def main() -> None:
    """Run a worker that also knows the tasks of the tests."""
    from secureflow.app import create_app
    from secureflow.jobs.worker import Worker

    app = create_app()
    Worker(app.app_context, app.extensions["secureflow_settings"], work=WORK).run()


if __name__ == "__main__":
    main()
