"""Lists: what is looked for in every payment, and what being on one does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from secureflow.db import list_entries as table
from secureflow.db import lists, policies
from secureflow.db.accounts import Caller
from secureflow.db.list_entries import Entry
from secureflow.db.lists import ListEffect, ListKind, ListRow
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.rules.condition import lists_of
from secureflow.services import audit, entries, events
from secureflow.services.drafts import MOST_DRAFTS
from secureflow.services.policies import settled_rules_of

MOST_LISTS = 50
MOST_ENTRIES = 200_000
"""On one list."""
MOST_AT_ONCE = 1_000
"""In one request; a file has as many as a list may."""
MAX_WHY = 200


@dataclass(frozen=True, slots=True)
class Use:
    """A rule that asks a list, in a policy that is live, in shadow or a draft."""

    rule_id: int
    name: str
    policy: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it came, why it is to be listed, and until when."""

    value: str
    reason: str
    expires_at: datetime | None


def make(who: Caller, name: str, kind: ListKind, effect: ListEffect) -> ListRow:
    """Return a new, empty list."""
    policies.lock(who.merchant_id)
    if len(lists.all_of(who.merchant_id)) >= MOST_LISTS:
        raise Conflict(f"{MOST_LISTS} lists are the most.", fix="Delete one first.")
    _need_free(who, name, None)
    row = lists.add(
        ListRow(
            merchant_id=who.merchant_id,
            name=name,
            kind=kind,
            effect=effect,
            created_by=who.name,
        )
    )
    audit.record("list.made", f"list:{row.id}", after=_said(row))
    told(who, row.id, "made")
    db.session.commit()
    return row


def change(who: Caller, list_id: int, wanted: Mapping[str, Any]) -> ListRow:
    """Rename a list, or say what being on it does from now on."""
    policies.lock(who.merchant_id)
    row = found(who, list_id)
    before = _said(row)
    if "name" in wanted:
        _need_free(who, wanted["name"], row.id)
    for name, value in wanted.items():
        setattr(row, name, value)
    if _said(row) != before:
        audit.record("list.changed", f"list:{row.id}", before=before, after=_said(row))
        told(who, row.id, "changed")
    db.session.commit()
    return row


def remove(who: Caller, list_id: int) -> None:
    """Delete a list with all that stands on it; Conflict where a rule asks it."""
    policies.lock(who.merchant_id)
    row = found(who, list_id, is_locked=True)
    used = uses(who.merchant_id).get(list_id)
    if used:
        raise Conflict(
            f"The rule {used[0].name!r} of policy {used[0].policy} asks this list.",
            fix="Take the rule out, or have it ask another list.",
        )
    before = _said(row) | {"entries": table.count(who.merchant_id, list_id)}
    lists.remove(row)
    audit.record("list.deleted", f"list:{list_id}", before=before)
    told(who, list_id, "deleted")
    db.session.commit()


def uses(merchant_id: int) -> dict[int, list[Use]]:
    """Return the rules that ask lists, by list: of the live policy, the shadow and drafts.

    And of the one before the live policy, which may have to decide again at any moment.
    """
    found: dict[int, list[Use]] = {}
    at_work = [*policies.listed(merchant_id, MOST_DRAFTS + 2, states=("live", "shadow", "draft"))]
    live = next(policy for policy in at_work if policy.state == "live")
    before = None if live.based_on is None else policies.by_version(merchant_id, live.based_on)
    if before is not None and before.state == "replaced":
        at_work.append(before)
    for policy in at_work:
        for rule in settled_rules_of(policy):
            for list_id in lists_of(rule.condition):
                found.setdefault(list_id, []).append(Use(rule.id, rule.name, policy.version))
    return found


def put(who: Caller, list_id: int, values: Sequence[Value]) -> tuple[int, int]:
    """Put values on a list, all or none; return how many are new, and how many were there.

    Of a value that comes twice the last counts.
    """
    row = found(who, list_id, is_locked=True)
    now = datetime.now(UTC)
    wanted: dict[bytes, Entry] = {}
    for i, value in enumerate(values):
        if value.expires_at is not None and value.expires_at <= now:
            at = f"entries[{i}].expires_at"
            raise InvalidInput(f"{at}: must lie ahead", field=at)
        kept = entries.kept(who, row.kind, value.value, f"entries[{i}].value")
        wanted[kept.key] = Entry(kept.key, kept.value, value.reason, value.expires_at)
    new, changed = table.put(row, [*wanted.values()], who.name)
    need_room(row, table.count(who.merchant_id, list_id))
    one = next(iter(wanted.values())) if len(wanted) == 1 else None
    audit.record(
        "list.filled",
        f"list:{list_id}",
        after={"added": len(new), "changed": len(changed)},
        customer=None if one is None else entries.for_the_record(row.kind, one.value),
    )
    told(who, list_id, "entries")
    db.session.commit()
    return len(new), len(changed)


def take_off(who: Caller, list_id: int, entry_id: int) -> None:
    """Take a value off a list."""
    row = found(who, list_id)
    entry = table.remove(row, entry_id)
    if entry is None:
        raise NotFound(f"There is no entry {entry_id}.", field="entry_id")
    before = {"entry": entry_id, "by": entry.created_by}
    record = entries.for_the_record(row.kind, entry.value)
    audit.record("list.entry_removed", f"list:{list_id}", before=before, customer=record)
    told(who, list_id, "entries")
    db.session.commit()


def exported(who: Caller, list_id: int) -> ListRow:
    """Return a list whose entries leave the house, which is recorded."""
    row = found(who, list_id)
    audit.record("list.exported", f"list:{list_id}")
    db.session.commit()
    return row


def told(who: Caller, list_id: int, what: Literal["made", "changed", "entries", "deleted"]) -> None:
    """Tell those who watch that a list changed, or what stands on it; many values are one event."""
    by = {"id": who.id if who.kind == "user" else None, "name": who.name}
    data = {"list_id": list_id, "what": what, "by": by}
    events.publish(who.merchant_id, None, "list.changed", data)


def found(who: Caller, list_id: int, *, is_locked: bool = False) -> ListRow:
    """Return a list of the merchant; NotFound where there is none."""
    row = lists.by_id(who.merchant_id, list_id, is_locked=is_locked)
    if row is None:
        raise NotFound(f"There is no list {list_id}.", field="list_id")
    return row


def need_room(row: ListRow, count: int) -> None:
    """Raise Conflict where a list would have more entries than one may."""
    if count > MOST_ENTRIES:
        raise Conflict(
            f"{MOST_ENTRIES:,} entries are the most; the list would have {count:,}.",
            fix="Take off what is not needed any more, or begin another list.",
        )


def _need_free(who: Caller, name: str, but: int | None) -> None:
    if lists.is_taken(who.merchant_id, name, but):
        raise Conflict(f"name: there is a list {name!r} already", field="name")


def _said(row: ListRow) -> dict[str, Any]:
    return {"name": row.name, "kind": row.kind, "effect": row.effect}
