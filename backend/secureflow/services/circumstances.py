"""What is around payments as they are judged, by the keys of their values, and how it is kept."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any

from secureflow.db.accounts import Caller
from secureflow.db.circumstances import NOTHING, Around
from secureflow.domain import BurstKind, Transaction
from secureflow.rules.circumstances import PLAIN, Burst, Circumstances, ListMatch
from secureflow.rules.listed import listed
from secureflow.rules.shield.pace import Pace
from secureflow.rules.shield.payer import Seen, newness
from secureflow.rules.shield.shield import Key, News, Outcome, Shield, counted_under
from secureflow.rules.shield.watched import watched
from secureflow.scoring.history.entities import entity_key
from secureflow.services import personal

PERSONAL: tuple[BurstKind, ...] = ("ip", "email")
ENTITIES: tuple[BurstKind, ...] = ("ip", "device", "customer")
"""Kinds with a state of their own, from which one newcomer alone is known as well."""


class Surroundings:
    """What is around some payments of a caller; ``take_in`` brings what was read of their keys.

    ``shield`` is that of the payments before, where these are not the first.
    """

    def __init__(self, caller: Caller, payments: Sequence[Transaction], shield: Shield) -> None:
        self.shield = shield
        self._caller, self._payments = caller, payments
        self._around = NOTHING
        self._listed: list[list[bytes]] = []
        self._watched: dict[int, list[Key]] = {}
        self._counted: dict[int, Sequence[Key]] = {}

    @property
    def listed(self) -> list[bytes]:
        """Return the keys that lists and snoozes are asked for, each once."""
        self._listed = [_listed_keys(self._caller, payment) for payment in self._payments]
        return list({key for keys in self._listed for key in keys})

    @property
    def watched(self) -> list[bytes]:
        """Return the keys that newcomers are counted under, each once."""
        places = range(len(self._payments))
        return list({key.key for place in places for key in self._keys(place)})

    def unread(self, seen: Sequence[Seen]) -> list[bytes]:
        """Return the keys that newcomers among the payments count under and that nobody read yet.

        Most payments of a file are of people seen before, and of most others the file has told.
        """
        wanted: set[bytes] = set()
        for place, (payment, one) in enumerate(zip(self._payments, seen, strict=True)):
            new = newness(payment, one, payment.occurred_at.timestamp())
            if new is not None:
                wanted.update(key.key for key in counted_under(self._keys(place), new))
        return [key for key in wanted if not self.shield.has(key)]

    def take_in(self, around: Around) -> None:
        """Take in what was read of the keys."""
        self._around = around
        self.shield.take_in({key: Pace(*pace) for key, pace in around.paces.items()})

    def of(self, place: int, seen: Seen) -> Circumstances:
        """Return what is around the payment at a place, and count it; to be asked in order."""
        payment, around = self._payments[place], self._around
        bursts = self._bursts(place, payment, seen)
        if not (around.lists or around.snoozed):
            return Circumstances(bursts=bursts) if bursts else PLAIN
        keys = self._listed[place]
        lists = {one[0]: ListMatch(*one) for key in keys for one in around.lists.get(key, ())}
        return Circumstances(
            tuple(lists[list_id] for list_id in sorted(lists)),
            frozenset(rule for key in keys for rule in around.snoozed.get(key, ())),
            bursts,
        )

    def became(self, place: int, circumstances: Circumstances, outcome: Outcome) -> None:
        """Note what became of the payment at a place, before the next one is asked for."""
        keys = self._counted.get(place)
        if keys:
            at = self._payments[place].occurred_at.timestamp()
            self.shield.became(keys, at, circumstances.bursts, outcome)

    def _bursts(self, place: int, payment: Transaction, seen: Seen) -> tuple[Burst, ...]:
        """Return the bursts that a payment is one of, and count it where it is a newcomer's."""
        at = payment.occurred_at.timestamp()
        new = newness(payment, seen, at)
        if new is None:
            return ()
        keys = counted_under(self._keys(place), new)
        bursts = self.shield.bursts(keys, at, is_again=seen.is_again)
        kinds = {burst.kind for burst in bursts}
        # A card tried again counts as a payment of a burst, and nowhere else.
        self._counted[place] = [key for key in keys if not seen.is_again or key.kind in kinds]
        return bursts

    def _keys(self, place: int) -> list[Key]:
        found = self._watched.get(place)
        if found is None:
            found = self._watched[place] = _watched_keys(self._caller, self._payments[place])
        return found


def news_of(shield: Shield, known: AbstractSet[bytes]) -> list[dict[str, Any]]:
    """Return what is to be stored of newcomers; ``known`` are keys of entities that have a row.

    The first newcomer of a payment's own entity is not: that the entity has none says as much.
    """
    return [
        _kept(key, news)
        for key, news in shield.news.items()
        if key in known
        or not news.is_entity
        or shield.knows(key)
        or len(news.times) > 1
        or news.since is not None
    ]


def to_json(circumstances: Circumstances) -> dict[str, Any] | None:
    """Return what is stored of circumstances: what there was, and None where there was nothing."""
    found = {
        "lists": [[one.list_id, one.name, one.effect] for one in circumstances.lists],
        "snoozed": sorted(circumstances.snoozed),
        "bursts": [
            {"kind": one.kind, "text": one.text, "until": one.until.isoformat()}
            for one in circumstances.bursts
        ],
    }
    return {name: values for name, values in found.items() if values} or None


def from_json(stored: Mapping[str, Any] | None) -> Circumstances:
    """Return circumstances as they were stored."""
    if not stored:
        return PLAIN
    return Circumstances(
        tuple(ListMatch(*one) for one in stored.get("lists", ())),
        frozenset(stored.get("snoozed", ())),
        tuple(
            Burst(one["kind"], one["text"], datetime.fromisoformat(one["until"]))
            for one in stored.get("bursts", ())
        ),
    )


def watched_key(kind: str, value: str, *, is_network: bool) -> bytes:
    """Return what newcomers are kept under, by the value as it is stored.

    It is the entity's own key where the value is that of an entity.
    """
    if kind == "email":
        return entity_key("email pattern", value)
    return entity_key("network" if kind == "ip" and is_network else kind, value)


def _listed_keys(caller: Caller, payment: Transaction) -> list[bytes]:
    return [entity_key(kind, _stored(caller, kind, value)) for kind, value in listed(payment)]


def _watched_keys(caller: Caller, payment: Transaction) -> list[Key]:
    return [_key(caller, payment, kind, value) for kind, value in watched(payment)]


def _key(caller: Caller, payment: Transaction, kind: BurstKind, value: str) -> Key:
    """Return the key of what a payment is counted under: an address may stand for another one."""
    stored = _stored(caller, kind, value)
    key = watched_key(kind, stored, is_network="/" in value)
    return Key(kind, stored, key, kind in ENTITIES and value == getattr(payment, kind))


def _stored(caller: Caller, kind: str, value: str) -> str:
    """Return a value as the merchant has it stored: what is personal may be hidden."""
    is_hidden = caller.hash_personal and kind in PERSONAL
    return personal.hidden(caller.merchant_id, value) if is_hidden else value


def _kept(key: bytes, news: News) -> dict[str, Any]:
    return {
        "key": key.hex(),
        "kind": news.kind,
        "value": news.value,
        "times": news.times,
        "usual": news.usual,
        "usual_at": news.usual_at,
        "since": news.since,
        "until": news.until,
        "opened": news.opened,
        "through": news.through,
        "stopped": news.stopped,
        "passed": news.passed,
    }
