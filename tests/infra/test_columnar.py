"""Whole columns of files: both formats, lines that do not fit, and what is no table."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from secureflow.errors import InvalidInput
from secureflow.infra.columnar import open_columns


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "payments.csv"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_columns_are_read_by_name_as_text(csv: Path, delimiter: str) -> None:
    lines = ["\ufeffa,b,c", "1,2,x", "", '3,,"y', 'z"']
    csv.write_text("\r\n".join(lines).replace(",", delimiter), encoding="utf-8")
    file = open_columns(csv)
    table, odd = file.read(["c", "a"], None)
    assert file.header == ["a", "b", "c"]
    assert table.column_names == ["c", "a"]
    assert table["a"].to_pylist() == ["1", "3"]
    assert table["c"].to_pylist() == ["x", "y\r\nz"]
    assert odd == 0


def test_lines_of_another_length_are_counted(csv: Path) -> None:
    csv.write_text("a,b\n1,2\n3\n4,5,6\n7,8\n", encoding="utf-8")
    table, odd = open_columns(csv).read(["b"], None)
    assert (table["b"].to_pylist(), odd) == (["2", "8"], 2)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_limit_reads_no_further(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "file"
    if kind == "csv":
        path.write_text("a\n" + "5\n" * 40_000, encoding="utf-8")
    else:
        pq.write_table(pa.table({"a": [5] * 40_000, "b": [1] * 40_000}), path)
    for limit in (1, 20_000, 50_000):
        assert len(open_columns(path).read(["a"], limit)[0]) == min(limit, 40_000)


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("a,b\n", encoding="utf-8")
    assert len(open_columns(path).read(["a"], None)[0]) == 0
    pq.write_table(pa.table({"a": pa.array([], pa.int8())}), path)
    assert len(open_columns(path).read(["a"], 5)[0]) == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"PAR1 and nothing that follows", "damaged Parquet"),
        (b"a,b\n\xff\xfe,2\n", "not UTF-8"),
        (b"\xff\xfe,2\n1,2\n", "not UTF-8"),
        (b",".join([b"x"] * 201) + b"\n", "1 to 200 columns"),
    ],
)
def test_what_is_no_table_is_said_in_words(csv: Path, data: bytes, words: str) -> None:
    csv.write_bytes(data)
    with pytest.raises(InvalidInput, match=words):
        open_columns(csv).read(["a"], None)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        open_columns(tmp_path / "missing.csv")


def test_a_page_cut_behind_a_whole_footer_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "file"
    pq.write_table(pa.table({"a": list(range(50_000))}), path)
    data = bytearray(path.read_bytes())
    data[4:4_000] = b"\x00" * 3_996
    path.write_bytes(data)
    for limit in (None, 10):
        with pytest.raises(InvalidInput, match="damaged Parquet"):
            open_columns(path).read(["a"], limit)
