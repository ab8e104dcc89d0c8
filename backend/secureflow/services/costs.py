"""What a mistake costs the merchant, as it said so itself."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from secureflow.db.merchants import MerchantRow
from secureflow.extensions import db
from secureflow.services import audit


@dataclass(frozen=True, slots=True)
class Costs:
    """In units of the merchant's currency; ``margin`` is a share of the price, 0..1."""

    chargeback_fee: Decimal
    margin: Decimal
    review_cost: Decimal


def change(merchant_id: int, wanted: Costs) -> Costs:
    """Store what a mistake costs from now on, on record; sums of money follow at once."""
    row = db.session.get_one(MerchantRow, merchant_id)
    before = Costs(row.chargeback_fee, row.margin, row.review_cost)
    if before != wanted:
        for name, value in asdict(wanted).items():
            setattr(row, name, value)
        audit.record(
            "costs.changed",
            f"merchant:{merchant_id}",
            before=_as_text(before),
            after=_as_text(wanted),
        )
    db.session.commit()
    return wanted


def _as_text(costs: Costs) -> dict[str, str]:
    return {name: format(value, "f") for name, value in asdict(costs).items()}
