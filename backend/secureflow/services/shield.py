"""The card-testing shield as people see it: what it does now, and that they may call it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from secureflow.db import bursts
from secureflow.db.accounts import Caller
from secureflow.db.bursts import BurstRow
from secureflow.domain import BurstKind
from secureflow.errors import NotFound
from secureflow.extensions import db
from secureflow.rules.book import ShieldSettings
from secureflow.rules.shield.watched import WHERE
from secureflow.services import audit, burst_figures, deciding, personal
from secureflow.services.burst_figures import Told
from secureflow.services.circumstances import PERSONAL

DAYS = 28
MOST_AT_ONCE = 3
"""Bursts told of where there is more to tell than of bursts."""
QUIET = timedelta(days=1)
KEPT = timedelta(days=30)
"""What is usual is halved four times by then, so nothing is lost with newcomers so long ago."""
KEY_LENGTH = 32
"""Of a burst's name in addresses: the bytes it is kept under, in hexadecimal digits."""
WHOSE: dict[BurstKind, str] = {
    "ip": "from {}",
    "card_bin": "with cards that begin with {}",
    "device": "on the device {}",
    "email": "with e-mails like {}",
    "customer": "on the account {}",
}


@dataclass(frozen=True, slots=True)
class Day:
    """How many payments of a day were of a burst, and how many of them the shield stopped."""

    day: date
    caught: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Now:
    """What the shield is set to, the bursts that are not over, and the last four weeks."""

    settings: ShieldSettings
    bursts: list[Told]
    days: list[Day]


@dataclass(frozen=True, slots=True)
class AtOnce:
    """What the shield is set to, how many bursts are not over, and the newest three of them."""

    settings: ShieldSettings
    under_way: int
    bursts: list[Told]


def of(caller: Caller, now: datetime) -> Now:
    """Return what the shield of a merchant does, in the caller's mode; each day has its row."""
    today = now.astimezone(ZoneInfo(caller.time_zone)).date()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    found = bursts.by_day(
        caller.merchant_id, caller.is_test, now - timedelta(days=DAYS), caller.time_zone
    )
    return Now(
        deciding.book_of(caller).shield,
        burst_figures.told(bursts.after(caller.merchant_id, caller.is_test, now)),
        [Day(day, *found.get(day, (0, 0))) for day in days],
    )


def at_once(caller: Caller, now: datetime) -> AtOnce:
    """Return what the shield does now, in the caller's mode; switched off it does nothing."""
    settings = deciding.book_of(caller).shield
    rows: Sequence[BurstRow] = ()
    if settings.mode != "off":
        rows = bursts.after(caller.merchant_id, caller.is_test, now)
    return AtOnce(settings, len(rows), burst_figures.told(rows[:MOST_AT_ONCE]))


def release(caller: Caller, name: str) -> Told:
    """End a burst that was no attack, and let there be none for a day; NotFound without one.

    Who comes in that day teaches the shield what is usual. Saying it twice is as good as once.
    """
    row = None
    if len(name) == KEY_LENGTH and set(name) <= set("0123456789abcdef"):
        row = bursts.locked(caller.merchant_id, caller.is_test, bytes.fromhex(name))
    now = datetime.now(UTC)
    is_quiet = row is not None and row.quiet_until is not None and row.quiet_until > now
    if row is None or not (is_quiet or (row.until is not None and row.until > now)):
        raise NotFound(f"There is no burst {name} now.", field="burst")
    if not is_quiet:
        row.quiet_until, row.until = now + QUIET, now
        after = {
            "kind": row.kind,
            "stopped": row.stopped,
            "quiet_until": row.quiet_until.isoformat(),
        }
        audit.record("burst.released", f"burst:{name}", after=after)
    (told,) = burst_figures.told([row])
    db.session.commit()
    return told


def said_of(row: BurstRow) -> str:
    """Return a burst in a sentence, with what its payments share where that is not hidden."""
    done = f"{row.stopped:,} stopped" if row.stopped else f"{row.passed:,} let through"
    return f"Card testing {where(row)}: {done}"


def where(row: BurstRow) -> str:
    """Return what the payments of a burst share, as the end of a sentence."""
    from_hidden = row.kind in PERSONAL and row.value.startswith(personal.PREFIX)
    return WHERE[row.kind] if from_hidden else WHOSE[row.kind].format(row.value)


def delete_expired(now: datetime) -> None:
    """Forget newcomers of what nobody new has come by for long, of all merchants."""
    bursts.delete_before(now - KEPT)
