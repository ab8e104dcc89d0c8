"""Reviews in every state that an operation of the desk needs, and the requests that succeed."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from flask.testing import FlaskClient

from tests.conftest import Tenant, as_owner
from tests.services.waiting import reviews

EACH = 12
RESOLVED = """
    UPDATE reviews SET state = 'resolved', was = 'open', resolution = 'decline',
        source = 'reviewer', resolved_by_name = 'checkout', resolved_at = now(),
        undo_until = now() + interval '1 day' {more}
    WHERE id = ANY(:ids)
"""
SETTLED = ", settled_at = now()"
BATCHED = ", batch_id = id"


def things(tenant: Tenant, client: FlaskClient, headers: dict[str, str]) -> dict[str, list[int]]:
    """Return the numbers of reviews by what can be done with them, and of views."""
    numbers = reviews(tenant.merchant_id, 6 * EACH, score=60.0)
    pools = [numbers[start : start + EACH] for start in range(0, len(numbers), EACH)]
    found = dict(
        zip(
            ("reviews", "resolvable", "undoable", "batches", "reasoned", "final_reviews"),
            pools,
            strict=True,
        )
    )
    # So that none of the four can be taken back by the job before it is tried.
    for name, more in (
        ("undoable", ""),
        ("batches", BATCHED),
        ("reasoned", SETTLED),
        ("final_reviews", SETTLED),
    ):
        as_owner(RESOLVED.format(more=more), ids=found[name])
    as_owner("UPDATE reviews SET undo_until = resolved_at WHERE settled_at IS NOT NULL")
    made = [
        client.post("/api/review-views", json=view(f"kept {number}"), headers=headers)
        for number in range(EACH)
    ]
    return found | {"views": [answer.get_json()["id"] for answer in made]}


def view(name: str) -> dict[str, Any]:
    """Return a view to keep."""
    return {"name": name, "search": "min=1000"}


def requests(world: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the requests of the desk that succeed, by the operation's id."""
    soon = (datetime.now(UTC) + timedelta(hours=2)).isoformat()

    def of(parameter: str, pool: str, body: Any = None) -> list[dict[str, Any]]:
        sent = {} if body is None else {"body": body}
        return [{"path_parameters": {parameter: number}} | sent for number in world[pool]]

    return {
        "get_review": of("review_id", "reviews"),
        "claim_review": of("review_id", "reviews"),
        "release_review": of("review_id", "reviews"),
        "next_review": [{"body": {"view": "open"}}],
        "snooze_review": of("review_id", "reviews", {"until": soon}),
        "wake_review": of("review_id", "reviews"),
        "ask_colleague": of("review_id", "reviews", {"user_id": world["asked"]}),
        "unask_colleague": of("review_id", "reviews"),
        "write_review_note": of("review_id", "reviews", {"text": "Calls back at noon."}),
        "resolve_review": of("review_id", "resolvable", {"resolution": "decline"}),
        "resolve_reviews": [
            {"body": {"review_ids": [number], "resolution": "approve"}}
            for number in world["resolvable"]
        ],
        "undo_resolution": of("review_id", "undoable"),
        "undo_resolutions": of("batch_id", "batches"),
        "name_reason": of("review_id", "reasoned", {"reason": "stolen_card"}),
        "reopen_review": of("review_id", "final_reviews", {"reason": "They sent proof."}),
        "save_review_view": [{"body": view(f"view {number}")} for number in range(EACH)],
        "change_review_view": of("view_id", "views", {"is_shared": True}),
        "remove_review_view": of("view_id", "views")[1:],
        "change_review_settings": [
            {
                "body": {
                    "due_minutes": 60,
                    "default_action": "keep",
                    "second_opinion_share": 0.1,
                    "daily_goal": 20,
                }
            }
        ],
    }
