"""`secureflow migrate` and `secureflow release`: the schema, and the model an image brings."""

from pathlib import Path

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command, note, step
from secureflow.errors import ModelUnavailable, NotReady

BASE_BUNDLE = Path(__file__).resolve().parents[2] / "bundles" / "base.npz"


def upgrade() -> str:
    """Bring the database of the current app to the newest schema, and return its revision."""
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    from secureflow.extensions import migrate as extension

    config = extension.get_config()
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NotReady(f"The migrations did not run: {error}") from error
    return str(ScriptDirectory.from_config(config).get_current_head())


@click.command(cls=Command)
def migrate() -> Answer:
    """Bring the database to the newest schema."""
    with place.service():
        revision = upgrade()
    return Answer([f"The database is at {revision}."], {"revision": revision})


@click.command(cls=Command)
@click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    default=BASE_BUNDLE,
    help="The bundle that the image brings; default bundles/base.npz beside the app.",
)
def release(bundle: Path) -> Answer:
    """Prepare a database for this release: migrate, and register the image's base model.

    A model that was trained by `secureflow train` since, or on the merchant's own payments, stays
    the active one; where this release cannot load it, the command fails and says what to do.
    """
    with place.service() as app:
        from secureflow.db import models
        from secureflow.services import retirement, training

        with step("Bringing the database to the newest schema"):
            revision = upgrade()
        files = app.extensions["secureflow_models"].files
        row = models.active()
        if bundle.is_file():
            row = training.register_base(files, bundle.read_bytes())
        else:
            note(f"There is no base bundle at {bundle}.")
        if row is None:
            raise ModelUnavailable("No model is registered, and this release brings none.")
        version = row.version
        # A deploy that could score nothing stops here, and the release before it goes on serving.
        app.extensions["secureflow_models"].active()
        for outdated in retirement.retire_outdated():
            note(f"{outdated} reads inputs of another release; the base model judges instead.")
    return Answer(
        [f"The database is at {revision}, the active model is {version}."],
        {"revision": revision, "model": version},
    )
