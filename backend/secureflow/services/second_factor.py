"""The second factor: a code that an authenticator app shows (TOTP), or a recovery code."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from pyotp import random_base32
from pyotp.totp import TOTP

from secureflow.db import accounts, password_resets, second_factors
from secureflow.db.accounts import Caller, Operator, UserRow
from secureflow.db.second_factors import SecondFactorRow
from secureflow.errors import Conflict, InvalidInput, NotFound
from secureflow.extensions import db, vault
from secureflow.services import audit, lockout, mail, proof, security_events, sessions

ISSUER = "SecureFlow"
STEP = 30
"""Seconds a code is shown; apps know no other (RFC 6238)."""
DRIFT = (0, -1, 1)
"""Steps that a clock may be off."""
RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without what looks alike: 0 and o, 1, l and i."""
GROUPS, GROUP = 4, 4
"""A recovery code has 16 characters, so 79 random bits, which need no slow hash."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A secret that counts once a code of it was given; ``uri`` is what the QR code says."""

    secret: str
    uri: str


def begin(person: Caller | Operator, password: str) -> Pending:
    """Return a new secret that waits to be confirmed; InvalidInput: the password is wrong.

    Without the password a stolen session could lock its person out. Raises Conflict where a
    second factor is on.
    """
    attempt = proof.by_password(person, password)
    lockout.withdraw(attempt)
    db.session.commit()
    secret = random_base32()
    if not second_factors.put(person.id, person.merchant_id, vault.seal(secret)):
        raise Conflict(
            "Your account has a second factor already.", fix="Remove it first, then add another."
        )
    db.session.commit()
    return Pending(secret, TOTP(secret).provisioning_uri(str(person.email), issuer_name=ISSUER))


def confirm(person: Caller | Operator, code: str) -> list[str]:
    """Turn the second factor on and return recovery codes, this once; InvalidInput: wrong code."""
    attempt = lockout.begin_proof("code", person.id)
    row = second_factors.of(person.id)
    if row is None or row.confirmed_at is not None:
        lockout.withdraw(attempt)
        db.session.commit()
        raise Conflict("There is no second factor to confirm.", fix="Begin with a new secret.")
    if not _is_shown(row, code):
        raise _wrong(person)
    row.confirmed_at = datetime.now(UTC)
    codes = _new_codes(person)
    lockout.succeeded(attempt)
    _tell(person, "second_factor.enabled", "added")
    db.session.commit()
    return codes


def remove(person: Caller | Operator, password: str, code: str) -> None:
    """Turn the second factor off; InvalidInput names what was wrong of password and code."""
    attempts = proof.by_password(person, password), lockout.begin_proof("code", person.id)
    _need(person, code)
    second_factors.remove(person.id)
    for attempt in attempts:
        lockout.succeeded(attempt)
    _tell(person, "second_factor.removed", "removed")
    db.session.commit()


def remove_of(email: str) -> None:
    """Turn off the second factor of whoever lost it; NotFound where there is none."""
    user = accounts.user_by_email(email)
    if user is None or not second_factors.is_on(user.id):
        raise NotFound(f"email: {email} has no account with a second factor", field="email")
    remove_for(user)
    db.session.commit()


def remove_for(user: UserRow) -> None:
    """Turn off a person's second factor in the current transaction; all their sessions end."""
    second_factors.remove(user.id)
    sessions.end_all(user.id)
    _record(user.merchant_id, user.id, user.email, "second_factor.removed", "removed")


def renew_codes(person: Caller | Operator, code: str) -> list[str]:
    """Return new recovery codes in place of those before; InvalidInput: wrong code."""
    attempt = lockout.begin_proof("code", person.id)
    _need(person, code)
    codes = _new_codes(person)
    lockout.succeeded(attempt)
    _tell(person, "second_factor.codes_renewed", "given new recovery codes")
    db.session.commit()
    return codes


def accept(user_id: int, code: str) -> bool:
    """Use up a code of a confirmed second factor, shown by the app or kept for recovery.

    The row stays locked until the transaction ends, so no code is taken twice.
    """
    row = second_factors.of(user_id)
    if row is None or row.confirmed_at is None:
        return False
    return _is_shown(row, code) or second_factors.use_code(user_id, _hash(code))


def _need(person: Caller | Operator, code: str) -> None:
    if not accept(person.id, code):
        raise _wrong(person)


def _wrong(person: Caller | Operator) -> InvalidInput:
    db.session.rollback()
    security_events.report(
        "second_factor.failed",
        "medium",
        merchant_id=person.merchant_id,
        details={"user": person.id},
    )
    return InvalidInput("code: is wrong, too old, or was used before", field="code")


def _is_shown(row: SecondFactorRow, code: str) -> bool:
    """Return whether the app shows this code, and remember its step: it is good only once."""
    totp, given = TOTP(vault.open(row.sealed_secret)), "".join(code.split()).encode()
    now = int(datetime.now(UTC).timestamp()) // STEP
    for step in (now + drift for drift in DRIFT):
        is_right = hmac.compare_digest(totp.generate_otp(step).encode(), given)
        if is_right and step > row.last_step:
            row.last_step = step
            return True
    return False


def _new_codes(person: Caller | Operator) -> list[str]:
    codes = [
        "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
        for _ in range(RECOVERY_CODES)
    ]
    second_factors.put_codes(person.id, person.merchant_id, [_hash(code) for code in codes])
    return codes


def _hash(code: str) -> str:
    plain = "".join(char for char in code.lower() if char.isalnum())
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _tell(person: Caller | Operator, action: str, change: str) -> None:
    _record(person.merchant_id, person.id, str(person.email), action, change)


def _record(merchant_id: int | None, user_id: int, email: str, action: str, change: str) -> None:
    # A link for a new password was made for an account that was protected in another way.
    password_resets.forget(user_id)
    audit.record(action, f"user:{user_id}")
    mail.send(merchant_id, email, "second_factor_changed", change=change)
