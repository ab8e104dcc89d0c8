"""Views of the review desk that somebody gave a name to."""

from collections.abc import Mapping
from typing import Any

from secureflow.db import saved_views
from secureflow.db.accounts import Caller
from secureflow.db.saved_views import SavedViewRow
from secureflow.errors import Conflict, NotAllowed, NotFound
from secureflow.extensions import db
from secureflow.services import audit

MOST_VIEWS = 50
"""Views of one person."""
ADMINS = {"admin", "owner"}


def save(person: Caller, name: str, search: str, *, is_shared: bool) -> SavedViewRow:
    """Keep a view under a name that the person has no other of."""
    if saved_views.count(person.id) >= MOST_VIEWS:
        raise Conflict(f"{MOST_VIEWS} views are the most.", fix="Delete one first.")
    _need_free(person.id, name, None)
    row = SavedViewRow(
        merchant_id=person.merchant_id,
        user_id=person.id,
        name=name,
        search=search,
        is_shared=is_shared,
    )
    saved_views.add(row)
    if is_shared:
        audit.record("review_view.shared", f"review_view:{row.id}", after={"name": name})
    db.session.commit()
    return row


def change(person: Caller, view_id: int, wanted: Mapping[str, Any]) -> SavedViewRow:
    """Change name, search or who has a view; another's shared one an admin may change."""
    row = _changeable(person, view_id)
    if "name" in wanted:
        _need_free(row.user_id, wanted["name"], row.id)
    before = {name: getattr(row, name) for name in ("name", "search", "is_shared")}
    for name, value in wanted.items():
        setattr(row, name, value)
    if before["is_shared"] or row.is_shared:
        thing = f"review_view:{row.id}"
        audit.record("review_view.changed", thing, before=before, after=dict(wanted))
    db.session.commit()
    return row


def remove(person: Caller, view_id: int) -> None:
    """Delete a view."""
    row = _changeable(person, view_id)
    if row.is_shared:
        audit.record("review_view.removed", f"review_view:{row.id}", before={"name": row.name})
    saved_views.remove(row)
    db.session.commit()


def _changeable(person: Caller, view_id: int) -> SavedViewRow:
    row = saved_views.by_id(person.merchant_id, view_id)
    if row is None or (row.user_id != person.id and not row.is_shared):
        raise NotFound(f"There is no view {view_id}.", field="view_id")
    if row.user_id != person.id and person.role not in ADMINS:
        raise NotAllowed("This view is a colleague's.", fix="Save one of your own.")
    return row


def _need_free(user_id: int, name: str, but: int | None) -> None:
    if saved_views.is_taken(user_id, name, but):
        raise Conflict(f"name: there is a view {name!r} already", field="name")
