"""Tasks on the queue itself: jobs whose worker died are run again, old ones are forgotten."""

from procrastinate import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

from secureflow.infra.logs import log

STALLED_AFTER = "stalled_after"
"""Where the worker says after how many seconds without a sign of life another one is dead."""
MOST_ATTEMPTS = 8
FAILED_KEPT_HOURS = 14 * 24


async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Put the jobs of dead workers back into the queue; the library does not do so by itself.

    A job that was begun often enough is left as failed: it may be what kills the workers. So is
    one of which a single copy may wait, because its successor does its work.
    """
    manager = context.app.job_manager
    patience = context.additional_context[STALLED_AFTER]
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=patience):
        is_hopeless = job.attempts >= MOST_ATTEMPTS or job.queueing_lock is not None
        await _end(manager, job) if is_hopeless else await manager.retry_job(job)
        log.warning(
            "job_stalled",
            extra={
                "job": job.id,
                "task": job.task_name,
                "attempt": job.attempts + 1,
                "outcome": "failed" if is_hopeless else "retry",
            },
        )
    await manager.prune_stalled_workers(patience)


async def _end(manager: JobManager, job: Job) -> None:
    await manager.finish_job(job, Status.FAILED, delete_job=job.queueing_lock is not None)


async def forget_jobs(context: JobContext, timestamp: int) -> None:
    """Delete jobs that failed two weeks ago; those that succeeded leave at once."""
    await context.app.job_manager.delete_old_jobs(
        FAILED_KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
