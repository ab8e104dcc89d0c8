"""What the figures of a preview cannot tell, because of how the change was looked at."""

from collections.abc import Iterator
from datetime import datetime

from secureflow.rules.columns import needs
from secureflow.rules.preview.history import History
from secureflow.rules.preview.notes import Note
from secureflow.services.tried import Change
from secureflow.services.tried_entries import Entries


def of_change(change: Change, history: History, now: datetime) -> Iterator[Note]:
    """Yield what is to be known of how a change was looked at, each in a sentence."""
    tried, entries = change.tried, change.entries
    if entries is not None:
        yield from _of_entries(entries, is_read=change.is_read(entries.of.id))
    others = [one.name for one in change.today if entries is None or one.id != entries.of.id]
    if others:
        yield Note(
            "lists_of_today",
            f"Of {_and(others)} the entries of today are asked, which may have been put there "
            "because of these very payments; so it looks better than it would have been.",
        )
    reads_history = needs(rule.condition for rule in tried.rules).inputs
    if reads_history and (blind := int((~history.has_history).sum())):
        yield Note(
            "without_history",
            f"{blind:,} payments were judged without their history; rules that read it say "
            "nothing of them.",
            blind,
        )
    if tried.shield != change.live.shield:
        yield Note(
            "bursts_of_then",
            "Bursts are those that were noticed at the time; while the shield was off, none were.",
        )
    gone = [one for one in tried.rules if one.expires_at and one.expires_at <= now]
    if gone:
        yield Note(
            "expired_rules",
            f"{_and([one.name for one in gone])} expired and fired for none of them.",
        )
    if len(history.past) == change.most:
        yield Note("limit", f"Only the newest {change.most:,} payments are looked at.", change.most)
    if change.model is not None:
        yield Note(
            "other_model",
            f"Only the {len(history.past):,} payments that {change.model.version} has scored as "
            "well are looked at.",
            len(history.past),
        )


def _of_entries(entries: Entries, *, is_read: bool) -> Iterator[Note]:
    of = entries.of
    if of.effect == "none" and not is_read:
        yield Note(
            "list_unread",
            f"No live rule reads {of.name}, and being on it does nothing by itself.",
        )
    if entries.is_blind:
        yield Note(
            "domains_hidden",
            "E-mails are kept hidden, so no payment can be asked for the domain of its own.",
        )
    yield Note(
        "entries_of_today",
        "All payments are asked as if the list had been the same all along. Where something is "
        "listed because of these very payments, it looks better than it would have been.",
    )


def _and(names: list[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"
