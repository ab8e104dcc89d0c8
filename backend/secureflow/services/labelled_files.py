"""Files of payments whose truth is known, read whole for an evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from secureflow.errors import InvalidInput
from secureflow.infra import columnar
from secureflow.intake import cells, columns
from secureflow.scoring.evaluation.dataset import FRAUD, GOOD, UNKNOWN, Dataset, dataset

Order = Literal["time", "row"]
LABEL_NAMES = (
    "label",
    "is_fraud",
    "isfraud",
    "fraud",
    "tx_fraud",
    "fraud_label",
    "event_label",
    "class",
)
"""What the column with the truth is called where nobody says so, the first that is there."""
LEGACY = {
    "timestamp": "occurred_at",
    "category": "merchant_category",
    "merchant": "merchant_category",
    "type": "transaction_type",
}
"""Fields of the older shape by ours; a category wins over a merchant, as in a request."""
REFERENCES = ("customer", "card", "card_bin", "device", "terminal", "ip", "email", "item")
CODES = ("merchant_category", "transaction_type")
MOST_ROWS = 20_000_000
FIRST_ROWS = 100_000
"""Looked through for the values that a complaint names."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of payments, and how it is to be read."""

    path: Path
    mapping: Mapping[str, str]
    currency: str
    order: Order = "time"
    fraud_value: str | None = None
    good_value: str | None = None
    limit: int | None = None


@dataclass(slots=True)
class _Reading:
    """Cells by our fields, the rows that are kept, and how many cells could not be read."""

    arrays: dict[str, Any] = field(default_factory=dict)
    unreadable: dict[str, int] = field(default_factory=dict)

    def put(self, name: str, values: Any, bad: NDArray[np.bool_]) -> None:
        """Keep a column, and count what was written in it but not understood."""
        self.arrays[name] = values
        if bad.any():
            self.unreadable[name] = int(np.count_nonzero(bad))


def load(source: Source) -> Dataset:
    """Return the payments of a file with their truth; InvalidInput says what is missing.

    A row without a usable time, or whose amount is negative or no number, is left out and counted;
    a blank amount is an unknown one. Any other cell that cannot be read is unknown, and counted.
    """
    file = columnar.open_columns(source.path)
    label, ours = _columns(file.header, source)
    table, odd = file.read([label, *dict.fromkeys(ours.values())], source.limit)
    if len(table) == 0:
        raise InvalidInput("file: has a header but no rows", field="file")
    if len(table) > MOST_ROWS:
        raise InvalidInput(
            f"file: has {len(table):,} rows, the most is {MOST_ROWS:,}",
            field="file",
            fix="Give --limit, or a part of the file.",
        )
    truth = cells.labels(table[label], source.fraud_value, source.good_value)
    _check_truth(truth, table[label], source)
    reading = _Reading()
    bad = _read(reading, table, ours, source.currency)
    keep = ~bad
    facts = {
        "file_rows": len(table) + odd,
        "bad": int(np.count_nonzero(bad)) + odd,
        "unreadable": reading.unreadable | ({"row": odd} if odd else {}),
        "columns": ours | {"label": label},
        "labels_read": {
            name: int(np.count_nonzero(truth == kind))
            for name, kind in (("fraud", FRAUD), ("good", GOOD), ("unknown", UNKNOWN))
        },
    }
    return dataset(
        {name: np.asarray(values)[keep] for name, values in reading.arrays.items()},
        truth[keep],
        currency=source.currency,
        facts=facts,
    )


def _columns(header: Sequence[str], source: Source) -> tuple[str, dict[str, str]]:
    """Return the column of the label, and the column of each of our fields."""
    mapping = dict(source.mapping)
    label = mapping.get("label")
    if label is None:
        by_name = {name.strip().casefold(): name for name in header}
        label = next((by_name[name] for name in LABEL_NAMES if name in by_name), None)
        if label is None:
            raise InvalidInput(
                "header: no column says which payments were fraud",
                field="header",
                fix="Name it: --map label=is_fraud.",
            )
        mapping["label"] = label
    found = columns.match(header, mapping).columns
    ours: dict[str, str] = {}
    for name, theirs in found.items():
        ours.setdefault(LEGACY.get(name, name), theirs)
    if "category" in found:
        ours["merchant_category"] = found["category"]
    if source.order == "row":
        ours.pop("occurred_at", None)
    elif "occurred_at" not in ours:
        raise InvalidInput(
            "header: no column says when payments occurred",
            field="header",
            fix="Name it: --map occurred_at=…, or take the rows in their order: --order row.",
        )
    return label, ours


def _read(
    reading: _Reading, table: pa.Table, ours: Mapping[str, str], currency: str
) -> NDArray[np.bool_]:
    """Read every column that is used; return which rows cannot be payments."""
    amount, bad = cells.amounts(table[ours["amount"]])
    reading.put("amount", amount, bad)
    if "occurred_at" in ours:
        seconds, late = cells.times(table[ours["occurred_at"]])
        reading.put("occurred_at", seconds, late | np.isnan(seconds))
        bad = bad | np.isnan(seconds)
        for name, most in (("hour", 23), ("day_of_week", 6)):
            if name in ours:
                reading.put(name, *cells.whole(table[ours[name]], most))
    if "quantity" in ours:
        reading.put("quantity", *cells.amounts(table[ours["quantity"]]))
    if "customer_created_at" in ours:
        reading.put("customer_created_at", *cells.times(table[ours["customer_created_at"]]))
    for name in REFERENCES:
        if name in ours:
            reading.put(name, *cells.references(table[ours[name]]))
    for name in CODES:
        if name in ours:
            reading.put(name, *cells.codes(table[ours[name]]))
    if "country" in ours:
        reading.put("country", *cells.countries(table[ours["country"]]))
    if "currency" in ours:
        reading.put("currency", *cells.currencies(table[ours["currency"]], currency))
    return bad


def _check_truth(truth: NDArray[np.int8], column: pa.ChunkedArray, source: Source) -> None:
    """Raise InvalidInput where a value that was named is nowhere, or none means anything."""
    seen = sorted({str(value) for value in column.slice(0, FIRST_ROWS).unique().to_pylist()})
    told = f"there are {', '.join(seen[:5])}{', …' if len(seen) > 5 else ''}"
    for kind, option, named in (
        (FRAUD, "--fraud-value", source.fraud_value),
        (GOOD, "--good-value", source.good_value),
    ):
        if named is not None and not (truth == kind).any():
            raise InvalidInput(
                f"{option}: {named!r} is no value of the label; {told}",
                field=option[2:].replace("-", "_"),
            )
    if (truth == UNKNOWN).all():
        raise InvalidInput(
            f"label: no value says fraud or good; {told}",
            field="label",
            fix="Name the values with --fraud-value and --good-value.",
        )
