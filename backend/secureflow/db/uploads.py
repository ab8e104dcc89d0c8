"""Uploaded files and which stored payment each of their lines became."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Integer, Row, Text, func, select, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import pages
from secureflow.db.pages import Page
from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db


class UploadRow(Base):
    """A scored file: its totals, how its columns were matched and what could not be read."""

    __tablename__ = "uploads"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), index=True)
    is_test: Mapped[bool] = mapped_column(server_default="false")
    filename: Mapped[str] = mapped_column(Text)
    totals: Mapped[dict[str, Any]] = mapped_column(JSONB)
    columns: Mapped[dict[str, str]] = mapped_column(JSONB)
    ignored_columns: Mapped[list[str]] = mapped_column(JSONB)
    bad_rows: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    seconds: Mapped[float]
    created_by: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


class UploadLineRow(Base):
    """One line of a file and the payment it became, or had been before."""

    __tablename__ = "upload_lines"

    upload_id: Mapped[int] = mapped_column(ForeignKey("uploads.id"), primary_key=True)
    line: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"))
    transaction_id: Mapped[int] = mapped_column(ForeignKey("transactions.id"), index=True)


ADD_LINES = text("""
    INSERT INTO upload_lines (upload_id, line, merchant_id, transaction_id)
    SELECT :upload_id, pair.line, :merchant_id, pair.id
    FROM unnest(CAST(:lines AS integer[]), CAST(:ids AS bigint[])) AS pair (line, id)
""")


def add(row: UploadRow) -> UploadRow:
    """Store an upload and return it with its id."""
    db.session.add(row)
    db.session.flush()
    return row


def add_lines(merchant_id: int, upload_id: int, pairs: Sequence[tuple[int, int]]) -> None:
    """Store which payment each (line, transaction id) of a file is."""
    db.session.execute(
        ADD_LINES,
        {
            "upload_id": upload_id,
            "merchant_id": merchant_id,
            "lines": [line for line, _ in pairs],
            "ids": [transaction_id for _, transaction_id in pairs],
        },
    )


def by_id(merchant_id: int, is_test: bool | None, upload_id: int) -> UploadRow | None:
    """Return one upload of a merchant, of one mode or of any."""
    query = select(UploadRow).where(UploadRow.merchant_id == merchant_id, UploadRow.id == upload_id)
    if is_test is not None:
        query = query.where(UploadRow.is_test == is_test)
    return db.session.scalars(query).first()


def page(merchant_id: int, is_test: bool, sort: str, limit: int, cursor: str | None) -> Page:
    """Return a page of a merchant's uploads, one to a row."""
    query = select(UploadRow).where(
        UploadRow.merchant_id == merchant_id, UploadRow.is_test == is_test
    )
    columns = {"created_at": UploadRow.created_at}
    return pages.page(query, columns, UploadRow.id, sort=sort, limit=limit, cursor=cursor)


def lines(merchant_id: int, upload_id: int) -> Iterator[Row[Any]]:
    """Yield (line, transaction) of an upload in the file's order, in bounded memory."""
    query = (
        select(UploadLineRow.line, TransactionRow)
        .join(TransactionRow, TransactionRow.id == UploadLineRow.transaction_id)
        .where(UploadLineRow.merchant_id == merchant_id, UploadLineRow.upload_id == upload_id)
        .order_by(UploadLineRow.line)
        .execution_options(yield_per=1_000)
    )
    yield from db.session.execute(query)
