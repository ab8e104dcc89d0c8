"""/api/costs: what a mistake costs the merchant."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.costs import CostsBefore, CostSettings, CostsRequest
from secureflow.services import costs as service


@api.output(CostSettings)
def get_costs() -> dict[str, Any]:
    """Return what a mistake costs you: a chargeback, a good order declined, a review."""
    who = caller()
    found = service.Costs(who.chargeback_fee, who.margin, who.review_cost)
    return _shown(found, who.currency)


@api.input(CostsRequest, arg_name="body")
@api.output(CostSettings)
def change_costs(body: CostsRequest) -> dict[str, Any]:
    """Say what a mistake costs you; every sum of money saved or lost follows at once.

    With `was`, the change of somebody else is not lost: `outdated` says who made it, and `theirs`.
    """
    who = caller()
    was = None if body.was is None else _read(body.was)
    return _shown(service.change(who.merchant_id, _read(body), was), who.currency)


def _read(said: CostsBefore) -> service.Costs:
    return service.Costs(said.chargeback_fee, said.margin, said.review_cost)


def _shown(costs: service.Costs, currency: str) -> dict[str, Any]:
    money = {
        "chargeback_fee": format(costs.chargeback_fee, "f"),
        "review_cost": format(costs.review_cost, "f"),
    }
    return money | {"margin": float(costs.margin), "currency": currency}
