"""Who the rules of a merchant are, and for whom they are silent for a while.

What a rule says stands in the policies: this is what its hits are counted by, across versions.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP, insert
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base, db

Instant = TIMESTAMP(timezone=True)


class RuleRow(Base):
    """A rule, whatever its text in which policy; ``ready`` is the key of a ready rule."""

    __tablename__ = "rules"
    __table_args__ = (
        Index("ix_rules_merchant_id", "merchant_id", "id"),
        Index(
            "uq_rules_ready",
            "merchant_id",
            "ready",
            unique=True,
            postgresql_where="ready IS NOT NULL",
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    name: Mapped[str] = mapped_column(Text)
    ready: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())
    deleted_at: Mapped[datetime | None] = mapped_column(Instant)


class RuleSnoozeRow(Base):
    """A rule says nothing of payments with this value until then; found by ``key`` as lists are."""

    __tablename__ = "rule_snoozes"
    __table_args__ = (
        UniqueConstraint("merchant_id", "key", "rule_id"),
        Index("ix_rule_snoozes_rule_id", "rule_id"),
        Index("ix_rule_snoozes_until", "until"),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    rule_id: Mapped[int] = mapped_column(ForeignKey("rules.id", ondelete="CASCADE"))
    key: Mapped[bytes] = mapped_column(LargeBinary)
    kind: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant, server_default=func.now())


def add(row: RuleRow) -> RuleRow:
    """Store a rule; it then has its id."""
    db.session.add(row)
    db.session.flush()
    return row


def by_id(merchant_id: int, rule_id: int) -> RuleRow | None:
    """Return one rule of a merchant, also one that is deleted."""
    row = RuleRow
    return db.session.scalars(
        select(row).where(row.merchant_id == merchant_id, row.id == rule_id)
    ).first()


def names(merchant_id: int, ids: Collection[int]) -> dict[int, str]:
    """Return the names of rules of a merchant, by their ids, also of those that are deleted."""
    rule = RuleRow
    query = select(rule.id, rule.name).where(rule.merchant_id == merchant_id, rule.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(query)}


def listed(merchant_id: int, most: int) -> Sequence[RuleRow]:
    """Return the rules that are not deleted, the newest first."""
    row = RuleRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.deleted_at.is_(None))
        .order_by(row.id.desc())
        .limit(most)
    ).all()


def count(merchant_id: int) -> int:
    """Return how many rules a merchant has that are not deleted."""
    row = RuleRow
    query = select(func.count()).where(row.merchant_id == merchant_id, row.deleted_at.is_(None))
    return db.session.scalars(query).one()


def forget_others(merchant_id: int, kept: Collection[int]) -> None:
    """Delete all rules of a merchant but these."""
    row = RuleRow
    db.session.execute(
        update(row)
        .where(row.merchant_id == merchant_id, row.id.not_in(kept), row.deleted_at.is_(None))
        .values(deleted_at=func.now())
    )


def revive(merchant_id: int, ids: Iterable[int]) -> None:
    """Let rules that were deleted be there again."""
    row = RuleRow
    db.session.execute(
        update(row)
        .where(row.merchant_id == merchant_id, row.id.in_([*ids]), row.deleted_at.is_not(None))
        .values(deleted_at=None)
    )


def of_ready(merchant_id: int, names: Mapping[str, str], created_by: str) -> dict[str, int]:
    """Return the ids of ready rules by their keys, made or revived where they are not there.

    ``names`` are by key.
    """
    row = RuleRow
    wanted = [
        {"merchant_id": merchant_id, "ready": key, "name": name, "created_by": created_by}
        for key, name in sorted(names.items())
    ]
    if wanted:
        where = row.ready.is_not(None)
        db.session.execute(
            insert(row)
            .values(wanted)
            .on_conflict_do_update(
                index_elements=["merchant_id", "ready"],
                index_where=where,
                set_={"deleted_at": None},
            )
        )
    query = select(row.ready, row.id).where(row.merchant_id == merchant_id, row.ready.in_(names))
    return {str(key): rule_id for key, rule_id in db.session.execute(query)}


def snoozes(merchant_id: int, rule_ids: Iterable[int], now: datetime) -> Sequence[RuleSnoozeRow]:
    """Return for whom rules are silent now, the latest first."""
    row = RuleSnoozeRow
    return db.session.scalars(
        select(row)
        .where(row.merchant_id == merchant_id, row.rule_id.in_([*rule_ids]), row.until > now)
        .order_by(row.id.desc())
    ).all()


def count_snoozes(merchant_id: int) -> int:
    """Return how many snoozes a merchant has, of all its rules."""
    query = select(func.count()).where(RuleSnoozeRow.merchant_id == merchant_id)
    return db.session.scalars(query).one()


def snooze(row: RuleSnoozeRow) -> RuleSnoozeRow:
    """Store for whom a rule is silent, in the place of what was said of the same before."""
    table = RuleSnoozeRow
    said = ("merchant_id", "rule_id", "key", "kind", "value", "until", "created_by")
    values = {name: getattr(row, name) for name in said}
    made = insert(table).values(values)
    again = {name: made.excluded[name] for name in ("until", "created_by")}
    return db.session.scalars(
        made.on_conflict_do_update(
            index_elements=["merchant_id", "key", "rule_id"], set_=again
        ).returning(table),
        execution_options={"populate_existing": True},
    ).one()


def wake(merchant_id: int, rule_id: int, snooze_id: int) -> RuleSnoozeRow | None:
    """Delete a snooze; return what it was, None where there is none."""
    row = RuleSnoozeRow
    return db.session.scalars(
        delete(row)
        .where(row.merchant_id == merchant_id, row.rule_id == rule_id, row.id == snooze_id)
        .returning(row)
    ).first()
