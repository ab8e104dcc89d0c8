"""Challengers: models that stand beside the champion until it is known who is better."""

from datetime import UTC, datetime, timedelta
from itertools import chain

from secureflow.db import model_arms, model_changes, models, tenancy
from secureflow.db.model_arms import ModelArmRow
from secureflow.db.models import ModelVersionRow
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.services import registry
from secureflow.services.arms import allot
from secureflow.services.models import Models

MOST_CHALLENGERS = 10
LOOKS_BACK = timedelta(days=28)
"""A new challenger also scores the payments of four weeks, as far as it did not learn from them."""
SLACK = 1e-9


def challenge(here: Models, merchant_id: int, version: str, share: float) -> ModelArmRow:
    """Have a version judge this share of a merchant's customers; 0 is a shadow.

    A version that challenges already changes its share. Raises NotFound for a version out of
    sight, Conflict for the champion and for the eleventh challenger, InvalidInput when all
    shares together exceed 1, and ModelUnavailable where it cannot be loaded.
    """
    model_changes.lock()
    row = registry.found(merchant_id, version)
    here.ready(version)
    arm = enter(merchant_id, row, share)
    db.session.commit()
    return arm


def enter(merchant_id: int, row: ModelVersionRow, share: float) -> ModelArmRow:
    """Do what ``challenge`` does for a model that is known to load, committing nothing."""
    champion = models.champion(merchant_id)
    if champion is not None and champion.id == row.id:
        raise Conflict(f"{row.version} is the champion.", field="version")
    arms = {arm.version_id: arm for arm, _ in model_arms.of_merchant(merchant_id)}
    left = 1.0 - sum(arm.share for number, arm in arms.items() if number != row.id)
    if share > left + SLACK:
        raise InvalidInput(
            f"share: {share:g} is more than the {left:g} that other challengers leave",
            field="share",
            fix="Give another challenger less, or this one.",
        )
    held = {number: model_arms.parts_of(arm) for number, arm in arms.items()}
    own = held.pop(row.id, ())
    places = list(chain(*allot(own, chain(*held.values()), share)))
    arm = arms.get(row.id)
    if arm is not None:
        arm.share, arm.places = share, places
    elif len(arms) >= MOST_CHALLENGERS:
        raise Conflict(
            f"There are {MOST_CHALLENGERS} challengers.", fix="Withdraw one of them first."
        )
    else:
        arm = model_arms.add(
            ModelArmRow(
                merchant_id=merchant_id,
                version_id=row.id,
                share=share,
                places=places,
                created_by=tenancy.actor().name,
                scored_through=model_arms.begin_after(merchant_id, _since(row)),
            )
        )
    registry.change(merchant_id, "challenged", row.version, None, "", share=share)
    return arm


def score_again(merchant_id: int) -> None:
    """Have a new champion score what it is compared on, committing nothing.

    Scores that challengers have given stay.
    """
    for arm, row in model_arms.of_merchant(merchant_id):
        begin = model_arms.begin_after(merchant_id, _since(row))
        arm.scored_through = min(arm.scored_through, begin)


def replace_shadows(merchant_id: int, row: ModelVersionRow) -> ModelArmRow:
    """Have a model enter as a shadow in the place of the merchant's own shadows."""
    model_changes.lock()
    for arm, model in model_arms.of_merchant(merchant_id):
        is_shadow = arm.share == 0.0 and model.merchant_id == merchant_id
        if is_shadow and model.id != row.id:
            model_arms.remove(arm)
            registry.change(merchant_id, "withdrawn", model.version, None, "")
    return enter(merchant_id, row, 0.0)


def withdraw(merchant_id: int, version: str) -> None:
    """Take a challenger out; its scores stay. NotFound where it is none."""
    model_changes.lock()
    row = registry.found(merchant_id, version)
    arm = model_arms.one(merchant_id, row.id)
    if arm is None:
        raise NotFound(f"{version} is no challenger.", field="version")
    model_arms.remove(arm)
    registry.change(merchant_id, "withdrawn", row.version, None, "")
    db.session.commit()


def _since(row: ModelVersionRow) -> datetime:
    return max(datetime.now(UTC) - LOOKS_BACK, row.data_until or datetime.min.replace(tzinfo=UTC))
