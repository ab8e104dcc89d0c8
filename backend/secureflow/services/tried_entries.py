"""Values that somebody wants to try on a list, or off it, before anything is put there."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from secureflow.db.accounts import Caller
from secureflow.db.lists import ListEffect, ListKind, ListRow
from secureflow.errors import InvalidInput, NotFound
from secureflow.services import entries

MOST_TRIED = 1_000
"""Values of one preview, added and taken off together: as many as are put on a list at once."""
A_NEW_LIST = 0
"""In place of an id: no list that is kept has it."""


@dataclass(frozen=True, slots=True)
class EntriesTried:
    """Values to add to a list and to take off it, as they came.

    The list is the one of ``list_id``, or else a new one of ``kind`` with ``effect``.
    """

    add: Sequence[str]
    remove: Sequence[str]
    list_id: int | None = None
    kind: ListKind | None = None
    effect: ListEffect | None = None


@dataclass(frozen=True, slots=True)
class Entries:
    """Values to try in the form they are kept in, and the list that they are tried on."""

    of: ListRow
    added: frozenset[str]
    removed: frozenset[str]
    is_blind: bool
    """No payment can be asked for them: its e-mail, and with it the domain, is kept hidden."""

    def with_them(self, standing: AbstractSet[str]) -> AbstractSet[str]:
        """Return what would stand on the list, where this does."""
        return (standing | self.added) - self.removed


def checked(who: Caller, wanted: EntriesTried, lists: Mapping[int, ListRow]) -> Entries:
    """Return values to try, each held against the list's kind as when it is really added.

    NotFound for a list that is none of these, InvalidInput for what cannot stand on it.
    """
    of = _list(who, wanted, lists)
    if not (wanted.add or wanted.remove):
        raise InvalidInput("entries: say what to `add` or to `remove`", field="entries")
    if (count := len(wanted.add) + len(wanted.remove)) > MOST_TRIED:
        raise InvalidInput(
            f"entries: these are {count:,} values; {MOST_TRIED:,} are the most in one preview",
            field="entries",
            fix="Try some of them.",
        )
    added = frozenset(_kept(who, of.kind, wanted.add, "add"))
    removed = _kept(who, of.kind, wanted.remove, "remove")
    both = next((i for i, value in enumerate(removed) if value in added), None)
    if both is not None:
        at = f"entries.remove[{both}]"
        raise InvalidInput(f"{at}: is to be added as well", field=at)
    is_blind = of.kind == "domain" and who.hash_personal
    return Entries(of, added, frozenset(removed), is_blind)


def _list(who: Caller, wanted: EntriesTried, lists: Mapping[int, ListRow]) -> ListRow:
    kind, effect = wanted.kind, wanted.effect
    if wanted.list_id is not None:
        if kind is not None or effect is not None:
            raise InvalidInput(
                "entries: a list that is there has its kind and effect; send `list_id` alone",
                field="entries",
            )
        if wanted.list_id not in lists:
            raise NotFound(f"There is no list {wanted.list_id}.", field="entries.list_id")
        return lists[wanted.list_id]
    if kind is None or effect is None:
        raise InvalidInput(
            "entries: say `list_id`, or `kind` and `effect` of a new list", field="entries"
        )
    # It is never added to a session: it stands for a list that is yet to be made.
    return ListRow(
        id=A_NEW_LIST, merchant_id=who.merchant_id, name="the new list", kind=kind, effect=effect
    )


def _kept(who: Caller, kind: ListKind, values: Sequence[str], name: str) -> list[str]:
    return [
        entries.kept(who, kind, value, f"entries.{name}[{i}]").value
        for i, value in enumerate(values)
    ]
