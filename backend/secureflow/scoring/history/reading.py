"""What a person may read of an entity as it is stored: counts, and whom it was met with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from secureflow.scoring.history.columns import Floats
from secureflow.scoring.history.entities import KINDS, PARTNER_BITS, entity_key, partner_id
from secureflow.scoring.history.layout import AT_COUNT, AT_FIRST, AT_LAST, AT_PARTNERS, sections
from secureflow.scoring.history.risk import AT_COUNTS


@dataclass(frozen=True, slots=True)
class Known:
    """An entity in figures: its payments, those labelled fraud, and when it was seen.

    ``partners`` are the ids of the entities it was met with, at most 128 of each kind, the latest.
    """

    payments: int
    frauds: int
    first_at: datetime | None
    last_at: datetime | None
    partners: frozenset[float]

    def others(self, kind: str, but: str | None) -> int:
        """Return how many entities of a kind it was met with, one value left out."""
        number = KINDS.index(kind)
        found = set(_of_kind(self.partners, number))
        if but is not None:
            found.discard(partner_id(number, entity_key(kind, but)))
        return len(found)


def known(state: bytes, labels: bytes) -> Known:
    """Return what a stored state and its labels, which may be empty, say."""
    values: Floats = np.frombuffer(state)
    count = int(values[AT_COUNT])
    said = np.frombuffer(labels)
    _, _, _, at, _ = sections(values)
    partners = values[at : at + int(values[AT_PARTNERS])]
    return Known(
        payments=count,
        frauds=int(said[AT_COUNTS]) if said.size else 0,
        first_at=_moment(values[AT_FIRST]) if count else None,
        last_at=_moment(values[AT_LAST]) if count else None,
        partners=frozenset(partners.tolist()),
    )


def _of_kind(partners: frozenset[float], number: int) -> Iterator[float]:
    return (one for one in partners if int(one) >> PARTNER_BITS == number)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
