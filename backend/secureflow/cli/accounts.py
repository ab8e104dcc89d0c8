"""Commands for who may call: merchants, people, operators, keys, and forgotten passwords."""

import sys

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command
from secureflow.errors import InvalidInput

MERCHANT = click.option("--merchant", type=int, required=True, help="The merchant's number.")


@click.command("create-merchant", cls=Command)
@click.argument("name")
@click.option("--currency", default="USD", show_default=True, help="ISO 4217.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/London.")
def create_merchant(name: str, currency: str, time_zone: str) -> Answer:
    """Make a merchant with the first policy: review at 45, block at 92."""
    with place.service():
        from secureflow.services import accounts

        row = accounts.create_merchant(name, currency, time_zone)
        values = {
            "merchant": row.id,
            "name": row.name,
            "currency": row.currency,
            "time_zone": row.time_zone,
        }
    line = f"Merchant {values['merchant']}: {name}, {values['currency']}, {time_zone}."
    return Answer([line], values)


@click.command("create-user", cls=Command)
@MERCHANT
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--role", type=click.Choice(("viewer", "reviewer", "admin", "owner")), default="reviewer"
)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, one line."
)
def create_user(merchant: int, email: str, name: str, role: str, password_stdin: bool) -> Answer:
    """Make a person who can sign in; the password is asked for and never an argument."""
    password = _password(password_stdin)
    with place.service():
        from secureflow.services import accounts

        row = accounts.create_user(merchant, email, name, role, password)
        values = {"user": row.id, "merchant": merchant, "email": row.email, "role": row.role}
    return Answer([f"User {values['user']}: {values['email']}, {role}."], values)


@click.command("create-operator", cls=Command)
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input, one line."
)
def create_operator(email: str, name: str, password_stdin: bool) -> Answer:
    """Make an operator of the platform, who makes merchants and belongs to none."""
    password = _password(password_stdin)
    with place.service():
        from secureflow.services import operator

        row = operator.create_operator(email, name, password)
        values = {"user": row.id, "email": row.email, "role": row.role}
    return Answer([f"User {values['user']}: {values['email']}, operator."], values)


@click.command("reset-password", cls=Command)
@click.argument("email")
def reset_password(email: str) -> Answer:
    """Print a link that sets a new password for an account, once and within an hour."""
    with place.service():
        from secureflow.services import password_resets

        link, expires_at = password_resets.link(email)
    return Answer([link], {"link": link, "expires_at": expires_at})


@click.command("remove-second-factor", cls=Command)
@click.argument("email")
def remove_second_factor(email: str) -> Answer:
    """Turn a person's second factor off: for who lost the app and the recovery codes."""
    with place.service():
        from secureflow.services import second_factor

        second_factor.remove_of(email)
    return Answer([f"{email} signs in with the password alone."], {"email": email})


@click.command("create-key", cls=Command)
@MERCHANT
@click.option("--name", required=True, help="What it is for, such as checkout.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(("score", "read", "feedback", "manage")),
    multiple=True,
    default=("score",),
    show_default=True,
    help="What it may do; can be given several times.",
)
@click.option("--test", is_flag=True, help="A key of the test mode, whose payments are apart.")
def create_key(merchant: int, name: str, scopes: tuple[str, ...], test: bool) -> Answer:
    """Make an API key and print it; a live one this once."""
    with place.service():
        from secureflow.services import accounts, keys
        from secureflow.services.keys import Wanted

        accounts.need_merchant(merchant)
        key = keys.create(merchant, Wanted(name, scopes, is_test=test))
        values = {"key": key.secret, "id": key.row.id, "merchant": merchant, "scopes": scopes}
    return Answer([key.secret], values)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InvalidInput(
            "password: there is no terminal to ask on", field="password", fix="--password-stdin"
        )
    entered: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return entered
