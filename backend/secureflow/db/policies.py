"""The policies of a merchant, and what was done to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import pages
from secureflow.db.audit import AuditEventRow
from secureflow.db.pages import Page
from secureflow.extensions import Base, db

PolicyState = Literal["draft", "shadow", "live", "replaced", "rolled_back"]
"""A *shadow* only says what it would do; *rolled back* is what was taken out of either."""
ChangeKind = Literal["shadow", "live", "rolled_back", "withdrawn", "deleted"]
"""*withdrawn* is a shadow that ended; *rolled back*, that the one before decides again.

*deleted* was a draft: nothing is left of it but its number, which no other policy gets.
"""
Instant = TIMESTAMP(timezone=True)
DOCUMENT = '{"rules": [], "shield": {"mode": "live", "effect": "block"}}'
"""What a policy says of rules and of the shield before anybody changed either."""
MOST_FOUND = 50
MOST_CHANGES = 1_000
"""Of one policy: the last of them says whether it is at work now, so none is left out."""


class PolicyRow(Base):
    """What turns a payment into a decision; numbered per merchant, one of them live.

    ``document`` has the rules, as ``rules.rule.to_json`` writes them and with the ready ones made
    out, and the settings of the shield; ``risk_rule_overrides`` is what was chosen of the ready
    ones. Only a draft can be edited: the database keeps what was ever at work. ``based_on`` is the
    policy that was live when the draft was made, and the only one it may follow.
    """

    __tablename__ = "policies"
    __table_args__ = (
        UniqueConstraint("merchant_id", "version"),
        CheckConstraint(
            "state IN ('draft', 'shadow', 'live', 'replaced', 'rolled_back')",
            name="ck_policies_state",
        ),
        Index("uq_policies_live", "merchant_id", unique=True, postgresql_where="state = 'live'"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    version: Mapped[int]
    review_line: Mapped[float]
    block_line: Mapped[float]
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    state: Mapped[PolicyState] = mapped_column(Text, server_default="live")
    document: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default=text(f"'{DOCUMENT}'"))
    risk_rule_overrides: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    reason: Mapped[str] = mapped_column(Text, server_default="")
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_name: Mapped[str | None] = mapped_column(Text)
    based_on: Mapped[int | None]
    shadow_since: Mapped[datetime | None] = mapped_column(Instant)
    live_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class PolicyChangeRow(Base):
    """A policy began to work, in shadow or live, or ceased to, or a draft was deleted.

    Rows are only ever added.

    ``version`` decides from then on, or is the shadow; ``before`` decided until then, and
    ``summary`` says in what they differ.
    """

    __tablename__ = "policy_changes"
    __table_args__ = (Index("ix_policy_changes_at", "merchant_id", "at", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    version: Mapped[int]
    kind: Mapped[ChangeKind] = mapped_column(Text)
    before: Mapped[int | None]
    summary: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    by_name: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


def listed(merchant_id: int, most: int, states: Sequence[PolicyState] = ()) -> Sequence[PolicyRow]:
    """Return the newest policies, of some states where said, the newest first."""
    row = PolicyRow
    query = select(row).where(row.merchant_id == merchant_id)
    if states:
        query = query.where(row.state.in_(states))
    return db.session.scalars(query.order_by(row.version.desc()).limit(most)).all()


def page(merchant_id: int, limit: int, cursor: str | None) -> Page:
    """Return a page of policies, the newest first."""
    row = PolicyRow
    query = select(row).where(row.merchant_id == merchant_id)
    columns = {"version": row.version}
    return pages.page(query, columns, row.id, sort="-version", limit=limit, cursor=cursor)


def by_version(merchant_id: int, version: int) -> PolicyRow | None:
    """Return one policy of a merchant."""
    row = PolicyRow
    return db.session.scalars(
        select(row).where(row.merchant_id == merchant_id, row.version == version)
    ).first()


def lock(merchant_id: int) -> PolicyRow:
    """Return the live policy once nobody else changes policies, to the end of the transaction.

    What is locked is the row of version 1, which every merchant has and which stays: the live one
    may be another by the time the lock is had.
    """
    row = PolicyRow
    of_merchant = select(row.id).where(row.merchant_id == merchant_id)
    db.session.execute(of_merchant.where(row.version == 1).with_for_update()).one()
    return live(merchant_id)


def live(merchant_id: int) -> PolicyRow:
    """Return the policy that decides now."""
    row = PolicyRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.state == "live")
        .execution_options(populate_existing=True)
    ).one()


def all_live() -> Sequence[PolicyRow]:
    """Return the live policies of all merchants in sight."""
    query = select(PolicyRow).where(PolicyRow.state == "live").order_by(PolicyRow.merchant_id)
    return db.session.scalars(query).all()


def next_version(merchant_id: int) -> int:
    """Return the number of the next policy, after ``lock``: none that a deleted draft had."""
    newest = (
        db.session.scalar(select(func.max(of.version)).where(of.merchant_id == merchant_id)) or 0
        for of in (PolicyRow, PolicyChangeRow)
    )
    return max(newest) + 1


def add(row: PolicyRow) -> PolicyRow:
    """Store a policy."""
    db.session.add(row)
    db.session.flush()
    return row


def remove(row: PolicyRow) -> None:
    """Delete a draft."""
    db.session.delete(row)


def add_change(row: PolicyChangeRow) -> None:
    """Store what was done to a policy."""
    db.session.add(row)


def changes_of(merchant_id: int, version: int) -> Sequence[PolicyChangeRow]:
    """Return what was done to one policy, and what ended it, the oldest first."""
    row = PolicyChangeRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, (row.version == version) | (row.before == version))
        .order_by(row.id)
        .limit(MOST_CHANGES)
    ).all()


def newest_change(merchant_id: int) -> PolicyChangeRow | None:
    """Return since when the live policy decides, and by whom; None for a merchant's first."""
    row = PolicyChangeRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.kind.in_(("live", "rolled_back")))
        .order_by(row.id.desc())
        .limit(1)
    ).first()


def newest_edit(merchant_id: int, version: int, since: datetime) -> AuditEventRow | None:
    """Return what was last done to a policy that there is ``since`` a time, or to its rules."""
    row = AuditEventRow
    of_rule = row.action.in_(("rule.added", "rule.changed", "rule.removed"))
    named = or_(*(said["policy"].as_string() == str(version) for said in (row.before, row.after)))
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.at >= since)
        .where(or_(row.thing == f"policy:{version}", of_rule & named))
        .order_by(row.position.desc())
        .limit(1)
    ).first()


def changes(merchant_id: int, starts_at: datetime, ends_at: datetime) -> Sequence[PolicyChangeRow]:
    """Return when another policy began to decide, the latest fifty, newest first."""
    row = PolicyChangeRow
    return db.session.scalars(
        select(row)
        .where(
            row.merchant_id == merchant_id,
            row.at >= starts_at,
            row.at < ends_at,
            row.kind.in_(("live", "rolled_back")),
        )
        .order_by(row.at.desc(), row.id.desc())
        .limit(MOST_FOUND)
    ).all()
