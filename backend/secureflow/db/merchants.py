"""Merchants (the tenants), how they work, and the lines of their policies."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import BigInteger, Numeric, Text, func, select, update
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.policies import PolicyRow
from secureflow.domain import DefaultAction, Policy, Watch
from secureflow.extensions import Base, db

REVIEW_LINE = 45.0
BLOCK_LINE = 92.0


class MerchantRow(Base):
    """A tenant: its currency, its time zone and what a mistake costs it.

    The cost defaults are a chargeback fee of 20, a margin of 25 % and 2 for one review, in the
    merchant's currency: middling figures of card-not-present shops, to be replaced by own ones.
    The days say how long each kind of data is kept (``services/retention.py``); with
    ``hash_personal``, e-mail and address of payments are stored as keyed hashes. The shares and
    the line are those of ``domain.Watch``; what follows them is how reviews are done
    (``services/review_settings.py``).
    """

    __tablename__ = "merchants"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    name: Mapped[str]
    currency: Mapped[str]
    time_zone: Mapped[str]
    chargeback_fee: Mapped[Decimal] = mapped_column(Numeric(12, 2), server_default="20")
    margin: Mapped[Decimal] = mapped_column(Numeric(5, 4), server_default="0.25")
    review_cost: Mapped[Decimal] = mapped_column(Numeric(12, 2), server_default="2")
    transactions_days: Mapped[int] = mapped_column(server_default="1095")
    uploads_days: Mapped[int] = mapped_column(server_default="365")
    security_events_days: Mapped[int] = mapped_column(server_default="365")
    hash_personal: Mapped[bool] = mapped_column(server_default="false")
    review_sample_share: Mapped[float] = mapped_column(server_default="0.005")
    close_call_share: Mapped[float] = mapped_column(server_default="0.005")
    close_call_line: Mapped[float | None]
    review_due_minutes: Mapped[int] = mapped_column(server_default="1440")
    review_default: Mapped[DefaultAction] = mapped_column(Text, server_default="decline")
    second_opinion_share: Mapped[float] = mapped_column(server_default="0.02")
    daily_goal: Mapped[int] = mapped_column(server_default="30")
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


def create(name: str, currency: str, time_zone: str) -> MerchantRow:
    """Return a new merchant with version 1 of its policy."""
    merchant = MerchantRow(name=name, currency=currency, time_zone=time_zone)
    db.session.add(merchant)
    db.session.flush()
    db.session.add(
        PolicyRow(
            merchant_id=merchant.id,
            version=1,
            state="live",
            review_line=REVIEW_LINE,
            block_line=BLOCK_LINE,
            live_at=func.now(),
        )
    )
    db.session.flush()
    return merchant


def by_id(merchant_id: int) -> MerchantRow | None:
    """Return a merchant."""
    return db.session.get(MerchantRow, merchant_id)


def by_name(name: str) -> MerchantRow | None:
    """Return the oldest merchant of this name."""
    return db.session.scalars(
        select(MerchantRow).where(MerchantRow.name == name).order_by(MerchantRow.id)
    ).first()


def watch(merchant_id: int) -> Watch:
    """Return which decided payments a merchant's reviewers are shown."""
    row = MerchantRow
    found = db.session.execute(
        select(row.review_sample_share, row.close_call_share, row.close_call_line).where(
            row.id == merchant_id
        )
    ).one()
    return Watch(*found)


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """How reviews are done: minutes until a held one is due, and what then happens to it.

    ``second_opinion_share`` is the share of resolutions that a second person judges, blind;
    ``daily_goal`` how many reviews a person means to do in a day.
    """

    due_minutes: int
    default_action: DefaultAction
    second_opinion_share: float
    daily_goal: int


def review_settings(merchant_id: int) -> ReviewSettings:
    """Return how a merchant does reviews."""
    row = MerchantRow
    found = db.session.execute(
        select(
            row.review_due_minutes, row.review_default, row.second_opinion_share, row.daily_goal
        ).where(row.id == merchant_id)
    ).one()
    return ReviewSettings(*found)


def change_review_settings(merchant_id: int, wanted: ReviewSettings) -> None:
    """Set how a merchant does reviews."""
    db.session.execute(
        update(MerchantRow)
        .where(MerchantRow.id == merchant_id)
        .values(
            review_due_minutes=wanted.due_minutes,
            review_default=wanted.default_action,
            second_opinion_share=wanted.second_opinion_share,
            daily_goal=wanted.daily_goal,
        )
    )


def latest_policy(merchant_id: int) -> Policy:
    """Return the lines of the policy that decides now."""
    row = db.session.scalars(
        select(PolicyRow).where(PolicyRow.merchant_id == merchant_id, PolicyRow.state == "live")
    ).one()
    return Policy(row.version, row.review_line, row.block_line)


def policy(merchant_id: int, version: int) -> Policy:
    """Return the lines of one version of a merchant's policy."""
    row = db.session.scalars(
        select(PolicyRow).where(PolicyRow.merchant_id == merchant_id, PolicyRow.version == version)
    ).one()
    return Policy(row.version, row.review_line, row.block_line)
