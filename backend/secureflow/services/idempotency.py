"""Do a request once, however often it is sent: its answer is stored in the work's transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from secureflow.db import idempotency, tenancy
from secureflow.db.idempotency import Owner
from secureflow.errors import IdempotencyConflict
from secureflow.extensions import db
from secureflow.holding import HoldingSession

MAX_BODY = 1_000_000
"""Bytes of an answer that are kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request was answered; ``body`` is None where ``reference`` says how to rebuild it."""

    status: int
    content_type: str | None
    body: bytes | None
    reference: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A key that this request was the first to send; its commits are held back."""

    id: int
    merchant_id: int | None


def claim(owner: Owner, key: str, fingerprint: str) -> Claim | Answer:
    """Return the answer that an earlier copy of the request got, or the claim to be the first.

    A copy being worked on is waited for. From a claim on every commit is held back until
    ``settle``. Raises IdempotencyConflict when the key came with another request, or when the
    answer was too large to be kept.
    """
    key_id = idempotency.claim(owner, key, fingerprint)
    if key_id is not None:
        _session().hold()
        return Claim(key_id, owner.merchant_id)
    found = idempotency.find(owner, key)
    if found is None:  # it expired, and was deleted, between the two statements
        return claim(owner, key, fingerprint)
    if found.fingerprint != fingerprint:
        raise IdempotencyConflict(
            "Idempotency-Key: was used before for another request", field="Idempotency-Key"
        )
    if found.body is None and found.reference is None:
        raise IdempotencyConflict(
            "Idempotency-Key: the request was done, and its answer is not kept",
            field="Idempotency-Key",
            fix="Read what it made; sending it again is not needed.",
        )
    return Answer(found.status, found.content_type, found.body, found.reference)


def settle(claimed: Claim, answer: Answer) -> None:
    """Store the answer and commit it together with everything that was done for it.

    A request that failed leaves nothing behind, neither work nor claim, and may be sent again;
    unless a service committed something, such as the count of a wrong code, before it refused.
    """
    session = _session()
    if answer.status >= 500 or (answer.status >= 400 and not session.has_committed):
        session.abandon()
        return
    body = answer.body if answer.body is not None and len(answer.body) <= MAX_BODY else None
    tenancy.bind(claimed.merchant_id)
    idempotency.answer(
        claimed.id,
        {
            "status": answer.status,
            "content_type": answer.content_type,
            "body": body,
            "reference": answer.reference,
        },
    )
    session.release()


def _session() -> HoldingSession:
    return cast(HoldingSession, db.session())
