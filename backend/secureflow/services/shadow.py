"""Shadow scoring: what challengers say of payments, worked out after the answer."""

from collections.abc import Sequence
from datetime import UTC, datetime
from math import isnan

import numpy as np

from secureflow.db import model_arms, model_scores, models, tenancy
from secureflow.db.model_arms import ModelArmRow
from secureflow.db.models import ModelVersionRow
from secureflow.db.transactions import TransactionRow
from secureflow.errors import ModelUnavailable
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.services.models import Models

ROWS_AT_ONCE = 1_000
MOST_BATCHES = 20
"""Of one challenger in one turn of the job, so that a long backlog holds up nobody else."""


def score_waiting(here: Models) -> None:
    """Score what waits for every merchant's challengers, each batch in a commit of its own.

    Whatever a challenger judged is scored by the champion as well, so that both can be compared
    on the same payments. Safe to run twice: a payment has one score of a model.
    """
    with tenancy.across_merchants():
        everyone = model_arms.merchants()
    for merchant_id in everyone:
        tenancy.bind(merchant_id)
        champion = models.champion(merchant_id)
        for arm, row in model_arms.of_merchant(merchant_id):
            for _ in range(MOST_BATCHES):
                if not _batch(here, arm, row, champion):
                    break
        db.session.commit()


def _batch(
    here: Models, arm: ModelArmRow, row: ModelVersionRow, champion: ModelVersionRow | None
) -> bool:
    """Score a batch by a challenger, and by the champion; return whether more may wait."""
    known = {row.id: row} if champion is None else {row.id: row, champion.id: champion}
    after, ends = arm.scored_through, []
    for model in known.values():
        found = model_scores.unscored(arm.merchant_id, model.id, after, ROWS_AT_ONCE)
        if not _score(here, model, found):
            return False
        if len(found) == ROWS_AT_ONCE:
            certain = datetime.now(UTC) - model_scores.UNCERTAIN
            ends.append(max((one.id for one in found if one.created_at < certain), default=after))
    through = min(ends) if ends else model_scores.settled(arm.merchant_id, after)
    arm.scored_through = max(after, through)
    db.session.commit()
    return bool(ends)


def _score(here: Models, model: ModelVersionRow, rows: Sequence[TransactionRow]) -> bool:
    """Store a model's scores of these payments; return False where the model cannot be had."""
    if not rows:
        return True
    try:
        scorer = here.version(model.version)
    except ModelUnavailable as error:
        log.error("shadow_not_loaded", extra={"version": model.version, "detail": error.message})
        return False
    width = len(scorer.feature_names)
    usable = [row for row in rows if row.inputs is not None and len(row.inputs) == width]
    if not usable:
        return True
    inputs = np.array([row.inputs for row in usable], dtype=np.float64)
    said = scorer.score(inputs, [row.merchant_category for row in usable])
    scored = zip(usable, said.score.tolist(), said.probability.tolist(), strict=True)
    model_scores.add(
        [
            {
                "transaction_id": row.id,
                "version_id": model.id,
                "merchant_id": row.merchant_id,
                "score": score,
                "probability": None if isnan(probability) else probability,
            }
            for row, score, probability in scored
        ]
    )
    return True
