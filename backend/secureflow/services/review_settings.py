"""How a merchant does reviews: when they are due, what then happens, who is asked twice."""

from dataclasses import asdict

from secureflow.db import merchants
from secureflow.db.merchants import ReviewSettings
from secureflow.extensions import db
from secureflow.services import audit


def change(merchant_id: int, wanted: ReviewSettings) -> ReviewSettings:
    """Choose how reviews are done, on record; open ones keep what they were opened with."""
    before = merchants.review_settings(merchant_id)
    if before != wanted:
        merchants.change_review_settings(merchant_id, wanted)
        audit.record(
            "review_settings.changed",
            f"merchant:{merchant_id}",
            before=asdict(before),
            after=asdict(wanted),
        )
    db.session.commit()
    return wanted
