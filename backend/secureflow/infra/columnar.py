"""Whole columns of a file at once: for what reads millions of payments and keeps a few fields."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from secureflow.errors import InvalidInput
from secureflow.infra.tables import DAMAGE, MAX_CELL, MAX_COLUMNS, PARQUET_MAGIC, ROWS_AT_ONCE

HEADER_BYTES = 1_000_000
DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class ColumnFile:
    """A CSV or Parquet file whose header was read.

    ``read`` returns the named columns whole, and how many lines had not as many cells as the
    header and were left out; it raises InvalidInput for a damaged file.
    """

    header: Sequence[str]
    read: Callable[[Sequence[str], int | None], tuple[pa.Table, int]]


def open_columns(path: Path) -> ColumnFile:
    """Return the file at a path, told apart by content; InvalidInput says why it is none."""
    try:
        with path.open("rb") as file:
            start = file.read(HEADER_BYTES)
    except OSError as error:
        raise InvalidInput(
            f"file: {path} cannot be read: {error.strerror}", field="file"
        ) from error
    if not start:
        raise InvalidInput("file: is empty", field="file")
    return _parquet(path) if start.startswith(PARQUET_MAGIC) else _csv(path, start)


def _parquet(path: Path) -> ColumnFile:
    try:
        header = _checked(pq.read_schema(path).names)
    except DAMAGE as error:
        raise _damaged("Parquet") from error

    def read(names: Sequence[str], limit: int | None) -> tuple[pa.Table, int]:
        try:
            with pq.ParquetFile(path) as file:
                if limit is None:
                    return file.read(columns=list(names), use_threads=False), 0
                batches, rows = [], 0
                for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(names)):
                    batches.append(batch.slice(0, limit - rows))
                    rows += len(batches[-1])
                    if rows == limit:
                        break
                schema = (
                    batches[0].schema if batches else pa.schema([(n, pa.null()) for n in names])
                )
                return pa.Table.from_batches(batches, schema), 0
        except DAMAGE as error:
            raise _damaged("Parquet") from error

    return ColumnFile(header, read)


def _csv(path: Path, start: bytes) -> ColumnFile:
    first = start.split(b"\n", 1)[0]
    try:
        line = first.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError as error:
        raise _not_utf8() from error
    delimiter = max(DELIMITERS, key=line.count)
    header = _checked(_names(line, delimiter))

    def read(names: Sequence[str], limit: int | None) -> tuple[pa.Table, int]:
        odd = 0

        def leave_out(_row: object) -> str:
            nonlocal odd
            odd += 1
            return "skip"

        # One thread, because only then rows that are left out are told of and counted.
        options = pc.ReadOptions(column_names=list(header), skip_rows=1, use_threads=False)
        parse = pc.ParseOptions(
            delimiter=delimiter, invalid_row_handler=leave_out, newlines_in_values=True
        )
        convert = pc.ConvertOptions(
            column_types=dict.fromkeys(header, pa.string()),
            include_columns=list(names),
            strings_can_be_null=True,
            null_values=[""],
        )
        batches, rows = [], 0
        try:
            with pc.open_csv(path, options, parse, convert) as reader:
                for batch in reader:
                    batches.append(batch if limit is None else batch.slice(0, limit - rows))
                    rows += len(batches[-1])
                    if rows == limit:
                        break
                return pa.Table.from_batches(batches, reader.schema), odd
        except pa.ArrowInvalid as error:
            if "UTF8" in str(error):
                raise _not_utf8() from error
            if "Empty CSV" in str(error):
                return pa.table({name: pa.array([], pa.string()) for name in names}), odd
            raise _damaged("CSV") from error
        except DAMAGE as error:
            raise _damaged("CSV") from error

    return ColumnFile(header, read)


def _names(line: str, delimiter: str) -> list[str]:
    import csv

    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error as error:
        raise InvalidInput(f"header: cannot be read: {error}", field="header") from error


def _checked(names: Sequence[str]) -> list[str]:
    if not 0 < len(names) <= MAX_COLUMNS or not any(names):
        raise InvalidInput(f"header: must name 1 to {MAX_COLUMNS} columns", field="header")
    if any(len(name) > MAX_CELL for name in names):
        raise InvalidInput(f"header: a name has more than {MAX_CELL} characters", field="header")
    return list(names)


def _damaged(kind: str) -> InvalidInput:
    return InvalidInput(f"file: is a damaged {kind} file", field="file")


def _not_utf8() -> InvalidInput:
    return InvalidInput("file: is not UTF-8", field="file", fix="Save the file as UTF-8.")
