"""Whatever is sent, a parser returns what it promises or says what is wrong, and nothing else."""

import io
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from secureflow.domain import Transaction
from secureflow.errors import InvalidInput
from secureflow.infra import tables
from secureflow.intake import columns
from secureflow.intake.columns import ALIASES, FILE_FIELDS
from secureflow.intake.currencies import CURRENCIES
from secureflow.intake.payment import LegacyRequest, PredictRequest, parse, to_transaction

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PATIENT = settings(deadline=None)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4)
    ),
    max_leaves=12,
)
FIELDS = (*PredictRequest.model_fields, *LegacyRequest.model_fields)
LIKELY = st.one_of(
    JSON,
    st.decimals(allow_nan=True, allow_infinity=True),
    st.datetimes().map(str),
    st.ip_addresses().map(str),
    st.emails(),
    st.sampled_from(sorted(CURRENCIES)),
    st.from_regex(r"\d{1,20}", fullmatch=True),
)
NAMES = st.sampled_from((*FILE_FIELDS, *(name for names in ALIASES.values() for name in names)))
CELLS = st.none() | st.text(max_size=20) | st.integers() | st.floats() | st.booleans()


def judged(body: Any) -> Transaction | None:
    try:
        return to_transaction(parse(body), currency="USD", now=NOW)
    except InvalidInput:
        return None


@PATIENT
@given(st.dictionaries(st.sampled_from(FIELDS), LIKELY, max_size=8) | JSON)
@example({"amount": "1", "occurred_at": "9999-12-31T23:59:59-14:00"})
@example({"amount": "1", "occurred_at": "0001-01-01T00:00:00+14:00"})
@example({"amount": "1E-400"})
@example({"amount": 1, "hour": 10**400})
@example({"amount": 1, "hour": Decimal("1e9999999999")})
@example({"amount": 1, "hour": Decimal("sNaN")})
def test_any_body_is_a_payment_or_refused(body: Any) -> None:
    payment = judged(body)
    if payment is None:
        return
    assert payment.amount.is_finite()
    assert payment.amount >= 0
    assert payment.currency in CURRENCIES
    assert payment.occurred_at.tzinfo is UTC
    assert 0 <= payment.hour <= 23
    assert 0 <= payment.day_of_week <= 6
    # What is stored must be storable: PostgreSQL takes neither NUL nor halves of surrogates.
    texts = [payment.customer, payment.card, payment.external_id, payment.device, payment.terminal]
    written = json.dumps([*texts, payment.extra], ensure_ascii=False)
    assert "\x00" not in written
    written.encode()


@PATIENT
@given(st.text(min_size=1, max_size=5))
@example("usd")
@example("İSD")
def test_a_currency_is_one_of_the_list_or_refused(code: str) -> None:
    payment = judged({"amount": 1, "currency": code})
    assert (payment is not None) == (code.upper() in CURRENCIES and code.isascii())


@PATIENT
@given(
    st.lists(NAMES | st.text(max_size=12), max_size=12),
    st.dictionaries(st.sampled_from(FILE_FIELDS), NAMES | st.text(max_size=8), max_size=2),
    st.data(),
)
def test_any_header_is_matched_or_refused_and_any_row_read(
    header: list[str], chosen: dict[str, str], data: st.DataObject
) -> None:
    try:
        matching = columns.match(header, chosen)
    except InvalidInput:
        return
    assert set(matching.columns.values()) <= set(header)
    found = [column for field, column in matching.columns.items() if field not in chosen]
    assert len(found) == len({*found} - {*chosen.values()})
    assert not set(matching.ignored) & set(matching.columns.values())
    row = {name: data.draw(CELLS) for name in header}
    body = matching.payment(row)
    assert set(body) <= set(matching.columns)
    judged(body)


def read(content: bytes) -> list[tuple[int, dict[str, Any] | str]] | None:
    try:
        table = tables.read(io.BytesIO(content))
        rows = list(table.rows)
    except InvalidInput:
        return None
    lines = [line for line, _ in rows]
    assert lines == sorted(set(lines))
    for _, row in rows:
        assert isinstance(row, str) or set(row) == set(table.header)
    return rows


@PATIENT
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8")))
@example(b"PAR1")
@example(b"PAR1" + b"\x00" * 40 + b"PAR1")
@example(b'amount\n"')
@example(b"amount\r1\r2")
@example(b"\xef\xbb\xbfamount\n1")
@example(b"amount\n" + b"9" * 20_000)
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    read(content)


@PATIENT
@given(st.data())
def test_a_damaged_parquet_file_is_refused_or_read(data: st.DataObject) -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"amount": [1.5, 2.0], "customer": ["a", None]}), file)
    content = bytearray(file.getvalue())
    place = data.draw(st.integers(4, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255))
    read(bytes(content))


@PATIENT
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8),
            min_size=2,
            max_size=2,
        ),
        max_size=6,
    )
)
def test_what_a_sheet_program_writes_is_read_back(rows: list[list[str]]) -> None:
    import csv

    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerows([["amount", "note"], *rows])
    found = read(text.getvalue().encode("utf-8"))
    assert found is not None
    kept = [row for row in rows if any(row)]
    assert [list(row.values()) for _, row in found if isinstance(row, dict)] == kept


@pytest.mark.parametrize("amount", ["12.50", "0.1", "999999999999"])
def test_an_amount_survives_a_parquet_file(amount: str) -> None:
    file = io.BytesIO()
    pq.write_table(pa.table({"amount": [Decimal(amount)]}), file)
    rows = read(file.getvalue())
    assert rows is not None
    assert isinstance(rows[0][1], dict)
    payment = judged(rows[0][1])
    assert payment is not None
    assert payment.amount == Decimal(amount)
