"""What a mistake costs the merchant, as it said so itself."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from secureflow.db import audit as trail
from secureflow.db.merchants import MerchantRow
from secureflow.errors import Outdated
from secureflow.extensions import db
from secureflow.services import audit

ACTION = "costs.changed"


@dataclass(frozen=True, slots=True)
class Costs:
    """In units of the merchant's currency; ``margin`` is a share of the price, 0..1."""

    chargeback_fee: Decimal
    margin: Decimal
    review_cost: Decimal


def change(merchant_id: int, wanted: Costs, was: Costs | None = None) -> Costs:
    """Store what a mistake costs from now on, on record; sums of money follow at once.

    Outdated where it costs something else by now than ``was``, and than what is wanted.
    """
    # Two who save at once come one after the other; payments, which name the row, do not wait.
    row = db.session.get_one(
        MerchantRow, merchant_id, with_for_update={"key_share": True}, populate_existing=True
    )
    before = Costs(row.chargeback_fee, row.margin, row.review_cost)
    if before != wanted:
        if was is not None and was != before:
            raise _outdated(merchant_id, before)
        for name, value in asdict(wanted).items():
            setattr(row, name, value)
        audit.record(
            ACTION,
            f"merchant:{merchant_id}",
            before=_as_text(before),
            after=_as_text(wanted),
        )
    db.session.commit()
    return wanted


def _outdated(merchant_id: int, now: Costs) -> Outdated:
    filters = trail.Filters(action=ACTION)
    last = trail.page(merchant_id, filters, sort="-at", limit=1, cursor=None).rows
    event = last[0][0] if last else None
    is_person = event is not None and event.actor_kind == "user"
    name = "The service" if event is None else event.actor_name
    return Outdated(
        f"{name} has changed the costs since you opened them.",
        fix="Look at theirs, then send yours with `was` as it is now, or leave theirs.",
        facts={
            "by": None
            if event is None
            else {"id": event.actor_id if is_person else None, "name": name},
            "at": None if event is None else event.at.isoformat(),
            "theirs": _as_text(now),
        },
    )


def _as_text(costs: Costs) -> dict[str, str]:
    return {name: format(value, "f") for name, value in asdict(costs).items()}
