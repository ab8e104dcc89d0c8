"""What about a file looks as if it were sent to harm whoever opens it."""

import re
from collections.abc import Mapping
from typing import Any

PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!")
ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"\xd0\xcf\x11\xe0")
"""Of ZIP and what is made of it such as XLSX, gzip, RAR, 7z, and the older formats of Office."""
DOCUMENTS = (b"%PDF", b"<!DOC", b"<html", b"<?xml", b"<scri", b"<svg")
PARQUET = b"PAR1"
START = 8
"""Bytes of a file's start that are looked at."""

# What a spreadsheet runs: numbers with a sign are none of it.
FORMULA = re.compile(r"[=@]|[+-]\s*[^\d.,\s+-]|[\t\r]\s*[=@+-]")


def kind_of(start: bytes) -> str | None:
    """Return what a file is by its first bytes, where it is no table; None where it may be one."""
    kinds = {"program": PROGRAMS, "archive": ARCHIVES, "document": DOCUMENTS}
    return next((kind for kind, marks in kinds.items() if start.startswith(marks)), None)


def is_misnamed(filename: str, start: bytes) -> bool:
    """Return whether a file is Parquet under the name of a text, or the other way round."""
    ending = filename.rsplit(".", 1)[-1].lower()
    is_parquet = start.startswith(PARQUET)
    if ending == "parquet":
        return not is_parquet
    return is_parquet and ending in {"csv", "txt", "tsv"}


def formulas_in(row: Mapping[str, Any]) -> int:
    """Return how many cells of a row a spreadsheet would run."""
    return sum(
        1 for value in row.values() if isinstance(value, str) and FORMULA.match(value) is not None
    )
