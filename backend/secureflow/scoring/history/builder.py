"""What is usual, made payment by payment: counts that fade, and snapshots of them."""

import io
import json
import math
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from secureflow.domain import Code
from secureflow.scoring.history.blending import blended
from secureflow.scoring.history.columns import Columns, Floats
from secureflow.scoring.history.facts import LEAST_AMOUNT
from secureflow.scoring.history.spectrum import Spectrum, sums
from secureflow.scoring.history.units import ROUGH_UNITS
from secureflow.scoring.history.usuals import NOTHING, Usuals
from secureflow.scoring.history.windows import DAY

HALF_LIFE = 60.0 * DAY
VERSION = 2
ALL = "all"
GROUPS = (
    *("all", "currency", "category", "type", "country"),
    *("price", "item_price", "item_amount", "item_quantity"),
)


class UsualsBuilder:
    """Counts what is needed for Usuals, each payment fading with a half-life of 60 days.

    Batches may come in any order. Kept at most: 40,000 values of each code.
    """

    def __init__(self) -> None:
        self.reference = -math.inf
        self.hours: Floats = np.zeros(24)
        self.days: Floats = np.zeros(7)
        self.groups: dict[str, Spectrum[Code]] = {name: Spectrum() for name in GROUPS}

    def add(self, columns: Columns) -> None:
        """Count these payments."""
        if not len(columns):
            return
        self._fade(float(columns.occurred_at.max()))
        masses = np.exp2((columns.occurred_at - self.reference) / HALF_LIFE)
        self.hours += _slots(columns.hour, masses, 24)
        self.days += _slots(columns.day_of_week, masses, 7)
        units = np.array([ROUGH_UNITS.get(code, 1.0) for code in columns.currency])
        paid = np.where(columns.amount > 0.0, columns.amount / units, np.nan)
        amounts = np.log(np.maximum(paid, LEAST_AMOUNT))
        quantities = np.log(np.where(columns.quantity > 0.0, columns.quantity, np.nan))
        prices = amounts - quantities
        everything = [ALL] * len(columns)
        for name, codes, logarithms in (
            ("all", everything, amounts),
            ("currency", columns.currency, amounts),
            ("category", columns.merchant_category, amounts),
            ("type", columns.transaction_type, amounts),
            ("country", columns.country, amounts),
            ("price", everything, prices),
            ("item_price", columns.item, prices),
            ("item_amount", columns.item, amounts),
            ("item_quantity", columns.item, quantities),
        ):
            self.groups[name].add(codes, logarithms, masses)

    def snapshot(self, base: Usuals = NOTHING) -> Usuals:
        """Return what is usual; the fewer payments were counted, the more it is the base's."""
        return blended(self.groups, self.hours, self.days, base)

    def to_bytes(self) -> bytes:
        """Return all counts, for ``from_bytes``."""
        arrays: dict[str, NDArray[np.generic]] = {"hours": self.hours, "days": self.days}
        codes: dict[str, list[Code]] = {}
        for name, spectrum in self.groups.items():
            codes[name] = spectrum.codes
            arrays[f"{name}_places"], arrays[f"{name}_masses"] = spectrum.places, spectrum.masses
        about = {"version": VERSION, "reference": self.reference, "codes": codes}
        text = json.dumps(about, allow_nan=True).encode()
        arrays["about"] = np.frombuffer(text, dtype=np.uint8)
        out = io.BytesIO()
        np.savez_compressed(out, **arrays)  # type: ignore[arg-type]
        return out.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> "UsualsBuilder":
        """Return the builder that these bytes were made of; ValueError where they are none."""
        made = cls()
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                about = json.loads(arrays["about"].tobytes())
                if about["version"] != VERSION:
                    raise ValueError("the usuals were made by another version")
                made.reference = float(about["reference"])
                made.hours, made.days = arrays["hours"], arrays["days"]
                for name, spectrum in made.groups.items():
                    spectrum.restore(
                        about["codes"][name], arrays[f"{name}_places"], arrays[f"{name}_masses"]
                    )
        except (KeyError, TypeError, ValueError, BadZipFile, OSError, EOFError) as error:
            raise ValueError("these bytes are no usuals") from error
        return made

    def _fade(self, latest: float) -> None:
        if latest <= self.reference:
            return
        left = 0.0 if math.isinf(self.reference) else 0.5 ** ((latest - self.reference) / HALF_LIFE)
        self.reference = latest
        self.hours *= left
        self.days *= left
        for spectrum in self.groups.values():
            spectrum.masses *= left


def _slots(slots: NDArray[np.int64], masses: Floats, count: int) -> Floats:
    known = slots >= 0
    return sums(slots[known], masses[known], count)
