"""/api/costs: what a mistake costs the merchant."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.costs import CostSettings, CostsRequest
from secureflow.services import costs as service


@api.output(CostSettings)
def get_costs() -> dict[str, Any]:
    """Return what a mistake costs you: a charge-back, a good order declined, a review."""
    who = caller()
    found = service.Costs(who.chargeback_fee, who.margin, who.review_cost)
    return _shown(found, who.currency)


@api.input(CostsRequest, arg_name="body")
@api.output(CostSettings)
def change_costs(body: CostsRequest) -> dict[str, Any]:
    """Say what a mistake costs you; every sum of money saved or lost follows at once."""
    who = caller()
    wanted = service.Costs(body.chargeback_fee, body.margin, body.review_cost)
    return _shown(service.change(who.merchant_id, wanted), who.currency)


def _shown(costs: service.Costs, currency: str) -> dict[str, Any]:
    money = {
        "chargeback_fee": format(costs.chargeback_fee, "f"),
        "review_cost": format(costs.review_cost, "f"),
    }
    return money | {"margin": float(costs.margin), "currency": currency}
