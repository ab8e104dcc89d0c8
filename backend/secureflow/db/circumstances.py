"""What is around payments besides the states of their entities: lists, snoozes, newcomers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic_core import from_json

from secureflow.db import direct

ListedOn = tuple[int, str, Literal["block", "allow", "none"]]
AROUND = "SELECT secureflow_around(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Around:
    """By key: the lists it stands on, the rules that spare it, how fast newcomers come.

    Lists are (id, name, effect); paces are the fields of rules/shield/pace.py in their order.
    """

    lists: dict[bytes, list[ListedOn]] = field(default_factory=dict)
    snoozed: dict[bytes, list[int]] = field(default_factory=dict)
    paces: dict[bytes, tuple[Any, ...]] = field(default_factory=dict)


NOTHING = Around()
ANY_LISTED = """
    SELECT EXISTS (SELECT FROM list_entries WHERE merchant_id = %(merchant)s)
        OR EXISTS (SELECT FROM rule_snoozes WHERE merchant_id = %(merchant)s)
"""


def any_listed(merchant_id: int) -> bool:
    """Return whether anything stands on a list of a merchant, or is spared by a rule."""
    return bool(direct.rows(ANY_LISTED, {"merchant": merchant_id})[0][0])


def read(
    merchant_id: int, is_test: bool, listed: Sequence[bytes], watched: Sequence[bytes]
) -> Around:
    """Return what is around payments of a merchant, by their keys, in one statement."""
    if not (listed or watched):
        return NOTHING
    found = direct.rows(AROUND, (merchant_id, is_test, list(listed), list(watched)))
    return told(found[0][0])


def told(text: str | None) -> Around:
    """Return what the database's functions say of it; nothing is the usual case."""
    if text is None:
        return NOTHING
    said = from_json(text)
    around = Around({}, {}, {})
    for key, list_id, name, effect in said["lists"] or ():
        around.lists.setdefault(bytes.fromhex(key), []).append((list_id, name, effect))
    for key, rule_id in said["snoozed"] or ():
        around.snoozed.setdefault(bytes.fromhex(key), []).append(rule_id)
    for key, *pace in said["paces"] or ():
        around.paces[bytes.fromhex(key)] = tuple(pace)
    return around
