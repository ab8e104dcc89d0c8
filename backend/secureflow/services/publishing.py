"""A policy begins to work, in shadow or live, and is taken back; one after the other."""

from datetime import UTC, datetime

from secureflow.db import lists, policies, rules
from secureflow.db.accounts import Caller
from secureflow.db.audit import AuditEventRow
from secureflow.db.policies import ChangeKind, PolicyChangeRow, PolicyRow
from secureflow.errors import Conflict, Outdated
from secureflow.extensions import db
from secureflow.infra.logs import log
from secureflow.rules.condition import InList, leaves
from secureflow.services import audit
from secureflow.services.drafts import standing, told
from secureflow.services.policies import found_policy, revision_of, rules_of


def shadow(who: Caller, version: int, seen: str | None = None) -> PolicyRow:
    """Let a draft say what it would do; another shadow ends. Again, it changes nothing.

    Outdated where it is not the revision that was ``seen`` any more.
    """
    live = policies.lock(who.merchant_id)
    row = _current(who, version)
    _need_seen(row, seen)
    if row.state == "shadow":
        return row
    if row.state != "draft":
        raise _not_possible(row, "run in shadow", "Make a draft that is a copy of it.")
    _need_lists(row)
    now = datetime.now(UTC)
    for other in policies.listed(who.merchant_id, 1, states=("shadow",)):
        _withdraw(who, other, f"policy {version} runs in shadow in its place", now)
    row.state, row.shadow_since = "shadow", now
    _changed(who, row, "shadow", None, difference(live, row), row.reason)
    db.session.commit()
    return row


def go_live(who: Caller, version: int, reason: str, seen: str | None = None) -> PolicyRow:
    """Let a draft or a shadow decide from now on. Again, it changes nothing.

    Outdated where another policy went live since it was made: what that one changed would be
    lost without anybody having looked. And where it is not the revision that was ``seen``.
    """
    live = policies.lock(who.merchant_id)
    row = _current(who, version)
    _need_seen(row, seen)
    if row.state == "live":
        return row
    if row.state not in ("draft", "shadow"):
        raise _not_possible(row, "go live", "Make a draft that is a copy of it.")
    if row.based_on != live.version:
        raise _outdated(row, live)
    _need_lists(row)
    now = datetime.now(UTC)
    live.state, live.ended_at = "replaced", now
    # One policy is live at any moment, also between two statements.
    db.session.flush()
    row.state, row.live_at, row.reason = "live", now, reason
    _changed(who, row, "live", live.version, difference(live, row), reason)
    db.session.commit()
    log.info("policy_live", extra={"merchant": who.merchant_id, "version": version})
    return row


def roll_back(who: Caller, version: int, reason: str) -> PolicyRow:
    """Take the live policy back, so that the one before decides again; or end a shadow.

    Returns the policy that was taken back. Again, it changes nothing.
    """
    policies.lock(who.merchant_id)
    row = _current(who, version)
    if row.state == "rolled_back":
        return row
    if row.state not in ("live", "shadow"):
        raise _not_possible(
            row,
            "be taken back",
            "Only the live policy and the shadow are taken back; a draft is deleted.",
        )
    now = datetime.now(UTC)
    if row.state == "shadow":
        _withdraw(who, row, reason, now)
        db.session.commit()
        return row
    before = None if row.based_on is None else _current(who, row.based_on)
    if before is None or before.state != "replaced":
        raise Conflict(
            f"There is no policy before {version} to go back to.",
            fix="Make a draft, change it and put it live.",
        )
    _need_lists(before)
    # It may have a rule that was deleted since, which nobody could see or end otherwise.
    rules.revive(who.merchant_id, (rule.id for rule in rules_of(before)))
    row.state, row.ended_at = "rolled_back", now
    db.session.flush()
    before.state, before.ended_at = "live", None
    _changed(who, before, "rolled_back", version, difference(row, before), reason)
    db.session.commit()
    log.info("policy_live", extra={"merchant": who.merchant_id, "version": before.version})
    return row


def difference(before: PolicyRow, after: PolicyRow) -> str:
    """Return in a few words what a policy does otherwise than the one before."""
    said = []
    if (before.review_line, before.block_line) != (after.review_line, after.block_line):
        said.append(f"lines moved to {after.review_line:g} and {after.block_line:g}")
    old, new = ({rule.id: rule for rule in rules_of(row)} for row in (before, after))
    for word, ids in (
        ("added", new.keys() - old.keys()),
        ("changed", {one for one in new.keys() & old.keys() if new[one] != old[one]}),
        ("taken out", old.keys() - new.keys()),
    ):
        if len(ids) == 1:
            said.append(f"rule {(new | old)[min(ids)].name} {word}")
        elif ids:
            said.append(f"{len(ids)} rules {word}")
    if before.document["shield"] != after.document["shield"]:
        shield = after.document["shield"]
        said.append(f"shield {shield['mode']}, to {shield['effect']}")
    return "; ".join(said) or "nothing changed"


def _current(who: Caller, version: int) -> PolicyRow:
    """Return a policy as it is under the lock."""
    row = found_policy(who.merchant_id, version)
    db.session.refresh(row)
    return row


def _need_seen(row: PolicyRow, seen: str | None) -> None:
    """Raise Outdated where a draft was changed after somebody looked at it."""
    if seen is None or seen == revision_of(row):
        return
    change = policies.newest_edit(row.merchant_id, row.version, row.created_at)
    name = "Somebody" if change is None else change.actor_name
    raise Outdated(
        f"{name} changed policy {row.version} since you looked at it.",
        field="seen",
        fix="Look at what it says now, then do it again with its `revision`.",
        facts={
            "by": change and {"id": _person(change), "name": name},
            "at": change and change.at.isoformat(),
        },
    )


def _need_lists(row: PolicyRow) -> None:
    """Raise Conflict where a rule asks a list that is gone: it could never fire."""
    there = {one.id for one in lists.all_of(row.merchant_id)}
    for rule in rules_of(row):
        gone = [
            leaf
            for leaf in leaves(rule.condition)
            if isinstance(leaf, InList) and leaf.list_id not in there
        ]
        if gone:
            raise Conflict(
                f"The rule {rule.name!r} asks the list {gone[0].list_name!r}, which is gone.",
                fix="Make a draft without the rule, or have it ask another list.",
            )


def _withdraw(who: Caller, row: PolicyRow, reason: str, now: datetime) -> None:
    row.state, row.ended_at = "rolled_back", now
    _changed(who, row, "withdrawn", None, "", reason)


def _changed(
    who: Caller, row: PolicyRow, kind: ChangeKind, before: int | None, summary: str, reason: str
) -> None:
    policies.add_change(
        PolicyChangeRow(
            merchant_id=who.merchant_id,
            version=row.version,
            kind=kind,
            before=before,
            summary=summary,
            reason=reason,
            by_name=who.name,
        )
    )
    audit.record(
        f"policy.{kind}",
        f"policy:{row.version}",
        before=None if before is None else {"live": before},
        after={"state": row.state, "changes": summary, "reason": reason},
    )
    told(who, row)


def _outdated(row: PolicyRow, live: PolicyRow) -> Outdated:
    change = policies.newest_change(row.merchant_id)
    since = live.created_at if change is None else change.at
    name = None if change is None else change.by_name
    reason = (change and change.reason) or "no reason given"
    event = policies.newest_edit(row.merchant_id, live.version, live.created_at)
    fix = None if row.state == "draft" else "Make a draft that is a copy of it, and look again."
    return Outdated(
        f"{name or 'The service'} put policy {live.version} live since this one was made from "
        f"policy {row.based_on}: {reason}",
        field="based_on",
        fix=fix,
        facts={
            "live": live.version,
            "based_on": row.based_on,
            "by": None if name is None else {"id": _person(event), "name": name},
            "at": since.isoformat(),
        },
    )


def _person(event: AuditEventRow | None) -> int | None:
    """Return who of the team did something, None where it was a key or the service itself."""
    return event.actor_id if event is not None and event.actor_kind == "user" else None


def _not_possible(row: PolicyRow, act: str, fix: str) -> Conflict:
    return Conflict(f"Policy {row.version} {standing(row)}, so it cannot {act}.", fix=fix)
