"""`secureflow worker`: run the jobs of the background, by itself or beside `secureflow run`."""

import os
import time
from dataclasses import replace

import click

from secureflow.cli import place
from secureflow.cli.children import Child
from secureflow.cli.output import Answer, Command, note
from secureflow.infra.local import Local

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LAST_SECONDS = 15.0
"""What the jobs of a worker have at the end: a training takes minutes, and nobody waits for it."""
PARENT = "SECUREFLOW_PARENT"


@click.command(cls=Command)
@click.option("--once", is_flag=True, help="Do what is waiting, and end.")
def worker(once: bool) -> Answer:
    """Run background jobs until Ctrl-C: mail, retention, expiry, what was left by dead workers.

    On SIGTERM it finishes the jobs it has begun. Any number of workers may run at a time.
    """
    with place.machine() as here:
        told = replace(here, environment={"LOG_LEVEL": "INFO"} | here.environment)
        with place.app(told) as app:
            from secureflow.jobs.worker import Worker
            from secureflow.services import health

            health.refuse_bypass()
            settings = app.extensions["secureflow_settings"]
            parent = int(os.environ[PARENT]) if PARENT in os.environ else None
            Worker(app.app_context, settings, parent=parent, once=once).run()
    return Answer([], {"stopped": True})


class Keeper:
    """The worker beside the service: started again when it ends, later each time it ends soon."""

    def __init__(self, here: Local) -> None:
        self.here = here
        self.pause = SHORTEST_PAUSE
        self.start()

    def start(self) -> None:
        """Start the worker with a log of its own."""
        log, command = self.here.folder / "worker.log", ["secureflow.cli", "worker"]
        self.child = Child("worker", log, command, self.here, **{PARENT: str(os.getpid())})
        self.started = time.monotonic()
        self.again_at: float | None = None

    def look(self) -> None:
        """Tell when the worker has ended by itself, and start it again after a pause."""
        now = time.monotonic()
        if self.again_at is not None:
            if now >= self.again_at:
                self.start()
        elif self.child.has_ended():
            lived = now - self.started
            self.pause = SHORTEST_PAUSE if lived > LONGEST_PAUSE else self.pause * 2
            self.pause = min(self.pause, LONGEST_PAUSE)
            self.again_at = now + self.pause
            note(f"{self.child.died().message}It is started again in {self.pause:.0f} s.")

    def stop(self) -> None:
        """End the worker; a job that takes longer is begun again by the next one."""
        self.child.stop(LAST_SECONDS)
