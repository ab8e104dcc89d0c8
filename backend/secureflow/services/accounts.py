"""Merchants, people and keys: making them, and proving who is calling."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy.exc import IntegrityError

from secureflow.db import accounts, merchants, tenancy
from secureflow.db.accounts import ApiKeyRow, Caller, Operator, UserRow
from secureflow.db.merchants import MerchantRow
from secureflow.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from secureflow.extensions import db
from secureflow.intake.currencies import CURRENCIES
from secureflow.services import audit

ROLES = ("viewer", "reviewer", "admin", "owner")
SCOPES = ("score", "read", "feedback", "manage")
MIN_PASSWORD = 10
MAX_NAME = 100
KEY_PREFIX = "sf_live_"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key just made; ``secret`` is shown once and cannot be had again."""

    row: ApiKeyRow
    secret: str


def create_merchant(name: str, currency: str, time_zone: str) -> MerchantRow:
    """Return a new merchant with the default policy; InvalidInput names a bad field."""
    if not 0 < len(name) <= MAX_NAME:
        raise InvalidInput(f"name: must have 1 to {MAX_NAME} characters", field="name")
    if currency.upper() not in CURRENCIES:
        raise InvalidInput(f"currency: {currency} is not one of ISO 4217", field="currency")
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidInput(
            f"time_zone: {time_zone} is not one of the IANA database", field="time_zone"
        ) from error
    with tenancy.across_merchants():
        merchant = merchants.create(name, currency.upper(), time_zone)
    tenancy.bind(merchant.id)
    audit.record(
        "merchant.created",
        f"merchant:{merchant.id}",
        after={"name": name, "currency": merchant.currency, "time_zone": time_zone},
    )
    db.session.commit()
    return merchant


def create_user(merchant_id: int, email: str, name: str, role: str, password: str) -> UserRow:
    """Return a new user of a merchant; InvalidInput, NotFound or Conflict say what is wrong."""
    _need_merchant(merchant_id)
    if role not in ROLES:
        raise InvalidInput(f"role: must be one of {', '.join(ROLES)}", field="role")
    if "@" not in email or len(email) > 254:
        raise InvalidInput("email: is not an e-mail address", field="email")
    if len(password) < MIN_PASSWORD:
        raise InvalidInput(
            f"password: must have at least {MIN_PASSWORD} characters", field="password"
        )
    try:
        user = accounts.add_user(merchant_id, email, name, role, hash_password(password))
        db.session.commit()
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(f"email: {email} has an account already", field="email") from error
    return user


def create_key(merchant_id: int, name: str, scopes: list[str]) -> NewKey:
    """Return a new live API key with its secret of 256 random bits."""
    _need_merchant(merchant_id)
    unknown = sorted(set(scopes) - set(SCOPES))
    if unknown or not scopes:
        raise InvalidInput(f"scopes: must be some of {', '.join(SCOPES)}", field="scopes")
    secret = KEY_PREFIX + secrets.token_urlsafe(32)
    row = accounts.add_key(
        merchant_id, name, secret[:12], hash_key(secret), sorted(set(scopes)), is_test=False
    )
    db.session.commit()
    return NewKey(row, secret)


def hash_key(secret: str) -> str:
    """Return what is stored of a key: its random 256 bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def hash_password(password: str) -> str:
    """Return what is stored of a password: argon2id with a salt of its own."""
    return _hasher().hash(password)


def by_key(secret: str) -> Caller:
    """Return whom an API key belongs to; raise NotSignedIn for any other."""
    caller = accounts.caller_by_key(hash_key(secret))
    if caller is None:
        raise NotSignedIn("The API key is not valid.")
    return caller


def by_user(user_id: int) -> Caller | Operator:
    """Return a person by id; raise NotSignedIn when the account is gone."""
    who = accounts.caller_by_user(user_id) or accounts.operator_by_user(user_id)
    if who is None:
        raise NotSignedIn("This account no longer exists.")
    return who


def by_token(claims: Mapping[str, Any]) -> Caller | Operator:
    """Return the person of a verified access token's claims; raise NotSignedIn for any other."""
    return by_user(int(claims["sub"]))


def sign_in(email: str, password: str) -> Caller | Operator:
    """Return the person with this e-mail and password; NotSignedIn never says which was wrong.

    An unknown address costs the same time as a wrong password.
    """
    user = accounts.user_by_email(email)
    hasher = _hasher()
    try:
        hasher.verify(user.password_hash if user else _unknown_hash(), password)
    except (VerifyMismatchError, InvalidHashError) as error:
        raise NotSignedIn(
            "E-mail or password is wrong.", fix="Check both and try again."
        ) from error
    if user is None:
        raise NotSignedIn("E-mail or password is wrong.")
    return by_user(user.id)


def _need_merchant(merchant_id: int) -> None:
    tenancy.bind(merchant_id)
    if merchants.by_id(merchant_id) is None:
        raise NotFound(f"There is no merchant {merchant_id}.", field="merchant")


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _unknown_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))
