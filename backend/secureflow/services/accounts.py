"""Merchants and people: making them, and proving who is calling."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import IntegrityError

from secureflow.db import accounts, merchants, tenancy
from secureflow.db.accounts import Caller, Operator, UserRow
from secureflow.db.merchants import MerchantRow
from secureflow.errors import Conflict, InvalidInput, NotFound, NotSignedIn
from secureflow.extensions import db
from secureflow.intake.currencies import CURRENCIES
from secureflow.services import audit, keys, passwords, presumed, sessions
from secureflow.services.keys import Wanted

ROLES = ("viewer", "reviewer", "admin", "owner")
MAX_NAME = 100


FIRST_KEY = Wanted("First test key", ("score", "read", "feedback"), is_test=True)
"""What every merchant begins with, so that the first call needs nothing else."""


def create_merchant(name: str, currency: str, time_zone: str) -> MerchantRow:
    """Return a new merchant with the default policy and a test key; InvalidInput names a field."""
    merchant = add_merchant(name, currency, time_zone)
    db.session.commit()
    return merchant


def add_merchant(name: str, currency: str, time_zone: str) -> MerchantRow:
    """Return a new merchant as ``create_merchant`` does, committing nothing; bound to it."""
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
    keys.add(merchant.id, FIRST_KEY)
    return merchant


def create_user(merchant_id: int, email: str, name: str, role: str, password: str) -> UserRow:
    """Return a new user of a merchant; InvalidInput, NotFound or Conflict say what is wrong."""
    merchant = need_merchant(merchant_id)
    if role not in ROLES:
        raise InvalidInput(f"role: must be one of {', '.join(ROLES)}", field="role")
    if "@" not in email or len(email) > 254:
        raise InvalidInput("email: is not an e-mail address", field="email")
    passwords.check(password, [email, name, merchant.name])
    try:
        user = add_user(merchant_id, email, name, role, passwords.hashed(password))
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(f"email: {email} has an account already", field="email") from error
    db.session.commit()
    return user


def add_user(merchant_id: int, email: str, name: str, role: str, password_hash: str) -> UserRow:
    """Return a new user of a merchant, on record, committing nothing."""
    user = accounts.add_user(merchant_id, email, name, role, password_hash)
    after = {"email": user.email, "name": name, "role": role}
    audit.record("member.created", f"user:{user.id}", after=after)
    return user


def by_key(secret: str) -> Caller:
    """Return whom an API key belongs to; raise NotSignedIn for any other."""
    key_hash = keys.hash_of(secret)
    caller = accounts.caller_by_key(key_hash)
    if caller is not None:
        presumed.remember(key_hash, caller)
        return caller
    presumed.forget(key_hash)
    if keys.is_mistyped(secret):
        raise NotSignedIn(
            "The API key is mistyped or cut off: its checksum is wrong.", fix="Copy it once more."
        )
    raise NotSignedIn("The API key is not valid, or has ended.")


def by_session(user_id: int, sid: str) -> Caller | Operator:
    """Return the person of an open session; NotSignedIn where it, or the account, has ended."""
    family = sessions.family_of(sid)
    who = accounts.caller_by_session(user_id, family)
    operator = None if who is not None else accounts.operator_by_session(user_id, family)
    found = who or operator
    if found is None:
        raise NotSignedIn("This session has ended.", fix="Sign in again.")
    return found


def need_merchant(merchant_id: int) -> MerchantRow:
    """Return a merchant and bind the session to it; NotFound where none has this number."""
    tenancy.bind(merchant_id)
    merchant = merchants.by_id(merchant_id)
    if merchant is None:
        raise NotFound(f"There is no merchant {merchant_id}.", field="merchant")
    return merchant
