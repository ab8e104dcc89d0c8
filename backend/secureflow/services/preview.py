"""What a change of a policy would have done to the merchant's own payments, in its money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Row

from secureflow.db import merchants
from secureflow.db import preview as table
from secureflow.db.accounts import Caller
from secureflow.db.models import ModelVersionRow
from secureflow.db.preview import Window
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.intake.fields import EARLIEST
from secureflow.losses import Costs, Decisions, Floats
from secureflow.rules.book import RuleBook
from secureflow.rules.preview import notes
from secureflow.rules.preview.buckets import Buckets, buckets
from secureflow.rules.preview.deciding import by_lines
from secureflow.rules.preview.figures import Compared, compare
from secureflow.rules.preview.history import History
from secureflow.rules.preview.notes import Note
from secureflow.rules.preview.past import Past
from secureflow.rules.preview.rows import Changed, Split, changed, split
from secureflow.rules.preview.unknown import Unknown, unknown
from secureflow.services import past as stored
from secureflow.services import policies, policy_periods, tried_notes
from secureflow.services.tried import USUAL_PAYMENTS, Change, Wanted


@dataclass(frozen=True, slots=True)
class Preview:
    """Stored payments decided anew: by the live policy, and by the change of it.

    ``scores`` and ``decisions`` are those of the two; ``held_against`` has how many payments
    each policy of the first side decided, the newest policy first, and ``live`` is that one.
    ``caught`` is a tried rule in words and what it holds for.
    ``shown`` has what is shown of the payments in the samples, by id.
    """

    live: RuleBook
    tried: RuleBook
    based_on: int
    held_against: Mapping[int, int]
    past: Past
    scores: tuple[Floats, Floats]
    decisions: tuple[Decisions, Decisions]
    compared: Compared
    changed: Changed
    caught: tuple[str, Split] | None
    unknown: Unknown
    buckets: Buckets
    notes: list[Note]
    shown: Mapping[int, Row[Any]]


def of(caller: Caller, wanted: Wanted) -> Preview:
    """Return what a change would have done; nothing is changed or locked.

    Raises NotFound for a policy, a rule, a list or a model that the merchant has not, RuleError
    for a rule that cannot be, Conflict while another of the merchant's is being worked out.
    """
    if not (wanted.is_lines_alone and wanted.most <= USUAL_PAYMENTS):
        alone(caller.merchant_id)
    now = datetime.now(UTC)
    change = Change(caller, wanted)
    window = Window(
        caller.merchant_id,
        caller.is_test,
        caller.currency,
        wanted.most,
        wanted.since or EARLIEST,
        wanted.until or now,
    )
    history = stored.of(window, change.asked())
    if change.model is not None:
        history = _scored_by_both(history, change.model)
    if history.decided is not None:
        # What came late tells of a time at which it was not decided.
        at, since, until = history.decided.at, window.since.timestamp(), window.until.timestamp()
        history = history.only((at > since) & (at <= until))
    return _of(caller, change, history, now)


def of_shadow(caller: Caller, version: int) -> Preview:
    """Return what a policy would have done with what was decided while it was in the shadow.

    It is held against the decision each payment really got, by whichever policy was live then.

    NotFound where there is no such policy, Conflict where it was never in the shadow.
    """
    row = policies.found_policy(caller.merchant_id, version)
    if row.shadow_since is None:
        raise Conflict(
            f"Policy {version} was never in the shadow.",
            field="policy",
            fix="Put it there, or ask POST /api/policies/preview about the past.",
        )
    until = policy_periods.shadow_end(row)
    return of(caller, Wanted(policy=version, since=row.shadow_since, until=until, as_decided=True))


def _of(caller: Caller, change: Change, history: History, now: datetime) -> Preview:
    tried, past = change.tried, history.past
    live, against, score, first = _before(caller.merchant_id, change, history, now)
    after = history.settled(change.as_it_would_be, now)
    second = by_lines(after, tried.review_line, tried.block_line)
    costs = costs_of(caller.merchant_id)
    compared = compare(past, first, second, costs)
    differing = changed(past, first, second)
    caught = None
    if change.rule is not None:
        held = history.holds(change.rule.condition, change.as_it_would_be)
        caught = (change.said, split(past, held))
    spared = unknown(past, second)
    parts = [differing.split] if caught is None else [differing.split, caught[1]]
    places = np.unique(np.concatenate([part.sample for part in parts]))
    told = [
        *notes.of_history(past, compared.new, spared, now.timestamp()),
        *tried_notes.of_change(change, history, now),
    ]
    return Preview(
        live=live,
        tried=tried,
        based_on=change.based_on,
        held_against=against,
        past=past,
        scores=(score, after.score),
        decisions=(first, second),
        compared=compared,
        changed=differing,
        caught=caught,
        unknown=spared,
        buckets=buckets(past, after, costs),
        notes=told,
        shown=table.of_ids(caller.merchant_id, past.ids[places].tolist()),
    )


def _before(
    merchant_id: int, change: Change, history: History, now: datetime
) -> tuple[RuleBook, Mapping[int, int], Floats, Decisions]:
    """Return what the change is held against: policies, and the scores and decisions of them."""
    live, real = change.live, history.decided
    if real is None:
        settled = history.settled(change.as_it_is, now)
        lines = by_lines(settled, live.review_line, live.block_line)
        return live, {live.version: len(lines)}, settled.score, lines
    if real.by_policy:
        live = policies.book(merchant_id, max(real.by_policy))
    return live, real.by_policy, real.score, history.past.stored


def costs_of(merchant_id: int) -> Costs:
    """Return what mistakes cost a merchant, as it said so itself."""
    row = merchants.by_id(merchant_id)
    if row is None:
        raise NotFound("There is no such merchant.")
    return Costs(float(row.chargeback_fee), float(row.margin), float(row.review_cost))


def alone(merchant_id: int) -> None:
    """Keep others from reading as much of a merchant's payments until the transaction ends.

    Conflict where another does so already.
    """
    if not table.begin_alone(merchant_id):
        raise Conflict(
            "Another preview of this shop is being worked out.",
            fix="Ask again in a few seconds; moving the lines alone needs no waiting.",
        )


def _scored_by_both(history: History, model: ModelVersionRow) -> History:
    scores = history.other_score
    assert scores is not None  # noqa: S101 - it was asked for
    known = ~np.isnan(scores)
    if not known.any():
        raise InvalidInput(
            f"model: {model.version} has scored none of these payments",
            field="model",
            fix="Let it challenge the champion first; it then scores payments in the shadow.",
        )
    return history.only(known)
