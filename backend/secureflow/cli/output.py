"""What commands say: an answer for a person or one JSON object for a script; progress aside."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import click

from secureflow.errors import SecureFlowError

INTERRUPTED = 130
SAID_EVERY = 5.0
"""Seconds between two lines of progress."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: as lines, and as the values of an object. Not ok exits with 1."""

    lines: Sequence[str]
    values: Mapping[str, Any]
    is_ok: bool = True


class Command(click.Command):
    """A command that also takes ``--json``; its function returns the Answer to print.

    One that returns nothing has shown its answer already.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        option = click.Option(
            ["--json", "as_json"], is_flag=True, help="Print one JSON object instead of words."
        )
        self.params.append(option)

    def invoke(self, ctx: click.Context) -> int:
        """Run the command, print its answer and return the exit code."""
        as_json = bool(ctx.params.pop("as_json"))
        ctx.meta["as_json"] = as_json
        answer: Answer | None = super().invoke(ctx)
        if answer is None:
            return 0
        show(answer)
        return 0 if answer.is_ok else 1


def show(answer: Answer) -> None:
    """Print an answer to standard output, as the command was asked to."""
    if click.get_current_context().meta["as_json"]:
        click.echo(json.dumps(answer.values, default=_plain))
    else:
        for line in answer.lines:
            click.echo(line)


def _plain(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, datetime) else str(value)


def note(text: str) -> None:
    """Say something on the way, on standard error, so that a script's input stays clean."""
    click.echo(text, err=True)


@contextmanager
def step(text: str) -> Iterator[None]:
    """Say what begins, and when it is done how long it took."""
    click.echo(f"{text} … ", nl=False, err=True)
    started, end = time.perf_counter(), "stopped"
    try:
        yield
        end = f"{time.perf_counter() - started:.1f} s"
    finally:
        note(end)


class Progress:
    """Says on standard error how much of a step is done, every five seconds and when it ends."""

    def __init__(self) -> None:
        self.said = time.perf_counter()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Tell of a step, how much of it is done and how much there is."""
        now = time.perf_counter()
        if done >= total or now - self.said > SAID_EVERY:
            self.said = now
            note(f"{name.replace('_', ' ')}: {done:,} of {total:,}")


def failed(error: SecureFlowError, as_json: bool) -> int:
    """Print an error made on purpose and return the exit code."""
    return _tell(error.code, error.message, error.advice, error.field, as_json)


def misused(error: click.UsageError, as_json: bool) -> int:
    """Print how a command was called wrongly and return the exit code."""
    if not as_json:
        error.show()
        return error.exit_code
    name = error.ctx.command_path if error.ctx else "secureflow"
    return _tell("usage", error.format_message(), f"See `{name} --help`.", None, as_json)


def interrupted() -> int:
    """Return the exit code of a command that was stopped before its end."""
    note("Stopped.")
    return INTERRUPTED


def _tell(code: str, message: str, fix: str | None, field: str | None, as_json: bool) -> int:
    if as_json:
        error = {"code": code, "message": message, "fix": fix, "field": field}
        click.echo(json.dumps({"error": error}))
    else:
        note(f"error: {message}" + (f" / fix: {fix}" if fix else ""))
    return 1
