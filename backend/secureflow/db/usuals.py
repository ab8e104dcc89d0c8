"""What is usual at a merchant, summed over its payments and refreshed by a job."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, Row, case, null, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.transactions import TransactionRow
from secureflow.extensions import Base, db


class UsualsRow(Base):
    """The sums of a merchant's payments up to ``through_id``, live and test apart."""

    __tablename__ = "usuals"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    payments: Mapped[int] = mapped_column(BigInteger)
    through_id: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True))


def newer(merchant_id: int, is_test: bool, than: datetime | None) -> Row[Any] | None:
    """Return (made_at, data) of a merchant, ``data`` None where it is that of ``than`` still."""
    row = UsualsRow
    data: Any = row.data if than is None else case((row.made_at == than, null()), else_=row.data)
    query = select(row.made_at, data.label("data"))
    return db.session.execute(
        query.where(row.merchant_id == merchant_id, row.is_test == is_test)
    ).first()


def of(merchant_id: int, is_test: bool) -> UsualsRow | None:
    """Return the sums of a merchant."""
    return db.session.get(UsualsRow, (merchant_id, is_test))


def last_id_before(moment: datetime) -> int:
    """Return the id of the last payment in sight that was stored before a moment."""
    row = TransactionRow
    query = select(row.id).where(row.created_at < moment).order_by(row.id.desc()).limit(1)
    return db.session.scalar(query) or 0
