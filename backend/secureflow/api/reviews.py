"""/api/reviews: the review desk, and having a review before one."""

from decimal import Decimal
from typing import Any

from secureflow.api import review_shapes as shapes
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.review_acts import AskRequest, NoteRequest, SnoozeRequest
from secureflow.api.schemas.reviews import (
    Claimed,
    NextRequest,
    NextReview,
    Review,
    ReviewDetail,
    ReviewNote,
    ReviewPage,
    ReviewQuery,
)
from secureflow.db import merchants, review_queue, review_record
from secureflow.db.accounts import Caller
from secureflow.db.review_queue import Filters
from secureflow.services import personal, review_facts
from secureflow.services import reviews as service
from secureflow.services.review_acts import not_found


@api.input(ReviewQuery, location="query", arg_name="query")
@api.output(ReviewPage)
def list_reviews(query: ReviewQuery) -> dict[str, Any]:
    """List what waits for a person, a page at a time, the most urgent first unless sorted else."""
    who = caller()
    desk = service.desk(who)
    page = review_queue.page(
        desk, query.view, filters_of(who, query), query.sort, query.limit, query.cursor
    )
    counts = dict(review_queue.counts(desk)._mapping)
    return {
        "items": shapes.reviews(desk, page.rows),
        "next_cursor": page.next_cursor,
        "snoozed_next": counts.pop("snoozed_next"),
        "counts": counts,
        "done_today": review_facts.done_today(who, desk.now),
        "daily_goal": merchants.review_settings(who.merchant_id).daily_goal,
    }


@api.output(ReviewDetail)
def get_review(review_id: int) -> dict[str, Any]:
    """Return one review with everything that was done with it and said of it."""
    who = caller()
    desk = service.desk(who)
    found = review_queue.one(desk, review_id, is_test=who.only_mode)
    if found is None:
        raise not_found(review_id)
    acts = review_record.acts(who.merchant_id, review_id)
    return shapes.detail(desk, found, acts, review_record.notes(who.merchant_id, review_id))


@api.output(Claimed)
def claim_review(review_id: int) -> dict[str, Any]:
    """Have a review for ten minutes; call it again while you work on it.

    Where somebody else has it the answer says who, and you are among its viewers: either of you
    may decide.
    """
    who = caller()
    found = service.claim(who, review_id)
    people = review_record.people(who.merchant_id, {found.by, *found.viewers})
    return {
        "claim": shapes.claimed(found.by, found.until, people),
        "viewers": [
            {"id": one, "name": people[one].name} for one in found.viewers if one in people
        ],
        "is_mine": found.is_mine,
    }


@api.output({}, status_code=204)
def release_review(review_id: int) -> str:
    """Let go of a review, or stop looking at it."""
    service.release(caller(), review_id)
    return ""


@api.input(NextRequest, arg_name="body")
@api.output(NextReview)
def next_review(body: NextRequest) -> dict[str, Any]:
    """Be given the next review that nobody else has. Two who ask at once get different ones."""
    who = caller()
    found = service.claim_next(who, body.view, body.after)
    return {"review": None if found is None else _shown(who, found)}


@api.input(SnoozeRequest, arg_name="body")
@api.output(Review)
def snooze_review(review_id: int, body: SnoozeRequest) -> dict[str, Any]:
    """Put a review out of sight until a time."""
    service.snooze(caller(), review_id, body.until)
    return _shown(caller(), review_id)


@api.output(Review)
def wake_review(review_id: int) -> dict[str, Any]:
    """Bring a snoozed review back now."""
    service.wake(caller(), review_id)
    return _shown(caller(), review_id)


@api.input(AskRequest, arg_name="body")
@api.output(Review)
def ask_colleague(review_id: int, body: AskRequest) -> dict[str, Any]:
    """Ask a colleague to decide; until they do, the review is on their desk alone."""
    service.ask(caller(), review_id, body.user_id, body.note)
    return _shown(caller(), review_id)


@api.output(Review)
def unask_colleague(review_id: int) -> dict[str, Any]:
    """Take the question back: the review is on everybody's desk again."""
    service.unask(caller(), review_id)
    return _shown(caller(), review_id)


@api.input(NoteRequest, arg_name="body")
@api.output(ReviewNote, status_code=201)
def write_review_note(review_id: int, body: NoteRequest) -> dict[str, Any]:
    """Write a note on a review, for the team and for later."""
    who = caller()
    row = service.note(who, review_id, body.text, body.mentions)
    return shapes.note(row, review_record.people(who.merchant_id, row.mentions))


def filters_of(who: Caller, query: ReviewQuery) -> Filters:
    """Return the filters that a query asks for."""
    return Filters(
        levels=query.level.split(",") if query.level else (),  # type: ignore[arg-type]
        amount_min=Decimal(query.min) if query.min else None,
        amount_max=Decimal(query.max) if query.max else None,
        category=query.category,
        customer=query.customer,
        text=query.text,
        hidden_email=personal.needle(who.merchant_id, query.text),
    )


def _shown(who: Caller, review_id: int) -> dict[str, Any]:
    desk = service.desk(who)
    found = review_queue.one(desk, review_id, is_test=who.only_mode)
    if found is None:
        raise not_found(review_id)
    return shapes.review(desk, found)
