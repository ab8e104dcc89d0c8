"""How the transaction of payments begins whose caller is only presumed: in one round trip."""

from collections.abc import Sequence
from typing import NamedTuple

from secureflow.db import direct, entities, tenancy
from secureflow.db.direct import Hot
from secureflow.db.entities import Stored

BEGIN = f"""
    {direct.BEGIN}
    SELECT key, state, labels, ids FROM secureflow_begin(%s, %s, %s, %s, %s, %s)
"""  # noqa: S608 -- of our own words


class Begun(NamedTuple):
    """Rows of entities by key, which nobody else changes until we commit, and ids for payments."""

    rows: dict[bytes, Stored]
    ids: list[int]


def begun(hot: Hot, key_hash: str, seal: str, keys: Sequence[bytes], count: int) -> Begun | None:
    """Begin a transaction for whoever has an API key: the rows of ``keys``, and ``count`` ids.

    None where the key has ended, or says something else by now than the ``seal`` of its caller.
    Raises as ``entities.locked`` does.
    """
    values = (key_hash, seal, tenancy.patience(), list(keys), entities.PATIENCE, count)
    with entities.clashes():
        (*_, ids), *rows = hot.rows(BEGIN, values)
    if ids is None:
        return None
    found = (
        Stored(key.tobytes(), state.tobytes(), labels.tobytes()) for key, state, labels, _ in rows
    )
    return Begun({row.key: row for row in found}, ids)
