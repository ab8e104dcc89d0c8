"""Users, and who is calling by key or token, found before the merchant is known."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    FromClause,
    Row,
    Select,
    Text,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from secureflow.db import tenancy
from secureflow.db.keys import ApiKeyRow
from secureflow.db.merchants import MerchantRow
from secureflow.db.policies import PolicyRow
from secureflow.db.sessions import SessionRow
from secureflow.domain import DEFAULT_WATCH, Policy, Watch
from secureflow.extensions import Base, db


class UserRow(Base):
    """A person of one merchant; ``email`` is stored in lower case and unique everywhere.

    ``merchant_id`` is null for operators of the platform and for nobody else.
    """

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(
            "(role = 'operator') = (merchant_id IS NULL)", name="only_operators_have_no_merchant"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    merchant_id: Mapped[int | None] = mapped_column(ForeignKey("merchants.id"), index=True)
    email: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password_hash: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling and for which merchant; every query is bound to ``merchant_id``.

    Of a key, ``seal`` is what the database says of it and its merchant, in one text.
    """

    kind: Literal["user", "key"]
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
    allowed_addresses: tuple[str, ...] = ()
    last_used_at: datetime | None = None
    session_id: int | None = None
    hash_personal: bool = False
    watch: Watch = DEFAULT_WATCH
    seal: str | None = None

    @property
    def only_mode(self) -> bool | None:
        """Whose payments a single one is looked for: a key's own mode, for a person any (None)."""
        return self.is_test if self.kind == "key" else None


@dataclass(frozen=True, slots=True)
class Operator:
    """A person of the platform, outside all merchants; sees no merchant's rows."""

    id: int
    name: str
    email: str
    session_id: int
    kind: Literal["user"] = "user"
    role: Literal["operator"] = "operator"
    merchant_id: None = None


KEYS, USERS = ApiKeyRow.__table__.c, UserRow.__table__.c
SESSIONS = SessionRow.__table__.c
MERCHANTS, POLICIES = MerchantRow.__table__.c, PolicyRow.__table__.c


def _with_merchant(who: FromClause, merchant_id: ColumnElement[int]) -> Select[Any]:
    """Return a query of someone with the merchant and its live policy.

    The queries are built once and on plain columns: one of them runs in most requests.
    """
    joined = who.join(MerchantRow.__table__, MERCHANTS.id == merchant_id).join(
        PolicyRow.__table__, (POLICIES.merchant_id == MERCHANTS.id) & (POLICIES.state == "live")
    )
    merchant = (
        MERCHANTS.id.label("merchant_id"),
        MERCHANTS.name.label("merchant_name"),
        MERCHANTS.currency,
        MERCHANTS.time_zone,
        MERCHANTS.chargeback_fee,
        MERCHANTS.margin,
        MERCHANTS.review_cost,
        MERCHANTS.hash_personal,
        MERCHANTS.review_sample_share,
        MERCHANTS.close_call_share,
        MERCHANTS.close_call_line,
    )
    query = select(*merchant, POLICIES.version, POLICIES.review_line, POLICIES.block_line)
    return query.select_from(joined)


BY_KEY = "SELECT * FROM secureflow_caller_by_key(%(key_hash)s, %(patience)s)"
BY_USER = (
    _with_merchant(UserRow.__table__, USERS.merchant_id)
    .add_columns(USERS.id, USERS.name, USERS.email, USERS.role)
    .where(USERS.id == bindparam("user_id"))
)

OPEN_SESSION = (
    SESSIONS.family_hash == bindparam("family_hash"),
    SESSIONS.user_id == USERS.id,
    SESSIONS.ended_at.is_(None),
)
# With the session, so that a token of one that has ended is refused at no further cost.
BY_SESSION = BY_USER.add_columns(SESSIONS.id.label("session_id")).where(*OPEN_SESSION)
OPERATOR_BY_SESSION = select(
    USERS.id, USERS.name, USERS.email, USERS.merchant_id, SESSIONS.id.label("session_id")
).where(USERS.id == bindparam("user_id"), USERS.role == "operator", *OPEN_SESSION)

BY_EMAIL = select(UserRow, UserRow.merchant_id).where(UserRow.email == bindparam("email"))


def caller_by_key(key_hash: str) -> Caller | None:
    """Return whom an API key's hash belongs to, None where the key has ended."""
    row = tenancy.enter_by(BY_KEY, key_hash=key_hash)
    if row is None:
        return None
    return _caller(
        row,
        kind="key",
        email=None,
        role=None,
        scopes=frozenset(row.scopes),
        is_test=row.is_test,
        allowed_addresses=tuple(row.allowed_addresses),
        last_used_at=row.last_used_at,
        seal=row.seal,
    )


def caller_by_user(user_id: int) -> Caller | None:
    """Return a person of a merchant, who is not signed in."""
    row = tenancy.look_up(BY_USER, {"user_id": user_id})
    if row is None:
        return None
    return _person(row)


def caller_by_session(user_id: int, family_hash: str) -> Caller | None:
    """Return the person of a merchant whom a signed token names, None where the session ended."""
    row = tenancy.look_up(BY_SESSION, {"user_id": user_id, "family_hash": family_hash})
    if row is None:
        return None
    return _person(row, session_id=row.session_id)


def operator_by_session(user_id: int, family_hash: str) -> Operator | None:
    """Return the operator whom a signed token names, None where the session ended."""
    row = tenancy.look_up(OPERATOR_BY_SESSION, {"user_id": user_id, "family_hash": family_hash})
    return None if row is None else Operator(row.id, row.name, row.email, row.session_id)


def _person(row: Row[Any], session_id: int | None = None) -> Caller:
    return _caller(
        row,
        kind="user",
        email=row.email,
        role=row.role,
        scopes=frozenset(),
        is_test=False,
        session_id=session_id,
    )


def _caller(row: Row[Any], **who: Any) -> Caller:
    return Caller(
        id=row.id,
        name=row.name,
        merchant_id=row.merchant_id,
        merchant_name=row.merchant_name,
        currency=row.currency,
        time_zone=row.time_zone,
        chargeback_fee=row.chargeback_fee,
        margin=row.margin,
        review_cost=row.review_cost,
        policy=Policy(row.version, row.review_line, row.block_line),
        hash_personal=row.hash_personal,
        watch=Watch(row.review_sample_share, row.close_call_share, row.close_call_line),
        **who,
    )


def user_by_email(email: str) -> UserRow | None:
    """Return the user of an e-mail address, whatever its case; the session is bound to theirs."""
    row = tenancy.look_up(BY_EMAIL, {"email": email.lower()})
    return None if row is None else row.UserRow


def user(user_id: int) -> UserRow:
    """Return a person in sight whose id is known, such as whoever is calling."""
    return db.session.get_one(UserRow, user_id)


def add_user(
    merchant_id: int | None, email: str, name: str, role: str, password_hash: str
) -> UserRow:
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
