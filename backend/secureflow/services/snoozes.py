"""For whom a rule is silent, and until when: in every policy, from the next payment on."""

from datetime import UTC, datetime, timedelta

from secureflow.db import rules
from secureflow.db.accounts import Caller
from secureflow.db.rules import RuleSnoozeRow
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.extensions import db
from secureflow.rules.listed import ListedKind
from secureflow.services import audit, entries
from secureflow.services.rules import known

MOST_SNOOZES = 10_000
"""Of one merchant, over all rules."""
LONGEST_SNOOZE = timedelta(days=366)


def snooze(
    who: Caller, rule_id: int, kind: ListedKind, value: str, until: datetime
) -> RuleSnoozeRow:
    """Let a rule be silent for an entity until then, in whatever policy, from now on."""
    known(who, rule_id)
    now = datetime.now(UTC)
    if not now < until <= now + LONGEST_SNOOZE:
        raise InvalidInput("until: must lie ahead, within a year", field="until")
    if rules.count_snoozes(who.merchant_id) >= MOST_SNOOZES:
        raise Conflict(f"{MOST_SNOOZES:,} snoozes are the most.", fix="End one first.")
    kept = entries.kept(who, kind, value)
    row = rules.snooze(
        RuleSnoozeRow(
            merchant_id=who.merchant_id,
            rule_id=rule_id,
            key=kept.key,
            kind=kind,
            value=kept.value,
            until=until,
            created_by=who.name,
        )
    )
    audit.record(
        "rule.snoozed",
        f"rule:{rule_id}",
        after={"kind": kind, "until": until.isoformat(), "snooze": row.id},
        customer=entries.for_the_record(kind, kept.value),
    )
    db.session.commit()
    return row


def wake(who: Caller, rule_id: int, snooze_id: int) -> None:
    """End a snooze before its time."""
    known(who, rule_id)
    row = rules.wake(who.merchant_id, rule_id, snooze_id)
    if row is None:
        raise NotFound(f"There is no snooze {snooze_id}.", field="snooze_id")
    before = {"kind": row.kind, "until": row.until.isoformat(), "snooze": snooze_id}
    audit.record("rule.woken", f"rule:{rule_id}", before=before)
    db.session.commit()
