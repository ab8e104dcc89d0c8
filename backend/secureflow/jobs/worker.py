"""The worker: takes jobs from the queue and runs each in the app's context until it is stopped."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

import psycopg
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate import worker as library
from procrastinate.exceptions import ConnectorException
from procrastinate.middleware import SyncCallNext
from psycopg_pool import PoolTimeout
from sqlalchemy.engine import make_url

from secureflow.config import Settings
from secureflow.db import tenancy
from secureflow.domain import Actor
from secureflow.errors import NotReady
from secureflow.infra.logs import log
from secureflow.jobs import lines, schedule, tasks
from secureflow.jobs.queue import STALLED_AFTER
from secureflow.jobs.tasks import Task

POLL_SECONDS = 5.0
"""A notification says at once that a job came; a pooler may swallow it, so the worker asks too."""
CONNECT_SECONDS = 10
CONNECTION: Mapping[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "secureflow-worker",
    # A pooler gives every transaction another connection, which knows no prepared statements.
    "prepare_threshold": None,
}
STOPPING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Worker:
    """One process that runs jobs, as many at a time as WORKER_CONCURRENCY says.

    ``context`` makes the app's context for a job. ``parent`` is the process whose end also ends
    the worker. ``once``: it does what waits already and ends by itself.
    """

    def __init__(
        self,
        context: Callable[[], AbstractContextManager[Any]],
        settings: Settings,
        *,
        work: Iterable[Task] = tasks.TASKS,
        parent: int | None = None,
        once: bool = False,
    ) -> None:
        self.context = context
        self.settings = settings
        self.parent = parent
        self.once = once
        self.app = App(connector=_connector(settings))
        tasks.register(self.app, work)
        if not once:
            schedule.plan(self.app)

    def run(self) -> None:
        """Run jobs until a signal comes, and finish those begun.

        Raises NotReady when the database goes away, which whoever supervises answers by a restart.
        """
        lines.of_libraries()
        try:
            # The pool tries for half a minute before it gives up; this one says at once why.
            psycopg.connect(_address(self.settings), **CONNECTION).close()
            asyncio.run(self._run())
        except (ConnectorException, psycopg.Error, PoolTimeout) as error:
            cause = str(error.__cause__ or error).strip().split("\n")[0]
            raise NotReady(
                f"The worker cannot use the database: {cause}",
                fix="Check DATABASE_URL or DIRECT_DATABASE_URL and the server, and start it again.",
            ) from error

    async def _run(self) -> None:
        async with self.app.open_async():
            if not await self.app.check_connection_async():
                raise NotReady("The database has no queue.", fix="Run `secureflow migrate`.")
            running = asyncio.ensure_future(self._jobs())
            stop = _once(running.cancel)
            for number in STOPPING:
                asyncio.get_running_loop().add_signal_handler(number, stop)
            watch = asyncio.ensure_future(self._outlived(stop))
            log.info("worker_started", extra={"concurrency": self.settings.worker_concurrency})
            try:
                await running
            except asyncio.CancelledError:
                log.info("worker_stopped")
                return
            finally:
                watch.cancel()
        if not self.once:
            raise NotReady("The worker lost the database.", fix="It is safe to start it again.")

    async def _jobs(self) -> None:
        patience = self.settings.worker_stalled_seconds
        await self.app.run_worker_async(
            concurrency=self.settings.worker_concurrency,
            wait=not self.once,
            fetch_job_polling_interval=POLL_SECONDS,
            # The row of a job that succeeded says nothing that its log line does not.
            delete_jobs="successful",
            additional_context={STALLED_AFTER: patience},
            install_signal_handlers=False,
            update_heartbeat_interval=patience / 3,
            stalled_worker_timeout=patience,
            task_middleware=[self._in_context],
            worker_middleware=[lines.one_a_job],
        )

    def _in_context(self, call_next: SyncCallNext, job: JobContext, _: library.Worker) -> Any:
        with self.context():
            tenancy.act_as(Actor("system", None, f"job {job.job.task_name}"))
            return call_next()

    async def _outlived(self, stop: Callable[[], None]) -> None:
        """Stop when whoever started the worker was killed: nobody else would."""
        while self.parent is not None:
            await asyncio.sleep(1)
            if os.getppid() != self.parent:
                stop()
                return


def _once(cancel: Callable[[], object]) -> Callable[[], None]:
    """Return a function that cancels at its first call: a second would not wait for the jobs."""
    asked = False

    def stop() -> None:
        nonlocal asked
        if not asked:
            asked = True
            cancel()

    return stop


def _connector(settings: Settings) -> PsycopgConnector:
    return PsycopgConnector(
        conninfo=_address(settings),
        min_size=1,
        max_size=settings.worker_concurrency + 2,
        timeout=CONNECT_SECONDS,
        kwargs=CONNECTION,
    )


def _address(settings: Settings) -> str:
    url = make_url(settings.migration_url).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
