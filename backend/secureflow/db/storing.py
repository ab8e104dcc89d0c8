"""Writing judged payments, with the states of their entities."""

import json
from collections.abc import Mapping
from typing import Any

from secureflow.db import entities
from secureflow.extensions import db

STORE = "SELECT secureflow_store(%s, %s, %s, %s, %s)"


def store(
    row: dict[str, Any], known: Mapping[bytes, bytes], fresh: Mapping[bytes, bytes]
) -> int | None:
    """Store one judged payment with the states of its entities; None where its id is taken.

    Nothing is written then. ``known`` are states of rows that are locked, ``fresh`` of entities
    seen for the first time; Raced when one of those is there by now.
    """
    values = (json.dumps(row), [*known], [*known.values()], [*fresh], [*fresh.values()])
    with entities.clashes():
        found: int | None = db.session.connection().exec_driver_sql(STORE, values).scalar()
    return found
