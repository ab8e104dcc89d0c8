"""`secureflow openapi`: the description of the API, as the code has it."""

import json
from pathlib import Path

import click

from secureflow.cli.output import Answer, Command
from secureflow.errors import Conflict
from secureflow.infra.local import CHECKOUT

# The description is made without a database and without signing anything.
ANY_SETTINGS = {"DATABASE_URL": "postgresql://localhost/none", "JWT_SECRET": "none " * 8}


@click.command(cls=Command)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=CHECKOUT / "docs" / "openapi.json",
    help="Default docs/openapi.json of the checkout.",
)
@click.option("--check", is_flag=True, help="Write nothing; fail when the file is stale.")
def openapi(output: Path, check: bool) -> Answer:
    """Write docs/openapi.json, or check that it says what the code does."""
    from secureflow.app import create_app

    text = json.dumps(create_app(ANY_SETTINGS).spec, indent=2) + "\n"
    is_fresh = output.is_file() and output.read_text(encoding="utf-8") == text
    if check and not is_fresh:
        raise Conflict(f"{output} is not what the code says.", fix="Run `make openapi`.")
    if not is_fresh:
        output.write_text(text, encoding="utf-8")
    word = "is up to date" if is_fresh else "is written"
    return Answer([f"{output} {word}."], {"output": str(output), "written": not is_fresh})
