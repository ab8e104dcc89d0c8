"""The app and its database for a command: what is set, else what this machine has of its own."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from secureflow.cli.output import note, step
from secureflow.errors import NotReady
from secureflow.infra import local
from secureflow.infra.local import Local

if TYPE_CHECKING:
    from apiflask import APIFlask


@contextmanager
def machine() -> Iterator[Local]:
    """Yield this machine with its database running, saying first which folders that opens."""
    private = local.folders_to_open(os.environ)
    if private:
        note(
            "Note: root's embedded PostgreSQL runs as a user of its own, so these private folders "
            f"become readable for every user here: {', '.join(map(str, private))}. "
            "Set DATABASE_URL to use another server and leave them closed."
        )
    with ExitStack() as stack:
        opening = local.opened(os.environ)
        if local.is_made_here(os.environ):
            with step("Opening the local PostgreSQL"):
                here = stack.enter_context(opening)
        else:
            here = stack.enter_context(opening)
        yield here


@contextmanager
def app(here: Local) -> Iterator["APIFlask"]:
    """Yield the app in its context; a database that is away or empty is an error in words."""
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from secureflow.app import create_app
    from secureflow.extensions import db

    made = create_app({"LOG_LEVEL": "WARNING"} | here.environment)
    with made.app_context():
        try:
            yield made
        except OperationalError as error:
            cause = str(error.orig).strip().split("\n")[0]
            raise NotReady(
                f"The database cannot be used: {cause}", fix="Check DATABASE_URL and the server."
            ) from error
        except ProgrammingError as error:
            if getattr(error.orig, "pgcode", None) != "42P01":
                raise
            raise NotReady(
                "The database has not the tables of this release.", fix="Run `secureflow migrate`."
            ) from error
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def service() -> Iterator["APIFlask"]:
    """Yield the app on this machine's database, for one command."""
    with machine() as here, app(here) as made:
        yield made
