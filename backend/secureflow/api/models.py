"""/api/models: who judges, who challenges, what is known of each, and what becomes of them."""

from http import HTTPStatus
from typing import Any

from flask import current_app
from sqlalchemy import Row

from secureflow.api import model_shapes as shapes
from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.schemas.models import (
    Arm,
    ChallengeRequest,
    ModelDetail,
    Models,
    ModelSummary,
    PromoteRequest,
    Run,
    TrainRequest,
)
from secureflow.db import model_arms, model_changes, model_runs, model_scores
from secureflow.db import models as table
from secureflow.errors import NotFound
from secureflow.services import challengers, promotion, registry
from secureflow.services import model_runs as runs


@api.output(Models)
def list_models() -> dict[str, Any]:
    """Return the champion, the challengers, all versions, the labels and what is under way."""
    merchant_id = caller().merchant_id
    champion = table.champion(merchant_id)
    can_go_back, before = registry.way_back(merchant_id)
    settings = current_app.extensions["secureflow_settings"]
    missing, next_at = runs.next_training(merchant_id, settings.train_after_labels)
    return {
        "champion": None if champion is None else shapes.summary(champion, champion),
        "follows_base": champion is not None and champion.merchant_id is None,
        "can_roll_back_to": (before or "base") if can_go_back else None,
        "challengers": [_arm(found) for found in model_arms.of_merchant(merchant_id)],
        "versions": [shapes.summary(row, champion) for row in table.listed(merchant_id)],
        "labels": shapes.labels(merchant_id),
        "learned_share": shapes.learned_share(champion),
        "next_training_at": next_at,
        "labels_until_training": missing,
        "runs": [shapes.run(row) for row in model_runs.latest(merchant_id)],
        "changes": [shapes.change(row) for row in model_changes.listed(merchant_id)],
    }


@api.output(ModelDetail)
def get_model(version: str) -> dict[str, Any]:
    """Return all that is known of a model: its own of the merchant's, or the platform's."""
    merchant_id = caller().merchant_id
    row = registry.found(merchant_id, version)
    return shapes.detail(row, table.champion(merchant_id))


@api.input(TrainRequest, arg_name="body")
@api.output(Run, status_code=202)
def train_model(body: TrainRequest) -> dict[str, Any]:
    """Have a model trained on the merchant's own payments and labels, by a job.

    It enters as a shadow and decides nothing before it is promoted. While one is under way
    another is a 409.
    """
    return shapes.run(runs.request(caller().merchant_id, body.kind, body.reason))


@api.output(Run)
def get_run(run_id: int) -> dict[str, Any]:
    """Return how far a run is, and what came of it."""
    row = model_runs.by_id(caller().merchant_id, run_id)
    if row is None:
        raise NotFound(f"There is no run {run_id}.", field="run_id")
    return shapes.run(row)


@api.input(ChallengeRequest, arg_name="body")
@api.output(Arm)
def challenge(version: str, body: ChallengeRequest) -> dict[str, Any]:
    """Have a model judge a share of customers beside the champion, or change that share.

    A customer stays with the same model while shares stay. With share 0 it is a shadow: it scores
    after the answer. All shares together are at most 1.
    """
    merchant_id = caller().merchant_id
    arm = challengers.challenge(models(), merchant_id, version, body.share)
    return _arm((arm, registry.found(merchant_id, version)))


@api.output({}, status_code=204)
def withdraw(version: str) -> str:
    """Take a challenger out: the champion judges its customers from here on."""
    challengers.withdraw(caller().merchant_id, version)
    return ""


@api.input(PromoteRequest, arg_name="body")
@api.output(ModelSummary)
def promote_model(version: str, body: PromoteRequest) -> dict[str, Any]:
    """Make a challenger the champion, where the gate of `/api/models/comparison` lets it.

    Every process judges by it within five seconds. A gate that does not hold is a 409 which says
    why.
    """
    row = promotion.promote(models(), caller().merchant_id, version, body.reason)
    return shapes.summary(row, row)


@api.input(PromoteRequest, arg_name="body")
@api.output(ModelSummary)
def roll_back_model(body: PromoteRequest) -> tuple[dict[str, Any], HTTPStatus]:
    """Put the champion before this one back, in every process within five seconds."""
    row = registry.roll_back(models(), caller().merchant_id, body.reason)
    return shapes.summary(row, row), HTTPStatus.OK


def _arm(found: Row[Any] | tuple[Any, Any]) -> dict[str, Any]:
    arm, row = found
    counted = model_scores.compared(arm.merchant_id, row)
    return {
        "model": shapes.summary(row, None),
        "share": arm.share,
        "since": arm.since,
        "created_by": arm.created_by,
        "waiting": model_scores.waiting(arm.merchant_id, row.id, arm.scored_through),
        "compared": {"payments": counted.payments, "labelled": counted.labelled, "agree": None},
    }
