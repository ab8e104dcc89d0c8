"""How the transaction of payments begins whose caller is only presumed: in one round trip."""

from collections.abc import Sequence
from typing import NamedTuple

from secureflow.db import circumstances, direct, entities, tenancy
from secureflow.db.circumstances import Around
from secureflow.db.direct import Hot
from secureflow.db.entities import Stored

BEGIN = f"""
    {direct.BEGIN}
    SELECT key, state, labels, ids, around FROM secureflow_begin(%s, %s, %s, %s, %s, %s, %s, %s)
"""  # noqa: S608 -- of our own words


class Begun(NamedTuple):
    """Rows of entities by key, which nobody else changes until we commit, and ids for payments.

    ``around`` is what was read of the payments' other keys, once those rows were locked.
    """

    rows: dict[bytes, Stored]
    ids: list[int]
    around: Around


class Wanted(NamedTuple):
    """What is read as a transaction begins: the keys of entities, of lists and of newcomers."""

    entities: Sequence[bytes]
    listed: Sequence[bytes]
    watched: Sequence[bytes]
    payments: int


def begun(hot: Hot, key_hash: str, seal: str, wanted: Wanted) -> Begun | None:
    """Begin a transaction for whoever has an API key, with ids for ``wanted.payments`` payments.

    None where the key has ended, or says something else by now than the ``seal`` of its caller.
    Raises as ``entities.locked`` does.
    """
    keys = list(wanted.entities), list(wanted.listed), list(wanted.watched)
    values = (key_hash, seal, tenancy.patience(), keys[0], entities.PATIENCE, wanted.payments)
    with entities.clashes():
        (*_, ids, _), *rows = hot.rows(BEGIN, (*values, *keys[1:]))
    if ids is None:
        return None
    *states, (*_, around) = rows
    found = (
        Stored(key.tobytes(), state.tobytes(), labels.tobytes())
        for key, state, labels, *_ in states
    )
    return Begun({row.key: row for row in found}, ids, circumstances.told(around))
