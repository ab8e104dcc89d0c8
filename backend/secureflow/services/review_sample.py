"""Which share of decided payments a person is shown, and from which score one is a close call."""

from dataclasses import asdict, dataclass

from secureflow.db import merchants, review_sample, tenancy
from secureflow.db.accounts import Caller
from secureflow.domain import Watch
from secureflow.extensions import db
from secureflow.services import audit


@dataclass(frozen=True, slots=True)
class Shares:
    """The choices of a merchant, each a share of its payments that no person has to decide."""

    sample_share: float
    close_call_share: float


def change(caller: Caller, wanted: Shares) -> Watch:
    """Choose the shares, on record; the line of close calls follows at once."""
    merchant_id = caller.merchant_id
    before = merchants.watch(merchant_id)
    review_sample.change(merchant_id, wanted.sample_share, wanted.close_call_share)
    after = merchants.watch(merchant_id)
    if after != before:
        audit.record(
            "review_sample.changed",
            f"merchant:{merchant_id}",
            before=asdict(Shares(before.sample_share, before.close_call_share)),
            after=asdict(wanted),
        )
    db.session.commit()
    return after


def find_lines() -> None:
    """Find every merchant's line of close calls again, from its latest payments."""
    with tenancy.across_merchants():
        ids = review_sample.merchants()
        db.session.commit()
    for merchant_id in ids:
        tenancy.bind(merchant_id)
        review_sample.find_line(merchant_id)
        db.session.commit()
