"""The `secureflow` command: its list of commands, and how it ends."""

import sys

import click

from secureflow import __version__
from secureflow.cli import (
    accounts,
    audit,
    check,
    database,
    evaluate,
    feedback,
    models,
    openapi,
    output,
    rebuild_state,
    replay,
    reset,
    run,
    score,
    simulate,
    train,
    worker,
)
from secureflow.errors import SecureFlowError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="secureflow")
def commands() -> None:
    """SecureFlow says whether a payment is likely to be fraud, and why."""


for command in (
    run.run,
    worker.worker,
    reset.reset,
    train.train,
    score.score,
    evaluate.evaluate,
    feedback.feedback,
    simulate.simulate,
    accounts.create_merchant,
    accounts.create_user,
    accounts.create_operator,
    accounts.reset_password,
    accounts.remove_second_factor,
    accounts.create_key,
    audit.audit,
    models.models,
    replay.replay,
    check.check,
    database.migrate,
    database.release,
    rebuild_state.rebuild_state,
    openapi.openapi,
):
    commands.add_command(command)


def main() -> None:
    """Run the command in the arguments; every error made on purpose is told in words."""
    as_json = "--json" in sys.argv
    try:
        status = commands(standalone_mode=False)
    except SecureFlowError as error:
        status = output.failed(error, as_json)
    except click.UsageError as error:
        status = output.misused(error, as_json)
    except (click.Abort, KeyboardInterrupt):
        status = output.interrupted()
    sys.exit(status)
