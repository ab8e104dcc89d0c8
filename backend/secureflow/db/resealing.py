"""Every row that holds something sealed, whatever its table."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from secureflow.extensions import db


def locked(column: InstrumentedAttribute[Any]) -> Iterable[Any]:
    """Return the rows in sight that hold something in a sealed column, locked to be changed."""
    return db.session.scalars(select(column.class_).where(column.is_not(None)).with_for_update())
