"""`secureflow run`: everything on one port, from nothing, with a merchant to look at."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from secureflow.cli import database, place
from secureflow.cli.output import Answer, Command, note, show, step
from secureflow.cli.serving import HOST, Gunicorn, interruptible, need_free
from secureflow.cli.worker import Keeper
from secureflow.infra import local
from secureflow.infra.local import Local

if TYPE_CHECKING:
    from secureflow.services.models import Models

LOOK_SECONDS = 0.5
PAYMENT = (
    '{"amount": "1284.00", "hour": 3, "day_of_week": 6, "merchant_category": "electronics", '
    '"transaction_type": "online", "country": "BR", "customer": "cus_90210"}'
)


@click.command(cls=Command)
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=5001,
    show_default=True,
    envvar="PORT",
    show_envvar=True,
)
@click.option(
    "--demo",
    is_flag=True,
    envvar="SECUREFLOW_DEMO",
    show_envvar=True,
    help="Create the demo merchant on the server of DATABASE_URL too.",
)
@click.option(
    "--demo-payments",
    type=click.IntRange(1_100, 100_000),
    default=6_000,
    show_default=True,
    help="How many payments the demo merchant has.",
)
def run(port: int, demo: bool, demo_payments: int) -> None:
    """Start API, dashboard and the worker of background jobs, with all they need, until Ctrl-C.

    Starts the embedded PostgreSQL unless DATABASE_URL is set, migrates, trains the first model
    and creates the demo merchant where they are missing.
    """
    try:
        with interruptible():
            need_free(port)
            with place.machine() as found:
                # Links in mails lead to where we serve, whoever of us sends them.
                here = replace(found, environment=found.environment | {"PORT": str(port)})
                _serve(here, port, demo_payments if demo or here.is_embedded else None)
    except KeyboardInterrupt:
        note("Stopped.")


def _prepare(here: Local, demo_payments: int | None) -> Mapping[str, str]:
    """Make what is missing, and return the demo merchant's credentials where there is one."""
    with ExitStack() as stack:
        with step("Loading SecureFlow"):
            app = stack.enter_context(place.app(here))
            from secureflow.services import registry, retirement, training

        scorers: Models = app.extensions["secureflow_models"]
        with step("Bringing the database to the newest schema"):
            database.upgrade()
        if training.needs_first(scorers):
            with step(f"Training a model on {training.SIMULATED_PAYMENTS:,} simulated payments"):
                trained = training.from_simulator()
                registry.register(scorers.files, trained.data)
        retirement.retire_outdated()
        return _demo(scorers, here.folder / "demo.json", demo_payments)


def _demo(models: "Models", kept_in: Path, payments: int | None) -> Mapping[str, str]:
    """Return credentials that work: those kept, else new ones if the demo is wanted."""
    from secureflow.services import demo, drift, model_quality

    kept = local.read_private(kept_in)
    if demo.is_valid(kept):
        return kept
    if payments is None:
        return {}
    with step(f"Creating a demo merchant with four weeks of {payments:,} payments"):
        now = datetime.now(UTC)
        made = demo.create(models, now=now, payments=payments).values()
        # What the worker measures at night, so that the page about models has something to show.
        model_quality.measure(now)
        # Nobody remembers anything before the demo's first day, so its inputs move with every week.
        drift.measure(models, now, warns=False)
        local.write_private(kept_in, made)
    return made


def _serve(here: Local, port: int, demo_payments: int | None) -> None:
    """Serve until a signal comes; raise NotReady when the service ends by itself.

    The service loads while the database is prepared, and is ready when both are done. The worker
    is started with tables to work on, and again when it ends: payments are scored without it.
    """
    with ExitStack() as stack:
        gunicorn = Gunicorn(here, port)
        stack.callback(gunicorn.stop)
        credentials = _prepare(here, demo_payments)
        worker = Keeper(here)
        stack.callback(worker.stop)
        with step("Starting the service"):
            gunicorn.wait_until_ready()
        show(_block(here, port, credentials))
        while not gunicorn.has_ended():
            worker.look()
            time.sleep(LOOK_SECONDS)
        raise gunicorn.died()


def _block(here: Local, port: int, credentials: Mapping[str, str]) -> Answer:
    """Return what a person and a script need to begin."""
    url = f"http://{HOST}:{port}"
    names = {
        "SECUREFLOW_URL": url,
        "SECUREFLOW_LOGIN": credentials.get("login"),
        "SECUREFLOW_PASSWORD": credentials.get("password"),
        "SECUREFLOW_API_KEY": credentials.get("api_key"),
    }
    key = credentials.get("api_key")
    curl = (
        f"curl -s {url}/api/predict -H 'Content-Type: application/json' "
        f"-H 'X-API-Key: {key}' -d '{PAYMENT}'"
    )
    lines = ["", *(f"{name}={value}" for name, value in names.items() if value), ""]
    if key:
        lines += ["Score a payment:", curl, ""]
    else:
        lines += [
            "No demo merchant here: `secureflow create-merchant`, create-user, create-key.",
            "",
        ]
    lines.append(f"Logs: {here.folder}/server.log, worker.log   Stop: Ctrl-C")
    values = {**credentials, "url": url, "log": here.folder / "server.log", "data": here.folder}
    return Answer(lines, values | ({"curl": curl} if key else {}))
