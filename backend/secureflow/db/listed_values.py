"""Values that stand on lists or that a rule is silent for, by their keys, whatever the list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, text

from secureflow.db.lists import ListEntryRow, ListRow
from secureflow.db.rules import RuleRow, RuleSnoozeRow
from secureflow.extensions import db

ROWS_AT_ONCE = 5_000
# A value that stands there hidden already, by whoever wrote it since, needs no second entry.
HIDE = (
    text("""
        DELETE FROM list_entries AS plain
        USING unnest(CAST(:olds AS bytea[]), CAST(:keys AS bytea[])) AS new (old, key)
        WHERE plain.merchant_id = :merchant_id AND plain.key = new.old AND EXISTS (
            SELECT FROM list_entries AS hidden WHERE hidden.merchant_id = plain.merchant_id
                AND hidden.list_id = plain.list_id AND hidden.key = new.key
        )
    """),
    text("""
        UPDATE list_entries SET key = new.key, value = new.value FROM unnest(
            CAST(:olds AS bytea[]), CAST(:keys AS bytea[]), CAST(:values AS text[])
        ) AS new (old, key, value)
        WHERE merchant_id = :merchant_id AND list_entries.key = new.old
    """),
    text("""
        DELETE FROM rule_snoozes AS plain
        USING unnest(CAST(:olds AS bytea[]), CAST(:keys AS bytea[])) AS new (old, key)
        WHERE plain.merchant_id = :merchant_id AND plain.key = new.old AND EXISTS (
            SELECT FROM rule_snoozes AS hidden WHERE hidden.merchant_id = plain.merchant_id
                AND hidden.rule_id = plain.rule_id AND hidden.key = new.key
        )
    """),
    text("""
        UPDATE rule_snoozes SET key = new.key, value = new.value FROM unnest(
            CAST(:olds AS bytea[]), CAST(:keys AS bytea[]), CAST(:values AS text[])
        ) AS new (old, key, value)
        WHERE merchant_id = :merchant_id AND rule_snoozes.key = new.old
    """),
)


def entries(merchant_id: int, keys: Sequence[bytes]) -> Sequence[Row[Any]]:
    """Return (list, kind, value, reason, expires_at, created_by, created_at) of these keys."""
    row = ListEntryRow
    query = (
        select(
            ListRow.name.label("list"),
            ListRow.kind,
            *(
                getattr(row, name)
                for name in ("value", "reason", "expires_at", "created_by", "created_at")
            ),
        )
        .join(ListRow, ListRow.id == row.list_id)
        .where(row.merchant_id == merchant_id, row.key.in_(keys))
        .order_by(row.id)
    )
    return db.session.execute(query).all()


def snoozes(merchant_id: int, keys: Sequence[bytes]) -> Sequence[Row[Any]]:
    """Return (rule, kind, value, until, created_by, created_at) of these keys."""
    row = RuleSnoozeRow
    query = (
        select(
            RuleRow.name.label("rule"),
            *(
                getattr(row, name)
                for name in ("kind", "value", "until", "created_by", "created_at")
            ),
        )
        .join(RuleRow, RuleRow.id == row.rule_id)
        .where(row.merchant_id == merchant_id, row.key.in_(keys))
        .order_by(row.id)
    )
    return db.session.execute(query).all()


def forget(merchant_id: int, keys: Sequence[bytes]) -> None:
    """Delete all entries and snoozes of these keys."""
    for row in (ListEntryRow, RuleSnoozeRow):
        db.session.execute(delete(row).where(row.merchant_id == merchant_id, row.key.in_(keys)))


def plain(merchant_id: int, kinds: Sequence[str], hidden: str) -> Sequence[Row[Any]]:
    """Return (kind, value, key) of what stands there as it came, at most 5,000 of either."""
    entry, snooze = ListEntryRow, RuleSnoozeRow
    on_lists = (
        select(ListRow.kind, entry.value, entry.key)
        .join(ListRow, ListRow.id == entry.list_id)
        .where(
            entry.merchant_id == merchant_id,
            ListRow.kind.in_(kinds),
            ~entry.value.startswith(hidden),
        )
        .limit(ROWS_AT_ONCE)
    )
    silent = (
        select(snooze.kind, snooze.value, snooze.key)
        .where(
            snooze.merchant_id == merchant_id,
            snooze.kind.in_(kinds),
            ~snooze.value.startswith(hidden),
        )
        .limit(ROWS_AT_ONCE)
    )
    return [*db.session.execute(on_lists), *db.session.execute(silent)]


def hide(merchant_id: int, changed: Sequence[tuple[bytes, bytes, str]]) -> None:
    """Store each (old key, new key, new value)."""
    olds, keys, values = (list(part) for part in zip(*changed, strict=True))
    said = {"merchant_id": merchant_id, "olds": olds, "keys": keys, "values": values}
    for statement in HIDE:
        db.session.execute(statement, said)


def delete_expired(now: datetime) -> None:
    """Delete the entries and snoozes in sight that are past their time."""
    db.session.execute(delete(ListEntryRow).where(ListEntryRow.expires_at <= now))
    db.session.execute(delete(RuleSnoozeRow).where(RuleSnoozeRow.until <= now))
