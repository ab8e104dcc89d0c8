"""/api/review-views and /api/review-settings: views that were kept, and how reviews are done."""

from dataclasses import asdict
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.reviews import filters_of
from secureflow.api.schemas.review_acts import (
    ReviewSettings,
    ReviewSettingsRequest,
    ReviewView,
    ReviewViewChange,
    ReviewViewRequest,
    ReviewViews,
)
from secureflow.api.schemas.reviews import ReviewQuery
from secureflow.db import merchants, review_queue, saved_views
from secureflow.db.accounts import Caller
from secureflow.db.saved_views import SavedViewRow
from secureflow.services import review_settings
from secureflow.services import review_views as service
from secureflow.services.reviews import desk

MOST_COUNTED = 1_000
"""A view's count says no more: whoever has more to do does not need the number."""


@api.output(ReviewViews)
def list_review_views() -> dict[str, Any]:
    """List your own views and the team's shared ones, each with what it shows now."""
    who = caller()
    rows = saved_views.of_person(who.merchant_id, who.id)
    return {"items": [_shown(who, row) for row in rows]}


@api.input(ReviewViewRequest, arg_name="body")
@api.output(ReviewView, status_code=201)
def save_review_view(body: ReviewViewRequest) -> dict[str, Any]:
    """Keep the query of the page's address under a name."""
    who = caller()
    return _shown(who, service.save(who, body.name, body.search, is_shared=body.is_shared))


@api.input(ReviewViewChange, arg_name="body")
@api.output(ReviewView)
def change_review_view(view_id: int, body: ReviewViewChange) -> dict[str, Any]:
    """Change a view of yours; an admin also a shared one of somebody else."""
    who = caller()
    return _shown(who, service.change(who, view_id, body.model_dump(exclude_none=True)))


@api.output({}, status_code=204)
def remove_review_view(view_id: int) -> str:
    """Delete a view."""
    service.remove(caller(), view_id)
    return ""


@api.output(ReviewSettings)
def get_review_settings() -> dict[str, Any]:
    """Return when held orders are due, what happens then, and who is asked twice."""
    return asdict(merchants.review_settings(caller().merchant_id))


@api.input(ReviewSettingsRequest, arg_name="body")
@api.output(ReviewSettings)
def change_review_settings(body: ReviewSettingsRequest) -> dict[str, Any]:
    """Choose when held orders are due and what happens then.

    Reviews that are open keep the time and the default they were opened with.
    """
    wanted = merchants.ReviewSettings(**body.model_dump())
    return asdict(review_settings.change(caller().merchant_id, wanted))


def _shown(who: Caller, row: SavedViewRow) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in ("id", "name", "search", "is_shared")}
    return values | {"is_mine": row.user_id == who.id, "count": _count(who, row.search)}


def _count(who: Caller, search: str) -> int | None:
    """Return how many reviews an address shows; what only the page knows of it counts nothing."""
    known = {key: value for key, value in parse_qsl(search) if key in ReviewQuery.model_fields}
    try:
        query = ReviewQuery.model_validate(known)
    except ValidationError:
        return None
    return review_queue.count(desk(who), query.view, filters_of(who, query), MOST_COUNTED)
