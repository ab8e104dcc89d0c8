"""Whole columns of a file: what the cells mean, which are blank, and which are not understood."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from secureflow.intake import cells
from secureflow.intake.cells import FRAUD, GOOD, UNKNOWN

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def column(values: list[Any], kind: pa.DataType | None = None) -> pa.ChunkedArray:
    whole, half = pa.array(values, kind), len(values) // 2
    return pa.chunked_array([whole.slice(0, half), whole.slice(half)], whole.type)


@pytest.mark.parametrize(
    "given",
    [
        column(["12.50", "0", "", None, "-1", "1e15", "abc", "nan"], pa.string()),
        column([12.5, 0.0, None, float("nan"), -1.0, 1e15, float("inf"), -0.5], pa.float64()),
        column(
            [Decimal("12.50"), 0, None, None, -1, Decimal(10) ** 15, -1, -1], pa.decimal128(20, 2)
        ),
        column([12.5, 0.0, None, None, -1.0, 1e15], pa.float64()).dictionary_encode(),
    ],
)
def test_amounts_are_numbers_of_0_or_more(given: pa.ChunkedArray) -> None:
    found, bad = cells.amounts(given)
    assert found[:2].tolist() == [12.5, 0.0]
    assert np.isnan(found[2:]).all()
    assert bad[:4].tolist() == [False] * 4
    assert bad[4:6].all()


@pytest.mark.parametrize(
    "given",
    [
        column(["2026-03-01T12:00:00", "2026-03-01 12:00:00"], pa.string()),
        column(["2026-03-01T12:00:00Z", "2026-03-01T14:00:00+02:00"], pa.large_string()),
        column(["2026-03-01T12:00:00Z", "2026-03-01T12:00:00"], pa.string()),
        column([NOON, NOON], pa.timestamp("ms", "UTC")),
        column([NOON, NOON], pa.timestamp("ns", "Europe/Berlin")),
        column([NOON.replace(tzinfo=None)] * 2, pa.timestamp("s")),
        column([int(NOON.timestamp())] * 2),
        column([NOON.timestamp() * 1e3] * 2),
        column([int(NOON.timestamp() * 1e9)] * 2),
        column([str(int(NOON.timestamp()))] * 2),
        column(["2026-03-01T12:00:00Z"] * 2, pa.string()).dictionary_encode(),
        column([NOON, NOON], pa.timestamp("us", "UTC")).dictionary_encode(),
        column([NOON.timestamp()] * 2).dictionary_encode(),
    ],
)
def test_times_are_understood_however_they_are_written(given: pa.ChunkedArray) -> None:
    found, bad = cells.times(given)
    assert found.tolist() == [NOON.timestamp()] * 2
    assert not bad.any()


def test_a_day_is_its_first_second_and_what_is_no_time_is_bad() -> None:
    assert (
        cells.times(column([date(1970, 1, 2), date(2026, 3, 1)]))[0][1] == NOON.timestamp() - 43200
    )
    found, bad = cells.times(column(["2026-03-01", "yesterday", "", "1890-01-01", None, "-5"]))
    assert bad.tolist() == [False, True, False, True, False, True]
    assert np.isnan(found[1:]).all()
    assert cells.times(column([NOON.replace(year=1880), NOON]))[1].tolist() == [True, False]


def test_text_is_what_it_says_and_equal_cells_are_one_object() -> None:
    found, bad = cells.references(column(["a", " a ", "", None, "b"]))
    assert found.tolist() == ["a", "a", None, None, "b"]
    assert not bad.any()
    assert cells.references(column([5.0, None, 6.5]))[0].tolist() == ["5", None, "6.5"]
    assert cells.references(column([7, 8], pa.int16()))[0].tolist() == ["7", "8"]
    listed = cells.references(column([["x"], None]))
    assert listed[0].tolist() == [None, None]
    assert listed[1].tolist() == [True, False]


def test_codes_are_numbers_where_they_are_numbers() -> None:
    given = column(["5411", "007", "food", "-3", "99999999999", None]).cast(
        pa.dictionary(pa.int32(), pa.string())
    )
    assert cells.codes(given)[0].tolist() == [5411, "007", "food", -3, "99999999999", None]


def test_countries_and_currencies_are_codes_or_not_understood() -> None:
    found, bad = cells.countries(column(["de", "DEU", "", "fr"]))
    assert found.tolist() == ["DE", None, None, "FR"]
    assert bad.tolist() == [False, True, False, False]
    found, bad = cells.currencies(column(["usd", "QQQ", None]), "EUR")
    assert found.tolist() == ["USD", "EUR", "EUR"]
    assert bad.tolist() == [False, True, False]


def test_hours_are_whole_numbers_up_to_the_most() -> None:
    found, bad = cells.whole(column(["3", "24", "2.5", "", None]), 23)
    assert found.tolist() == [3, -1, -1, -1, -1]
    assert bad.tolist() == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("values", "named", "expected"),
    [
        (["1", "0", "", "2"], (None, None), [FRAUD, GOOD, UNKNOWN, UNKNOWN]),
        ([1.0, 0.0, None], (None, None), [FRAUD, GOOD, UNKNOWN]),
        ([True, False, None], (None, None), [FRAUD, GOOD, UNKNOWN]),
        (["Fraud", "legit", "?"], (None, None), [FRAUD, GOOD, UNKNOWN]),
        (["fraud", "ok", "unkn"], ("fraud", "ok"), [FRAUD, GOOD, UNKNOWN]),
        (["bad", "fine", "fine"], ("bad", None), [FRAUD, GOOD, GOOD]),
        (["bad", "fine", "fine"], (None, "fine"), [FRAUD, GOOD, GOOD]),
        (["bad", "fine", "odd"], ("bad", None), [FRAUD, UNKNOWN, UNKNOWN]),
        ([2, 1, 1], ("2", "1.0"), [FRAUD, GOOD, GOOD]),
        (["1", "0"], ("nowhere", None), [UNKNOWN, UNKNOWN]),
    ],
)
def test_labels_are_what_was_named_or_the_usual_words(
    values: list[Any], named: tuple[str | None, str | None], expected: list[int]
) -> None:
    assert cells.labels(column(values), *named).tolist() == expected
