"""How the service is served. `gunicorn` in this folder reads this file by itself."""

import os
import signal
from functools import partial
from pathlib import Path
from typing import Any

# An OpenMP pool does not survive a fork: the child that inherits one hangs in its first score.
# One thread makes no pool, and it must be said before anything that brings OpenMP is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")

chdir = str(Path(__file__).resolve().parent)
wsgi_app = "wsgi:app"

# IPv4 only: Fly's proxy (also behind .flycast), compose and nginx reach it so, and a machine
# without IPv6 refuses to bind [::].
bind = f"0.0.0.0:{os.environ.get('PORT') or 5001}"

# Threads, because a request waits for PostgreSQL more than it computes; processes, because
# scoring holds the interpreter. Loading before the fork shares the model's memory.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
# Whoever watches events holds a thread and does nothing with it; `api/seats.py` sees to it that
# no more than WEB_THREADS of them work at a time.
threads = int(os.environ.get("WEB_THREADS") or 16) + int(os.environ.get("EVENT_STREAMS") or 112)
preload_app = True

# What a request line and its headers may hold; nginx is told the same.
limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190

# A file of 20 MB may take a while; whoever kills the process must wait longer than this
# (kill_timeout in fly.toml, stop_grace_period in compose.yaml).
graceful_timeout = 30
timeout = 60

# Workers prove that they live by touching a file; on a slow disk that touch can block.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

# Its socket has one path per user, so two instances would share it, and it needs a home folder.
control_socket_disable = True

accesslog = None  # the app writes one JSON line per request
errorlog = "-"


def when_ready(server: Any) -> None:
    """Refuse to serve where one merchant's session could see another's rows; warn of the rest.

    Code is compiled and the base model loaded here, before the fork, so that workers share both.
    """
    from sqlalchemy.exc import SQLAlchemyError

    from secureflow.api import limits
    from secureflow.errors import Misconfigured, ModelUnavailable
    from secureflow.extensions import db
    from secureflow.scoring import warm_up
    from secureflow.services import health

    app = server.app.wsgi()
    warning = limits.uncounted(app.extensions["secureflow_settings"], server.cfg.workers)
    if warning is not None:
        server.log.warning(warning)
    if not warm_up.code_is_kept():
        server.log.warning("Compiled code cannot be kept; NUMBA_CACHE_DIR may name a folder for it")
    with app.app_context():
        try:
            health.refuse_bypass()
            server.log.info("compiling, which takes half a minute on a new machine")
            warm_up.compile_code()
            app.extensions["secureflow_models"].active()
        except SQLAlchemyError as error:
            # Away, or not migrated yet, as on the first start: the readiness check says so.
            server.log.warning("The model is loaded later, the database says: %s", error.args[0])
        except ModelUnavailable as error:
            server.log.warning("%s %s", error.message, error.advice)
        except Misconfigured as error:
            server.log.error("%s %s", error.message, error.advice)
            raise SystemExit(1) from error
        finally:
            db.engine.dispose()


def post_fork(server: Any, worker: Any) -> None:
    """Let go of database connections opened before the fork: two processes must not share one."""
    from secureflow.extensions import db

    app = server.app.wsgi()
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)
    worker.log.debug("worker %s starts with an empty pool", worker.pid)


def post_worker_init(worker: Any) -> None:
    """Have streams of events end at once when the worker is told to, and not after their time."""
    streams = worker.wsgi.extensions["secureflow_streams"]
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, partial(_end_streams, streams, signal.getsignal(number)))
    signal.siginterrupt(signal.SIGTERM, False)


def _end_streams(streams: Any, then: Any, number: int, frame: Any) -> None:
    streams.stop()
    then(number, frame)
