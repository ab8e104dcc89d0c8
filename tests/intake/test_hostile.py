"""Files that look hostile, and ordinary ones that do not."""

import pytest

from secureflow.intake import hostile


@pytest.mark.parametrize(
    "cell",
    ["=1+1", '=HYPERLINK("http://a.example")', "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd|x", "\t=1"],
)
def test_a_cell_that_is_run(cell: str) -> None:
    assert hostile.formulas_in({"customer": cell, "amount": 5}) == 1


@pytest.mark.parametrize(
    "cell", ["-5", "+5.00", "- 5", "-.5", "a=b", "", "+44 20 7946", "--", None]
)
def test_a_cell_that_is_not(cell: object) -> None:
    assert hostile.formulas_in({"customer": cell}) == 0


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"MZ\x90\x00", "program"),
        (b"\x7fELF\x02", "program"),
        (b"PK\x03\x04\x14", "archive"),
        (b"%PDF-1.7", "document"),
        (b"amount,h", None),
        (b"PAR1\x15", None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell(start: bytes, kind: str | None) -> None:
    assert hostile.kind_of(start) == kind


@pytest.mark.parametrize(
    ("name", "start", "misnamed"),
    [
        ("a.csv", b"amount", False),
        ("a.parquet", b"PAR1", False),
        ("a.csv", b"PAR1", True),
        ("a.PARQUET", b"amount", True),
        ("upload", b"PAR1", False),
        ("upload", b"amount", False),
    ],
)
def test_a_name_that_lies(name: str, start: bytes, misnamed: bool) -> None:
    assert hostile.is_misnamed(name, start) is misnamed
