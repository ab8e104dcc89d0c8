"""How much waits in the queue of jobs, and whether anybody works on it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, text

from secureflow.extensions import db

FACTS = text("""
    SELECT job.queue_name AS queue,
        count(*) FILTER (WHERE status = 'todo') AS todo,
        count(*) FILTER (WHERE status = 'doing') AS doing,
        count(*) FILTER (WHERE status = 'failed') AS failed,
        extract(epoch FROM now() - min(coalesce(scheduled_at, deferred.at)) FILTER (
            WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()
        )) AS oldest_seconds
    FROM procrastinate_jobs job
    JOIN LATERAL (
        SELECT min(at) AS at FROM procrastinate_events event
        WHERE event.job_id = job.id AND event.type = 'deferred'
    ) deferred ON true
    GROUP BY job.queue_name ORDER BY job.queue_name
""")
WORKERS = text("""
    SELECT count(*) FROM procrastinate_workers
    WHERE last_heartbeat > now() - make_interval(secs => :seconds)
""")


def facts() -> Sequence[Row[Any]]:
    """Return queue, todo, doing, failed and the age in seconds of the oldest job that is due."""
    return db.session.execute(FACTS).all()


def workers(seconds: int) -> int:
    """Return how many workers gave a sign of life within so many seconds."""
    return int(db.session.execute(WORKERS, {"seconds": seconds}).scalar_one())
