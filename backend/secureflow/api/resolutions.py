"""/api/reviews/…/resolution: what people decide, and taking it back."""

from typing import Any

from secureflow.api import review_shapes as shapes
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.review_acts import (
    ReasonRequest,
    ReopenRequest,
    ResolutionRequest,
    Resolutions,
    ResolutionsRequest,
)
from secureflow.api.schemas.reviews import (
    Review,
    ReviewAgreement,
    ReviewReasons,
    ReviewResolution,
)
from secureflow.db import review_queue
from secureflow.db.accounts import Caller
from secureflow.services import resolutions as service
from secureflow.services import resolutions_in_bulk as in_bulk
from secureflow.services import review_facts
from secureflow.services.review_acts import not_found
from secureflow.services.reviews import desk


@api.input(ResolutionRequest, arg_name="body")
@api.output(ReviewResolution, status_code=201)
def resolve_review(review_id: int, body: ResolutionRequest) -> dict[str, Any]:
    """Approve or decline. It can be undone until `undo_until`, before which nothing leaves.

    Whoever comes second is refused with `already_resolved`, which says who decided what and when.
    """
    who = caller()
    service.resolve(who, review_id, body.resolution, body.reason, body.note)
    return _resolutions(who, [review_id])[0]


@api.output(Review)
def undo_resolution(review_id: int) -> dict[str, Any]:
    """Take back what was decided, as if it had not been; `too_late` after `undo_until`."""
    who = caller()
    service.undo(who, review_id)
    return _shown(who, review_id)


@api.input(ReasonRequest, arg_name="body")
@api.output(ReviewResolution)
def name_reason(review_id: int, body: ReasonRequest) -> dict[str, Any]:
    """Say afterwards why it was decided so."""
    who = caller()
    service.name_reason(who, review_id, body.reason)
    return _resolutions(who, [review_id])[0]


@api.input(ReopenRequest, arg_name="body")
@api.output(Review)
def reopen_review(review_id: int, body: ReopenRequest) -> dict[str, Any]:
    """Open a review again whose resolution is final. What was said of it stays on record."""
    who = caller()
    service.reopen(who, review_id, body.reason)
    return _shown(who, review_id)


@api.input(ResolutionsRequest, arg_name="body")
@api.output(Resolutions, status_code=201)
def resolve_reviews(body: ResolutionsRequest) -> dict[str, Any]:
    """Decide up to 100 reviews alike, with one undo for all of them.

    Each that may not be decided so is in `refused` and stays as it was. Only an admin approves many
    orders at or above the block line.
    """
    who = caller()
    batch = in_bulk.resolve_many(who, body.review_ids, body.resolution, body.reason)
    return {
        "batch_id": batch.id,
        "undo_until": batch.undo_until,
        "resolved": _resolutions(who, batch.resolved),
        "refused": [
            {"review_id": review_id, "code": error.code, "message": error.message}
            for review_id, error in batch.refused.items()
        ],
        "total": {currency: format(sum_, "f") for currency, sum_ in batch.total.items()},
    }


@api.output({}, status_code=204)
def undo_resolutions(batch_id: int) -> str:
    """Take back everything that was decided together."""
    in_bulk.undo_many(caller(), batch_id)
    return ""


@api.output(ReviewReasons)
def list_review_reasons() -> dict[str, Any]:
    """List the reasons for approving and for declining, the most used first."""
    who = caller()
    return {
        resolution: [{"code": code, "uses": uses} for code, uses in found]
        for resolution, found in review_facts.reasons(who.merchant_id).items()
    }


@api.output(ReviewAgreement)
def get_review_agreement() -> dict[str, Any]:
    """Say how often a second reviewer, who was told nothing, decided as the first."""
    who = caller()
    found = review_facts.agreement(who.merchant_id, is_test=who.is_test)
    kappa = found.kappa
    return {
        "pairs": found.pairs,
        "agreed": found.agreed,
        "kappa": None
        if kappa is None
        else {"value": kappa.value, "low": kappa.low, "high": kappa.high},
        "needed": found.needed,
    }


def _resolutions(who: Caller, ids: list[int]) -> list[dict[str, Any]]:
    place = desk(who)
    found = (shapes.resolution(row[0], place.now) for row in review_queue.some(place, ids))
    return [one for one in found if one is not None]


def _shown(who: Caller, review_id: int) -> dict[str, Any]:
    place = desk(who)
    found = review_queue.one(place, review_id, is_test=who.only_mode)
    if found is None:
        raise not_found(review_id)
    return shapes.review(place, found)
