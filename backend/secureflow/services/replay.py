"""Replay: a stored payment judged again by its own model and policy, from what was stored alone."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from secureflow.db import own_scores
from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.errors import Conflict
from secureflow.services import deciding
from secureflow.services.deciding import Decided
from secureflow.services.models import Models

JUDGED = ("anomaly_score", "probability", "base_points")
DECIDED = ("score", "decision")
FIGURES = (*JUDGED, *DECIDED, "model_score")


@dataclass(frozen=True, slots=True)
class Replay:
    """A judgement as stored and as made again; ``differences`` in words, none where identical."""

    model_version: str
    stored: dict[str, Any]
    replayed: dict[str, Any]
    differences: list[str]


def replay(here: Models, row: TransactionRow) -> Replay:
    """Return a stored payment's judgement made again, compared to the last digit.

    Where reasons were not stored, those of the replay stand for themselves. Raises Conflict for a
    payment that was stored without inputs, ModelUnavailable where its model cannot be had.
    """
    if row.inputs is None:
        raise Conflict(
            "This payment was stored before its inputs were, so it cannot be judged again.",
            field="transaction_id",
        )
    scorer = here.version(row.model_version)
    inputs = np.array([row.inputs], dtype=np.float64)
    again = scorer.judge((transaction_of(row),), inputs)[0]
    stored = {name: getattr(row, name) for name in FIGURES} | {"model_score": own_scores.of(row)}
    stored |= {"reasons": row.reasons, "hits": row.hits or []}
    stored["rule_points"] = own_scores.points_of(row.hits)
    replayed = _told(deciding.again(row, again, scorer.feature_names))
    return Replay(row.model_version, stored, replayed, _differences(stored, replayed))


def _told(made: Decided) -> dict[str, Any]:
    hits = [asdict(hit) for hit in made.verdict.hits]
    figures = {name: getattr(made.score, name) for name in JUDGED}
    figures |= {"model_score": made.score.score, "rule_points": own_scores.points_of(hits)}
    figures |= {name: getattr(made.verdict, name) for name in DECIDED}
    reasons = deciding.reasons_of(made) or ()
    return figures | {
        "reasons": [asdict(reason) for reason in reasons],
        "hits": hits,
    }


def _differences(stored: dict[str, Any], replayed: dict[str, Any]) -> list[str]:
    found = [
        f"{name} was {stored[name]!r} and is {replayed[name]!r}"
        for name in FIGURES
        if stored[name] != replayed[name]
    ]
    hits = len(stored["hits"]), len(replayed["hits"])
    if stored["hits"] != replayed["hits"]:
        found.append(f"{hits[0]} hits were stored, and other {hits[1]} come of what was")
    before, now = stored["reasons"], replayed["reasons"]
    if before is not None and before != now:
        found.append(f"{len(before)} reasons were stored, and other {len(now)} come of the inputs")
    return found
