"""Users and API keys: who may call, found before the merchant is known."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ForeignKey, Row, Select, String, Text, func, select
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db.merchants import MerchantRow, PolicyRow
from secureflow.domain import Policy
from secureflow.extensions import Base, db


class UserRow(Base):
    """A person of one merchant; ``email`` is stored in lower case and unique everywhere."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), index=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


class ApiKeyRow(Base):
    """A client's key; only the SHA-256 of the 256-bit secret is kept."""

    __tablename__ = "api_keys"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchants.id"), index=True)
    name: Mapped[str]
    prefix: Mapped[str]
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    is_test: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling and for which merchant; every query is bound to ``merchant_id``."""

    kind: str
    id: int
    name: str
    email: str | None
    role: str | None
    scopes: frozenset[str]
    is_test: bool
    merchant_id: int
    merchant_name: str
    currency: str
    time_zone: str
    chargeback_fee: Decimal
    margin: Decimal
    review_cost: Decimal
    policy: Policy


MERCHANT_COLUMNS = (
    MerchantRow.id.label("merchant_id"),
    MerchantRow.name.label("merchant_name"),
    MerchantRow.currency,
    MerchantRow.time_zone,
    MerchantRow.chargeback_fee,
    MerchantRow.margin,
    MerchantRow.review_cost,
    PolicyRow.version,
    PolicyRow.review_line,
    PolicyRow.block_line,
)


def caller_by_key(key_hash: str) -> Caller | None:
    """Return whom an API key's hash belongs to."""
    query = select(
        ApiKeyRow.id, ApiKeyRow.name, ApiKeyRow.scopes, ApiKeyRow.is_test, *MERCHANT_COLUMNS
    ).join(MerchantRow, MerchantRow.id == ApiKeyRow.merchant_id)
    row = _first(query.where(ApiKeyRow.key_hash == key_hash))
    if row is None:
        return None
    return _caller(row, "key", None, None, frozenset(row.scopes), row.is_test)


def caller_by_user(user_id: int) -> Caller | None:
    """Return whom a user id, taken from a signed token, belongs to."""
    query = select(UserRow.id, UserRow.name, UserRow.email, UserRow.role, *MERCHANT_COLUMNS).join(
        MerchantRow, MerchantRow.id == UserRow.merchant_id
    )
    row = _first(query.where(UserRow.id == user_id))
    if row is None:
        return None
    return _caller(row, "user", row.email, row.role, frozenset(), False)


def _first(query: Select[Any]) -> Row[Any] | None:
    joined = query.join(PolicyRow, PolicyRow.merchant_id == MerchantRow.id)
    return db.session.execute(joined.order_by(PolicyRow.version.desc()).limit(1)).first()


def _caller(
    row: Row[Any],
    kind: str,
    email: str | None,
    role: str | None,
    scopes: frozenset[str],
    is_test: bool,
) -> Caller:
    return Caller(
        kind=kind,
        id=row.id,
        name=row.name,
        email=email,
        role=role,
        scopes=scopes,
        is_test=is_test,
        merchant_id=row.merchant_id,
        merchant_name=row.merchant_name,
        currency=row.currency,
        time_zone=row.time_zone,
        chargeback_fee=row.chargeback_fee,
        margin=row.margin,
        review_cost=row.review_cost,
        policy=Policy(row.version, row.review_line, row.block_line),
    )


def user_by_email(email: str) -> UserRow | None:
    """Return the user of an e-mail address, whatever its case."""
    return db.session.scalars(select(UserRow).where(UserRow.email == email.lower())).first()


def add_user(merchant_id: int, email: str, name: str, role: str, password_hash: str) -> UserRow:
    """Return a new user."""
    user = UserRow(
        merchant_id=merchant_id,
        email=email.lower(),
        name=name,
        role=role,
        password_hash=password_hash,
    )
    db.session.add(user)
    db.session.flush()
    return user


def add_key(
    merchant_id: int, name: str, prefix: str, key_hash: str, scopes: list[str], is_test: bool
) -> ApiKeyRow:
    """Return a new API key."""
    key = ApiKeyRow(
        merchant_id=merchant_id,
        name=name,
        prefix=prefix,
        key_hash=key_hash,
        scopes=scopes,
        is_test=is_test,
    )
    db.session.add(key)
    db.session.flush()
    return key
