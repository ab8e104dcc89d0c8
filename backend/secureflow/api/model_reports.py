"""/api/models/quality, /drift and /comparison: what was measured of models in use."""

from typing import Any

from secureflow.api import model_shapes as shapes
from secureflow.api.door import api, models
from secureflow.api.identity import caller
from secureflow.api.kept import Kept
from secureflow.api.schemas.model_reports import (
    Comparison,
    ComparisonQuery,
    Drift,
    QualityOverTime,
    QualityQuery,
)
from secureflow.db import merchants, model_reports
from secureflow.db import models as table
from secureflow.services import comparison, registry

_COMPARED = Kept(seconds=60.0, most=100)
NOTHING: dict[str, Any] = {
    "made_at": None,
    "starts_at": None,
    "ends_at": None,
    "reference": None,
    "payments": 0,
    "payments_then": 0,
    "features": [],
    "score": None,
    "labels": None,
    "signals": [],
}


@api.input(QualityQuery, location="query", arg_name="query")
@api.output(QualityOverTime)
def model_quality(query: QualityQuery) -> dict[str, Any]:
    """Return the quality of the scores that were given, week by week, measured daily.

    Labels come late, so the latest weeks rest on fewer of them and change.
    """
    merchant_id = caller().merchant_id
    if query.version is not None:
        registry.found(merchant_id, query.version)
    rows = model_reports.quality(merchant_id, query.version)
    names = ("starts_at", "ends_at", "version")
    points = [{name: getattr(row, name) for name in names} | row.figures for row in rows]
    return {"version": query.version, "points": points}


@api.output(Drift)
def model_drift() -> dict[str, Any]:
    """Return how far the last week's payments are from what the champion knows, measured daily."""
    merchant_id = caller().merchant_id
    champion = table.champion(merchant_id)
    version = None if champion is None else champion.version
    row = None if version is None else model_reports.last_drift(merchant_id, version)
    if row is None:
        return NOTHING | {"version": version}
    times = {name: getattr(row, name) for name in ("made_at", "starts_at", "ends_at")}
    return row.report | times | {"version": version}


@api.input(ComparisonQuery, location="query", arg_name="query")
@api.output(Comparison)
def compare_models(query: ComparisonQuery) -> dict[str, Any]:
    """Compare a challenger with the champion on the payments that both have scored.

    Only payments count that are later than what either was trained on, the latest 50,000 of ninety
    days. `gate` says what a promotion still waits for. An answer may be a minute old; a promotion
    itself looks again.
    """
    merchant_id = caller().merchant_id
    two, _ = comparison.asked(merchant_id, query.challenger)
    policy = merchants.latest_policy(merchant_id)
    # What is promoted is compared anew; whoever looks again within a minute sees the same.
    return _COMPARED.get(
        (merchant_id, two.champion.version, two.challenger.version, policy.version),
        lambda: shapes.comparison(comparison.compare(models(), merchant_id, query.challenger)),
    )
