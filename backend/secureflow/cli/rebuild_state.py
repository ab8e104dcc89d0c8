"""`secureflow rebuild-state`: what is remembered of entities, made anew from payments."""

import time
from typing import Any

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command, note

SECONDS_BETWEEN = 5.0


@click.command("rebuild-state", cls=Command)
@click.option("--merchant", type=int, help="Of one merchant; default of all.")
def rebuild_state(merchant: int | None) -> Answer:
    """Make the states of customers, cards, devices, addresses and terminals anew.

    Payments go on being judged. Use it after restoring parts of a database, or where states and
    payments are said to differ; it says how many did. It needs about a kilobyte of memory for each
    entity of a merchant.
    """
    with place.service():
        from secureflow.services import recount

        started = time.perf_counter()
        found: list[dict[str, Any]] = []
        for merchant_id in recount.merchants(merchant):
            for is_test in (False, True):
                told = _Told(merchant_id)
                rebuilt = recount.rebuild(merchant_id, is_test, told)
                if rebuilt.payments or rebuilt.changed:
                    found.append(
                        {
                            "merchant": merchant_id,
                            "is_test": is_test,
                            "payments": rebuilt.payments,
                            "entities": rebuilt.entities,
                            "changed": rebuilt.changed,
                        }
                    )
        seconds = time.perf_counter() - started
    lines = [
        f"merchant {one['merchant']}{', test mode' if one['is_test'] else ''}: "
        f"{one['payments']:,} payments, {one['entities']:,} entities, {one['changed']:,} corrected"
        for one in found
    ]
    return Answer(
        lines or ["There are no payments yet."],
        {"rebuilt": found, "seconds": round(seconds, 3)},
    )


class _Told:
    """Says every few seconds how far it is."""

    def __init__(self, merchant_id: int) -> None:
        self.merchant_id = merchant_id
        self.said_at = time.monotonic()

    def __call__(self, payments: int) -> None:
        now = time.monotonic()
        if now - self.said_at >= SECONDS_BETWEEN:
            self.said_at = now
            note(f"merchant {self.merchant_id}: {payments:,} payments read")
