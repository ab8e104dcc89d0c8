"""Promotion through the gate: a challenger that is not worse may judge from now on."""

from secureflow.db import model_changes
from secureflow.db.models import ModelVersionRow
from secureflow.errors import GateFailed
from secureflow.services import comparison, registry
from secureflow.services.models import Models


def promote(here: Models, merchant_id: int, version: str, reason: str) -> ModelVersionRow:
    """Make a challenger the merchant's champion; GateFailed says which conditions do not hold.

    NotFound for what is no challenger: whoever wants a model challenges with it first, be it as
    a shadow.
    """
    # What the gate finds has to hold until the promotion is stored.
    model_changes.lock()
    gate = comparison.compare(here, merchant_id, version).gate
    if not gate["passed"]:
        failed = " ".join(check["text"] for check in gate["checks"] if not check["passed"])
        raise GateFailed(f"{version} may not be promoted: {failed}")
    return registry.promote(here, merchant_id, version, reason, gate)
