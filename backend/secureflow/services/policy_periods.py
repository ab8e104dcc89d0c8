"""When a policy was at work: each time it ran in shadow or decided, from what was done to it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from secureflow.db import policies
from secureflow.db.policies import PolicyChangeRow, PolicyRow


@dataclass(frozen=True, slots=True)
class Period:
    """A time at work, who began it and why; what says how it ended is None while it lasts."""

    kind: Literal["shadow", "live"]
    starts_at: datetime
    reason: str
    by: str | None
    ends_at: datetime | None = None
    ended_by: str | None = None
    ended_why: str | None = None


def of(row: PolicyRow) -> list[Period]:
    """Return every time a policy was at work, the first one first.

    One that is gone back to decides a second time, which the columns of its row do not say. A
    merchant begins with policy 1, and nobody put it live.
    """
    found: list[Period] = []
    if row.version == 1:
        found.append(Period("live", row.created_at, row.reason, row.author_name))
    for change in policies.changes_of(row.merchant_id, row.version):
        if found and found[-1].ends_at is None:
            found[-1] = _ended(found[-1], change)
        if change.version == row.version and change.kind != "withdrawn":
            kind: Literal["shadow", "live"] = "shadow" if change.kind == "shadow" else "live"
            found.append(Period(kind, change.at, change.reason, change.by_name))
    return found


def shadow_end(row: PolicyRow) -> datetime | None:
    """Return when a policy ceased to be the shadow, None while it is."""
    for period in of(row):
        if period.kind == "shadow":
            return period.ends_at
    return None if row.state == "shadow" else row.ended_at


def _ended(period: Period, change: PolicyChangeRow) -> Period:
    return replace(period, ends_at=change.at, ended_by=change.by_name, ended_why=change.reason)
