"""Signing in: e-mail, password and second factor in, a session out, as a list of named steps."""

from dataclasses import dataclass
from datetime import UTC

from secureflow.db import accounts, second_factors
from secureflow.db.accounts import UserRow
from secureflow.db.security_events import Severity
from secureflow.errors import NotSignedIn, SecondFactorRequired, SecondFactorWrong
from secureflow.extensions import db
from secureflow.services import lockout, mail, passwords, second_factor, security_events, sessions
from secureflow.services.lockout import Attempt
from secureflow.services.sessions import Started

NOBODY = "nobody@localhost"
WHERE = {"network": "from the network they came from", "everywhere": "from everywhere"}
"""As the mail says it."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody claims to be, and from where."""

    email: str
    password: str
    code: str | None
    address: str
    device: str


def sign_in(wanted: SignIn) -> Started:
    """Return a session of the person with this e-mail, password and second factor.

    NotSignedIn never says which was wrong. SecondFactorRequired and SecondFactorWrong are raised
    after the right password alone, Locked before anything is looked at. An account that does not
    exist costs the same work and is locked in the same way.
    """
    attempt = lockout.begin_sign_in(wanted.email, wanted.address)
    user = _with_password(wanted)
    if user is None:
        raise _refused(wanted, attempt)
    if second_factors.is_on(user.id):
        _need_code(user, wanted, attempt)
    lockout.succeeded(attempt)
    started = sessions.start(user, wanted.address, wanted.device)
    db.session.commit()
    return started


def _with_password(wanted: SignIn) -> UserRow | None:
    user = accounts.user_by_email(wanted.email)
    password_hash = user.password_hash if user is not None else None
    # A hash takes a while: no connection to the database waits for it.
    db.session.rollback()
    is_right = passwords.is_right(password_hash, wanted.password)
    if user is None or password_hash is None or not is_right:
        return None
    if passwords.is_outdated(password_hash):
        user.password_hash = passwords.hashed(wanted.password)
    return user


def _refused(wanted: SignIn, attempt: Attempt) -> NotSignedIn:
    user = accounts.user_by_email(wanted.email)
    merchant_id = user.merchant_id if user is not None else None
    details = {"user": user.id} if user is not None else {}
    pause = attempt.pause
    if pause is not None:
        to, where = user.email if user is not None else NOBODY, WHERE[pause.of]
        until = pause.until.astimezone(UTC).strftime("%d %B %Y, %H:%M UTC")
        mail.send(merchant_id, to, "locked", where=where, until=until)
    # For nobody the mail is written as well, and not sent: the work is the same.
    if user is not None:
        db.session.commit()
    else:
        db.session.rollback()
    _report("login.failed", "low", merchant_id, details, attempt)
    return NotSignedIn("E-mail or password is wrong.", fix="Check both and try again.")


def _need_code(user: UserRow, wanted: SignIn, attempt: Attempt) -> None:
    if wanted.code is None:
        lockout.withdraw(attempt)
        db.session.commit()
        raise SecondFactorRequired("This account is protected by a second factor.")
    if not second_factor.accept(user.id, wanted.code):
        merchant_id, details = user.merchant_id, {"user": user.id}
        db.session.rollback()
        _report("second_factor.failed", "medium", merchant_id, details, attempt)
        raise SecondFactorWrong("The code is wrong, too old, or was used before.")


def _report(
    kind: str,
    severity: Severity,
    merchant_id: int | None,
    details: dict[str, int],
    attempt: Attempt,
) -> None:
    security_events.report(kind, severity, merchant_id=merchant_id, details=details)
    if attempt.is_locking:
        security_events.report("login.locked", "medium", merchant_id=merchant_id, details=details)
