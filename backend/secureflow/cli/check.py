"""`secureflow check`: is everything it needs there?"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from secureflow.cli import place, production
from secureflow.cli.output import Answer, Command
from secureflow.errors import Misconfigured, SecureFlowError
from secureflow.infra import local

DASHBOARD = local.CHECKOUT / "frontend" / "dist"
OLDEST_PYTHON, NEWEST_PYTHON = (3, 11), (3, 14)

Found = tuple[str, bool, str]
"""What was looked for, whether it is there, and what to do if not."""


@click.command(cls=Command)
@click.option(
    "--production",
    "for_production",
    is_flag=True,
    help="Look for what is unsafe once real payments come, instead.",
)
def check(for_production: bool) -> Answer:
    """Say whether everything needed is there; exit with 1 when something is not."""
    if for_production:
        return _unsafe()
    found = [_python(), _compiled(), *_service(), _dashboard()]
    return Answer(
        [f"{'ok     ' if ok else 'MISSING'} {name}: {detail}" for name, ok, detail in found],
        {
            "ok": all(ok for _, ok, _ in found),
            "checks": [{"name": name, "ok": ok, "detail": detail} for name, ok, detail in found],
        },
        is_ok=all(ok for _, ok, _ in found),
    )


def _unsafe() -> Answer:
    if local.has_database(os.environ):
        with place.machine() as here:
            found = list(production.findings(here))
    else:
        found = [("DATABASE_URL", "is not set, and there is no local database to look at either")]
    lines = [f"UNSAFE {name}: {advice}" for name, advice in found]
    return Answer(
        lines or ["Nothing unsafe was found."],
        {"ok": not found, "unsafe": [{"name": name, "advice": advice} for name, advice in found]},
        is_ok=not found,
    )


def _python() -> Found:
    here = sys.version_info[:2]
    detail = ".".join(map(str, sys.version_info[:3]))
    if OLDEST_PYTHON <= here <= NEWEST_PYTHON:
        return "python", True, detail
    return "python", False, f"is {detail}; install 3.11 to 3.14"


def _compiled() -> Found:
    from secureflow.scoring import warm_up

    if warm_up.code_is_kept():
        return "compiled code", True, "is kept for later processes"
    return (
        "compiled code",
        False,
        "cannot be kept, so each process compiles for half a minute; let NUMBA_CACHE_DIR name a "
        "folder that may be written to",
    )


def _service() -> Iterator[Found]:
    if not local.has_database(os.environ):
        yield "settings", True, f"local state in {local.folder_of(os.environ)}"
        yield "database", False, "there is none yet; run `make run`, or set DATABASE_URL"
        return
    try:
        with place.service() as app:
            from secureflow.services import health, policies, queues

            yield "settings", True, "usable"
            models = app.extensions["secureflow_models"]
            checks = health.checks(models.files)
            yield from ((one.name, one.ok, one.detail) for one in checks)
            if all(one.ok for one in checks):
                yield _staging()
                models.active()
                yield "model file", True, "its hash and its inputs are this release's"
                own, damaged = models.champions()
                told = "; ".join(damaged) or f"{own} of merchants' own, all whole"
                yield "champions", not damaged, told
                merchants, unread = policies.checked()
                yield "policies", not unread, "; ".join(unread) or f"{merchants} live, all readable"
                settings = app.extensions["secureflow_settings"]
                jobs = queues.facts(settings.worker_stalled_seconds)
                yield "jobs", not jobs.is_late, jobs.in_words()
    except SecureFlowError as error:
        name = "settings" if isinstance(error, Misconfigured) else error.code
        yield name, False, f"{error.message} {error.advice or ''}".strip()


def _staging() -> Found:
    from secureflow.db import isolation, server

    if server.may_stage():
        return "files and batches", True, "can be stored"
    return (
        "files and batches",
        False,
        f"cannot be stored; GRANT TEMPORARY ON DATABASE … TO {isolation.ROLE}",
    )


def _dashboard() -> Found:
    given = os.environ.get("DASHBOARD_DIR")
    if not given and os.environ.get("SECUREFLOW_ENV") == "production":
        return "dashboard", True, "served elsewhere, by nginx"
    folder = Path(given) if given else DASHBOARD
    if (folder / "index.html").is_file():
        return "dashboard", True, str(folder)
    return "dashboard", False, f"no index.html in {folder}; run `make run`, which builds it"
