"""Having a review before one: claiming it, putting it off, asking a colleague, writing a note."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from secureflow.db import review_queue, review_record, reviews
from secureflow.db.accounts import Caller
from secureflow.db.review_queue import Desk, View
from secureflow.db.review_record import ReviewNoteRow
from secureflow.db.reviews import ReviewRow
from secureflow.errors import InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.services.review_acts import author, now, record, taken, tell, waiting, write

CLAIM = timedelta(minutes=10)
"""How long a review is somebody's without a sign of them."""
LONGEST_SNOOZE = timedelta(days=30)
REVIEWERS = {"reviewer", "admin", "owner"}


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who has a review and until when, who else looks at it, and whether it is the caller."""

    by: int
    until: datetime
    viewers: list[int]
    is_mine: bool


def desk(who: Caller) -> Desk:
    """Return whose reviews are looked at, and when."""
    return Desk(who.merchant_id, who.is_test, author(who).id, now())


def claim(person: Caller, review_id: int) -> Claimed:
    """Have a review for ten minutes, or ten more; where another person has it, be a viewer.

    Nobody is locked out: whoever looks may decide too, and the first who does is the one.
    """
    row, at, by = waiting(person, review_id), now(), author(person)
    has_it = has_now(row, at)
    if has_it is None or has_it == person.id:
        _claim(row, person, at)
    else:
        before = review_record.viewers(row.merchant_id, [row.id], at).get(row.id, [])
        review_record.look(row.merchant_id, row.id, person.id, at + CLAIM)
        if person.id not in before:
            tell(row, by, "review.changed", viewers=len(before) + 1)
    viewers = review_record.viewers(row.merchant_id, [row.id], at).get(row.id, [])
    holder, until = row.claimed_by, row.claimed_until
    db.session.commit()
    if holder is None or until is None:
        raise NotFound(f"There is no review {review_id}.", field="review_id")
    return Claimed(holder, until, viewers, holder == person.id)


def release(person: Caller, review_id: int) -> None:
    """Have a review no longer, or look at it no longer."""
    row, at, by = taken(person, review_id), now(), author(person)
    review_record.look_away(row.merchant_id, row.id, person.id)
    if row.state != "resolved" and has_now(row, at) == person.id:
        row.claimed_by = row.claimed_until = None
        record(row, by, "released", at)
        tell(row, by, "review.released")
    db.session.commit()


def claim_next(person: Caller, view: View, after_id: int | None) -> int | None:
    """Return the id of the next free review of a view, claimed; None where there is none."""
    after = None if after_id is None else taken(person, after_id)
    place = desk(person)
    found = review_queue.next_free(place, view, after)
    if found is not None:
        (row,) = reviews.locked(person.merchant_id, [found])
        _claim(row, person, place.now)
    db.session.commit()
    return found


def snooze(who: Caller, review_id: int, until: datetime) -> None:
    """Put a review out of sight until a time, not beyond the one at which it is due."""
    row, at, by = waiting(who, review_id), now(), author(who)
    if not at < until <= at + LONGEST_SNOOZE:
        raise InvalidInput("until: must be in the future, at most 30 days", field="until")
    if row.due_at is not None and until > row.due_at:
        raise InvalidInput(
            "until: lies after this order is due", field="until", fix="Choose a time before it."
        )
    row.state, row.snoozed_until = "snoozed", until
    row.claimed_by = row.claimed_until = None
    record(row, by, "snoozed", at, until=until.isoformat())
    tell(row, by, "review.changed")
    db.session.commit()


def wake(who: Caller, review_id: int) -> None:
    """Bring a review back into sight before its time."""
    row, by = waiting(who, review_id), author(who)
    if row.state == "snoozed":
        row.state, row.snoozed_until = "open", None
        record(row, by, "woken", now())
        tell(row, by, "review.changed")
    db.session.commit()


def ask(person: Caller, review_id: int, user_id: int, note: str | None) -> None:
    """Ask a colleague to decide: the review is theirs, and leaves everybody else's desk."""
    row, at, by = waiting(person, review_id), now(), author(person)
    found = review_record.people(row.merchant_id, [user_id]).get(user_id)
    if found is None:
        raise NotFound(f"There is no person {user_id} in the team.", field="user_id")
    if found.role not in REVIEWERS or user_id in (person.id, row.not_for):
        raise InvalidInput(
            "user_id: this person cannot decide it for you",
            field="user_id",
            fix="Ask another reviewer or admin.",
        )
    was = {
        "asked": row.asked,
        "snoozed_until": None if row.snoozed_until is None else row.snoozed_until.isoformat(),
    }
    row.asked, row.state, row.snoozed_until = user_id, "open", None
    row.claimed_by = row.claimed_until = None
    written = None if note is None else write(row, by, note, at, [user_id]).id
    asked = {"id": user_id, "name": found.name}
    record(row, by, "asked", at, asked=asked, note=written, was=was)
    tell(row, by, "review.changed", asked=asked)
    db.session.commit()


def unask(person: Caller, review_id: int) -> None:
    """Take the question back: the review is whose it was, and out of sight again if it was."""
    row, at, by = waiting(person, review_id), now(), author(person)
    if row.asked is not None:
        act = review_record.asked_now(row.merchant_id, row.id)
        was = {} if act is None else act.details.get("was", {})
        # Who has left the team since is asked no more.
        found = review_record.people(row.merchant_id, [was["asked"]] if was.get("asked") else [])
        asked = next(({"id": one.id, "name": one.name} for one in found.values()), None)
        row.asked = None if asked is None else asked["id"]
        until = was.get("snoozed_until")
        # What the colleague has put off stays so.
        if row.state == "open" and until and datetime.fromisoformat(until) > at:
            row.state, row.snoozed_until = "snoozed", datetime.fromisoformat(until)
        record(row, by, "unasked", at)
        tell(row, by, "review.changed", asked=asked)
    db.session.commit()


def note(who: Caller, review_id: int, text: str, mentions: Collection[int]) -> ReviewNoteRow:
    """Store what somebody writes of a review, of a resolved one too."""
    row, by = taken(who, review_id), author(who)
    wanted = sorted(set(mentions))
    missing = set(wanted) - review_record.people(row.merchant_id, wanted).keys()
    if missing:
        raise NotFound(f"There is no person {min(missing)} in the team.", field="mentions")
    written = write(row, by, text, now(), wanted)
    tell(row, by, "review.changed", mentions=wanted)
    db.session.commit()
    return written


def has_now(row: ReviewRow, at: datetime) -> int | None:
    """Return the id of the person who has a review at a time."""
    is_over = row.claimed_until is None or row.claimed_until <= at
    return None if is_over else row.claimed_by


def _claim(row: ReviewRow, person: Caller, at: datetime) -> None:
    is_new = has_now(row, at) != person.id
    row.claimed_by, row.claimed_until = person.id, at + CLAIM
    review_record.look_away(row.merchant_id, row.id, person.id)
    if is_new:
        record(row, author(person), "claimed", at)
        tell(row, author(person), "review.claimed", until=row.claimed_until.isoformat())
