"""States of entities (customers, cards, devices, addresses, terminals) and what is usual."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.extensions import Base

Instant = TIMESTAMP(timezone=True)


class EntityRow(Base):
    """What is remembered of one entity of a merchant, live and test apart.

    ``key`` is a hash of its kind and value; ``state`` and ``labels`` are float64 arrays in bytes.
    """

    __tablename__ = "entities"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    state: Mapped[bytes] = mapped_column(LargeBinary)
    labels: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(Instant)


class UsualsRow(Base):
    """What is usual at a merchant, summed over its payments up to ``through_id``."""

    __tablename__ = "usuals"

    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), primary_key=True)
    is_test: Mapped[bool] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    payments: Mapped[int] = mapped_column(BigInteger)
    through_id: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(Instant)
