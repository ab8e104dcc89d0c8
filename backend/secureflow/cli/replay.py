"""`secureflow replay`: is a stored judgement still what comes of what was stored?"""

from typing import Any

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command
from secureflow.errors import NotFound


@click.command(cls=Command)
@click.argument("transaction", type=click.IntRange(min=1))
def replay(transaction: int) -> Answer:
    """Judge a stored payment again by its own model, from its stored inputs alone.

    Exits with 1 when the score or a reason is not identical to the last digit.
    """
    with place.service() as app:
        from secureflow.db import model_samples, transactions
        from secureflow.services import replay as service

        merchant = model_samples.merchant_of(transaction)
        row = None if merchant is None else transactions.by_id(merchant, None, transaction)
        if row is None:
            raise NotFound(f"There is no transaction {transaction}.", field="transaction")
        made = service.replay(app.extensions["secureflow_models"], row)
    is_identical = not made.differences
    end = "Identical." if is_identical else "NOT identical:"
    lines = [
        f"Transaction {transaction} by {made.model_version}: stored {made.stored['score']!r}, "
        f"again {made.replayed['score']!r}. {end}",
        *(f"  {difference}" for difference in made.differences),
        *(_line(reason) for reason in made.replayed["reasons"]),
    ]
    values = {
        "transaction": transaction,
        "merchant": merchant,
        "model_version": made.model_version,
        "identical": is_identical,
        "stored": made.stored,
        "replayed": made.replayed,
        "differences": made.differences,
    }
    return Answer(lines, values, is_ok=is_identical)


def _line(reason: dict[str, Any]) -> str:
    return f"  {reason['points']:+7.2f} {reason['text']}"
