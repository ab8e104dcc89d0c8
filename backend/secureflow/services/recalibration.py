"""Probabilities refreshed daily, and in force where later labels prove them better."""

from datetime import UTC, datetime

from secureflow.db import model_changes, models, tenancy
from secureflow.db.models import ModelVersionRow
from secureflow.errors import ModelUnavailable
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.scoring.life.refresh import Refreshed, refresh
from secureflow.scoring.model import packing
from secureflow.scoring.model.recipe import Recipe
from secureflow.services import challengers, examples, registry
from secureflow.services.models import Models
from secureflow.services.registry import Origin


def refresh_all(here: Models) -> None:
    """Refresh the probabilities of every merchant's own champion that they get better for.

    Nothing else changes: the trees and so the order of payments, and the shares above both lines,
    stay. That is why it needs no promotion by a person; it is on record as one all the same, and
    can be rolled back. A champion that a person went back to is left as it is.
    """
    with tenancy.across_merchants():
        found = [(row.merchant_id, row.version) for row in models.champions()]
    for merchant_id, version in found:
        if merchant_id is not None:
            tenancy.bind(merchant_id)
            if not model_changes.was_rolled_back(merchant_id):
                _refresh(here, merchant_id, registry.found(merchant_id, version))
            db.session.commit()


def _refresh(here: Models, merchant_id: int, champion: ModelVersionRow) -> None:
    try:
        made = _made(here, merchant_id, champion)
    except ModelUnavailable as error:
        log.error("not_recalibrated", extra={"merchant": merchant_id, "detail": error.message})
        return
    if made is None:
        return
    model_changes.lock()
    now = models.own_active(merchant_id)
    if now is None or now.id != champion.id or model_changes.was_rolled_back(merchant_id):
        return  # While the labels were read, somebody decided otherwise.
    reason = (
        f"probabilities of {made.labels} later labels: "
        f"Brier score {made.after:.4f} after {made.before:.4f}"
    )
    origin = Origin(merchant_id, reason, "recalibrated", champion.version)
    row = registry.add(here.files, packing.dump(made.bundle), origin)
    told = {"name": "calibration", "passed": True, "text": reason}
    registry.promote(here, merchant_id, row.version, reason, {"passed": True, "checks": [told]})
    challengers.score_again(merchant_id)
    log.info("recalibrated", extra={"merchant": merchant_id, "version": row.version})


def _made(here: Models, merchant_id: int, champion: ModelVersionRow) -> Refreshed | None:
    bundle = here.version(champion.version).bundle
    found, _ = examples.of_merchant(merchant_id)
    told = champion.metrics.get("calibrated_until")
    until = champion.data_until if told is None else datetime.fromisoformat(told)
    if until is not None:
        found = found.rows(found.occurred_at > until.timestamp())
    recipe = examples.recipe_of_merchant(merchant_id, Recipe())
    return refresh(bundle, found, recipe=recipe, created_at=datetime.now(UTC))
