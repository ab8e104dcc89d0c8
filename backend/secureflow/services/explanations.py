"""Why a stored payment got its score, by the model that gave it, from what was stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from secureflow.db.transactions import TransactionRow, transaction_of
from secureflow.domain import Policy, Reason
from secureflow.errors import BundleDamaged, BundleDrift, ModelUnavailable
from secureflow.infra.logs import log
from secureflow.scoring.explain import signals
from secureflow.scoring.explain.signals import HELPS
from secureflow.scoring.history.columns import SIGNALS
from secureflow.services.models import Models

MOST_HELPFUL = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """The reasons and inputs of a payment, and what alone would have had it approved.

    Where a rule, a list or the shield spoke, no change of the payment alone is known to do.
    ``reasons`` is None where they were not stored and their model is not to be had any more;
    ``features`` are the model's inputs by name, None where unknown.
    """

    reasons: Sequence[Reason] | None
    features: Mapping[str, float | None]
    counterfactual: str | None


def explain(models: Models, row: TransactionRow, policy: Policy) -> Explanation:
    """Return the explanation of a stored payment; ``policy`` is the one that decided."""
    stored = None if row.reasons is None else [Reason(**reason) for reason in row.reasons]
    if row.inputs is None:
        return Explanation(stored, row.features or {}, None)
    try:
        scorer = models.version(row.model_version)
    except (ModelUnavailable, BundleDamaged, BundleDrift) as error:
        log.warning("payment_not_explained", extra={"model": row.model_version, "code": error.code})
        return Explanation(stored, {}, None)
    payment = transaction_of(row)
    named = zip(scorer.feature_names, row.inputs, strict=True)
    return Explanation(
        stored if stored is not None else scorer.reasons_of(payment, row.inputs),
        {name: None if isnan(value) else value for name, value in named},
        None if row.hits else scorer.counterfactual(payment, row.inputs, policy),
    )


def help_of(models: Models, merchant_id: int) -> Mapping[str, float]:
    """Return how much each signal tells the merchant's model; nothing is known without one."""
    try:
        return models.arms(merchant_id).champion.scorer.bundle.signal_help
    except ModelUnavailable:
        return {}


def signals_of(values: Mapping[str, Any], helps: Mapping[str, float]) -> dict[str, Any]:
    """Return which signals of a stored payment's ``values`` were missing, best first.

    ``signals_helpful`` are the three that would help most, with what they would add.
    """
    missing = signals.by_help([name for name in SIGNALS if values[name] is None], helps)
    helpful = [name for name in missing if helps.get(name, 0.0) > 0.0][:MOST_HELPFUL]
    return {
        "signals_missing": missing,
        "signals_helpful": [{"signal": name, "text": HELPS[name]} for name in helpful],
    }
