"""Seal with the newest secret what one before has sealed, so that the one before can go."""

from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from secureflow.db import resealing, tenancy
from secureflow.db.keys import ApiKeyRow
from secureflow.db.second_factors import SecondFactorRow
from secureflow.extensions import db, vault
from secureflow.infra.logs import log
from secureflow.vault import CannotOpen

SEALED: tuple[InstrumentedAttribute[Any], ...] = (
    ApiKeyRow.sealed_secret,
    SecondFactorRow.sealed_secret,
)
"""Every column that is sealed and kept; what the queue holds is gone in hours."""


def reseal() -> None:
    """Seal everything anew that needs it, of all merchants; the log says how much.

    What no secret opens any more is counted and left as it is.
    """
    with tenancy.across_merchants():
        for column in SEALED:
            resealed = lost = 0
            for row in resealing.locked(column):
                try:
                    renewed = vault.resealed(getattr(row, column.key))
                except CannotOpen:
                    lost += 1
                    continue
                if renewed is not None:
                    setattr(row, column.key, renewed)
                    resealed += 1
            db.session.commit()
            if resealed or lost:
                table = column.class_.__tablename__
                log.info("resealed", extra={"table": table, "resealed": resealed, "lost": lost})
