"""What makes an uploaded file suspicious, told once a file as a security event."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from secureflow.intake import hostile
from secureflow.services import security_events

FEWEST_ROWS = 10
"""Below it, half of the rows being bad is a slip of the hand."""


@dataclass
class Suspicion:
    """What was seen of one file so far."""

    filename: str
    start: bytes
    rows: int = 0
    bad: int = 0
    formulas: int = 0

    def look_at(self, row: Mapping[str, Any]) -> None:
        """Look at the cells of a row."""
        self.formulas += hostile.formulas_in(row)

    def signs(self) -> list[str]:
        """Return in words what is suspicious; empty where nothing is."""
        kind = hostile.kind_of(self.start)
        named = {
            f"is {'an' if kind == 'archive' else 'a'} {kind} and no table": kind is not None,
            "is of another kind than its name says": hostile.is_misnamed(self.filename, self.start),
            f"holds {self.formulas} cells that a spreadsheet would run": self.formulas > 0,
            "more than half of its rows cannot be read": self.rows >= FEWEST_ROWS
            and self.bad * 2 > self.rows,
        }
        return [sign for sign, holds in named.items() if holds]

    def is_grave(self) -> bool:
        """Return whether it looks like an attack rather than like the wrong file."""
        return self.formulas > 0 or hostile.kind_of(self.start) == "program"


@contextmanager
def watching(filename: str, start: bytes) -> Iterator[Suspicion]:
    """Yield what is to be told of a file, and tell it at the end, also of one that is refused."""
    seen = Suspicion(filename, start[: hostile.START])
    try:
        yield seen
    finally:
        signs = seen.signs()
        if signs:
            security_events.report(
                "upload.suspicious",
                "medium" if seen.is_grave() else "low",
                details={"filename": filename, "signs": signs},
            )
