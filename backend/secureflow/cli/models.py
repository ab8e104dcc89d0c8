"""`secureflow models`: who judges whose payments, and what becomes of each model."""

from typing import TYPE_CHECKING, Any

import click

from secureflow.cli import place
from secureflow.cli.output import Answer, Command
from secureflow.errors import NotFound

if TYPE_CHECKING:
    from secureflow.db.models import ModelVersionRow

MERCHANT = click.option("--merchant", type=int, help="Of this merchant; default the base model.")
OWNED = click.option("--merchant", type=int, required=True, help="Of this merchant.")
REASON = click.option("--reason", required=True, help="Why, for the record.")


@click.group()
def models() -> None:
    """Look after models: who judges, who challenges, and the way back."""


@models.command("list", cls=Command)
@MERCHANT
def list_models(merchant: int | None) -> Answer:
    """List a merchant's models and the base models, or the base models alone; newest first."""
    with place.service():
        from secureflow.db import model_arms
        from secureflow.db import models as table

        _bind(merchant)
        shares = {}
        if merchant is None:
            rows, champion = table.base_models(), table.active()
        else:
            rows, champion = table.listed(merchant), table.champion(merchant)
            shares = {arm.version_id: arm.share for arm, _ in model_arms.of_merchant(merchant)}
        found = [_values(row, champion, shares.get(row.id)) for row in rows]
    lines = [_line(one) for one in found] or ["No model is registered."]
    return Answer(lines, {"merchant": merchant, "models": found})


@models.command(cls=Command)
@click.argument("version")
@MERCHANT
@REASON
@click.option(
    "--despite-gate",
    is_flag=True,
    help="Promote a merchant's model that the gate holds back; it is on the record.",
)
def promote(version: str, merchant: int | None, reason: str, despite_gate: bool) -> Answer:
    """Make a version the champion; every process judges by it within five seconds.

    A merchant's model has to stand beside the champion first and pass the gate. Which base model
    is in force is the operator's decision alone.
    """
    with place.service() as app:
        from secureflow.services import promotion, registry

        here = app.extensions["secureflow_models"]
        _bind(merchant)
        if merchant is None or despite_gate:
            row = registry.promote(here, merchant, version, reason)
        else:
            row = promotion.promote(here, merchant, version, reason)
        return _now(merchant, row.version)


@models.command(cls=Command)
@MERCHANT
@REASON
def rollback(merchant: int | None, reason: str) -> Answer:
    """Put the champion before this one back."""
    with place.service() as app:
        from secureflow.services import registry

        _bind(merchant)
        row = registry.roll_back(app.extensions["secureflow_models"], merchant, reason)
        return _now(merchant, row.version)


@models.command(cls=Command)
@click.argument("version")
@OWNED
@click.option(
    "--share",
    type=click.FloatRange(0.0, 1.0),
    default=0.0,
    show_default=True,
    help="Of customers; 0 scores after the answer and decides nothing.",
)
def challenge(version: str, merchant: int, share: float) -> Answer:
    """Have a version judge a share of a merchant's customers beside the champion."""
    with place.service() as app:
        from secureflow.services import challengers

        _bind(merchant)
        challengers.challenge(app.extensions["secureflow_models"], merchant, version, share)
    what = f"judges {share:.1%} of customers" if share else "scores in the shadow"
    values = {"merchant": merchant, "version": version, "share": share}
    return Answer([f"{version} {what} of merchant {merchant}."], values)


@models.command(cls=Command)
@click.argument("version")
@OWNED
def withdraw(version: str, merchant: int) -> Answer:
    """Take a challenger out."""
    with place.service():
        from secureflow.services import challengers

        _bind(merchant)
        challengers.withdraw(merchant, version)
    values = {"merchant": merchant, "version": version}
    return Answer([f"{version} challenges no more."], values)


@models.command(cls=Command)
@OWNED
@REASON
def train(merchant: int, reason: str) -> Answer:
    """Have the worker train a model on a merchant's payments and labels, as a shadow."""
    with place.service():
        from secureflow.services import model_runs

        _bind(merchant)
        number = model_runs.request(merchant, "train", reason).id
    line = f"Run {number} waits for a worker; `secureflow models list` shows what comes of it."
    return Answer([line], {"merchant": merchant, "run": number})


def _bind(merchant: int | None) -> None:
    """Work as a merchant that exists, or for None as the platform."""
    from secureflow.db import merchants, tenancy

    tenancy.bind(merchant)
    if merchant is not None and merchants.by_id(merchant) is None:
        raise NotFound(f"There is no merchant {merchant}.", field="merchant")


def _values(
    row: "ModelVersionRow", champion: "ModelVersionRow | None", share: float | None
) -> dict[str, Any]:
    quality = (row.metrics.get("quality") or {}).get("average_precision")
    return {
        "version": row.version,
        "is_base": row.merchant_id is None,
        "is_champion": champion is not None and champion.id == row.id,
        "share": share,
        "trained_on": row.trained_on,
        "created_at": row.created_at,
        "created_by": row.created_by,
        "reason": row.reason,
        "average_precision": quality,
        "sha256": row.sha256,
    }


def _line(one: dict[str, Any]) -> str:
    role = "champion  " if one["is_champion"] else "          "
    if one["share"] is not None:
        role = "challenger" if one["share"] else "shadow    "
    whose = "base" if one["is_base"] else "own "
    worth = one["average_precision"]
    told = "" if worth is None else f", average precision {worth['mean']:.3f}"
    return f"{role} {whose} {one['version']}: trained on {one['trained_on']}{told}; {one['reason']}"


def _now(merchant: int | None, version: str) -> Answer:
    whose = "base" if merchant is None else f"merchant {merchant}'s"
    return Answer(
        [f"{version} is the {whose} champion now."], {"merchant": merchant, "version": version}
    )
