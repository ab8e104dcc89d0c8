"""Tables in files: CSV and Parquet, row by row in bounded memory."""

import csv
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from secureflow.errors import InvalidInput

PARQUET_MAGIC = b"PAR1"
MAX_COLUMNS = 200
MAX_CELL = 10_000
ROWS_AT_ONCE = 10_000
PIECE = 1 << 20
DAMAGE = (pa.ArrowException, OSError, ValueError, OverflowError)
"""What pyarrow raises for a file that was cut, changed or made up."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file's header and its rows as (line, cells or what is wrong with the line).

    Lines count from 1; the header is line 1, also in a Parquet file that has none. ``expected`` is
    how many rows there are to come, or more where lines are empty or cells hold several.
    """

    header: Sequence[str]
    rows: Iterator[tuple[int, dict[str, Any] | str]]
    expected: int


def read(file: IO[bytes]) -> Table:
    """Return the table in a file, told apart by content; InvalidInput says why it is none."""
    start = file.read(4)
    file.seek(0)
    if not start:
        raise InvalidInput("file: is empty", field="file")
    return _parquet(file) if start == PARQUET_MAGIC else _csv(file)


@contextmanager
def read_path(path: Path) -> Iterator[Table]:
    """Yield the table in the file at a path; InvalidInput when it cannot be opened."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise InvalidInput(
            f"file: {path} cannot be read: {error.strerror}", field="file"
        ) from error
    with file:
        yield read(file)


def _parquet(file: IO[bytes]) -> Table:
    try:
        parquet = pq.ParquetFile(file)
        names = parquet.schema_arrow.names
    except DAMAGE as error:
        raise _damaged() from error
    header = _checked_header(names)

    def rows() -> Iterator[tuple[int, dict[str, Any] | str]]:
        line = 1
        for batch in _batches(parquet):
            for row in batch:
                line += 1
                yield line, {name: _scalar(value) for name, value in row.items()}

    return Table(header, rows(), parquet.metadata.num_rows)


def _batches(parquet: pq.ParquetFile) -> Iterator[list[dict[str, Any]]]:
    """Yield rows in bounded numbers; the header can be whole where a page behind it is not."""
    try:
        for batch in parquet.iter_batches(batch_size=ROWS_AT_ONCE):
            yield batch.to_pylist()
    except DAMAGE as error:
        raise _damaged() from error


def _damaged() -> InvalidInput:
    return InvalidInput("file: is a damaged Parquet file", field="file")


def _scalar(value: Any) -> Any:
    """Return a cell as CSV would have it: times as ISO text, floats with the 15 digits they hold.

    A sixteenth would be noise: 0.1 + 0.2 is 0.3 and not 0.30000000000000004.
    """
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, float):
        return (
            None
            if math.isnan(value)
            else int(value)
            if value.is_integer()
            else format(value, ".15g")
        )
    return value


def _csv(file: IO[bytes]) -> Table:
    expected = _line_ends(file)
    lines = _decoded(file)
    first = next(lines, "")
    delimiter = max((",", ";", "\t", "|"), key=first.count)
    csv.field_size_limit(MAX_CELL)
    try:
        header = _checked_header(next(csv.reader([first], delimiter=delimiter), []))
    except csv.Error as error:
        raise InvalidInput(f"header: cannot be read: {error}", field="header") from error
    reader = csv.reader(lines, delimiter=delimiter)

    def rows() -> Iterator[tuple[int, dict[str, Any] | str]]:
        while True:
            line = reader.line_num + 2
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield line, str(error)
                continue
            if not any(cells):
                continue
            if len(cells) != len(header):
                yield line, f"has {len(cells)} cells, the header has {len(header)}"
            else:
                yield line, dict(zip(header, cells, strict=True))

    return Table(header, rows(), expected)


def _line_ends(file: IO[bytes]) -> int:
    count = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
    file.seek(0)
    return count


def _decoded(file: IO[bytes]) -> Iterator[str]:
    for number, line in enumerate(file, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InvalidInput(
                f"file: line {number} is not UTF-8", field="file", fix="Save the file as UTF-8."
            ) from error


def _checked_header(names: Sequence[str]) -> Sequence[str]:
    if not 0 < len(names) <= MAX_COLUMNS or not any(names):
        raise InvalidInput(f"header: must name 1 to {MAX_COLUMNS} columns", field="header")
    return list(names)
