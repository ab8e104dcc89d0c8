"""`secureflow reset`: throw the local demo away."""

import os
import sys

import click

from secureflow.cli.output import Answer, Command, note
from secureflow.errors import InvalidInput
from secureflow.infra import local


@click.command(cls=Command)
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset(yes: bool) -> Answer:
    """Delete the local database, models and demo credentials; never a DATABASE_URL server."""
    folder, found = local.folder_of(os.environ), local.made(os.environ)
    if not found:
        return Answer([f"There is nothing to delete in {folder}."], {"deleted": []})
    note(f"This deletes from {folder}: {', '.join(path.name for path in found)}.")
    if not yes:
        if not sys.stdin.isatty():
            raise InvalidInput("yes: there is no terminal to ask on", field="yes", fix="--yes")
        click.confirm("Go on?", abort=True, err=True)
    deleted = [str(path) for path in local.reset(os.environ)]
    return Answer([f"Deleted. `make run` starts anew in {folder}."], {"deleted": deleted})
