"""A person's own account: name and password."""

from secureflow.db import accounts, password_resets
from secureflow.db.accounts import Caller, Operator
from secureflow.extensions import db
from secureflow.services import audit, lockout, mail, passwords, proof, sessions


def rename(person: Caller | Operator, name: str) -> None:
    """Give a person another name."""
    user = accounts.user(person.id)
    before, user.name = user.name, name
    audit.record(
        "profile.changed", f"user:{user.id}", before={"name": before}, after={"name": name}
    )
    db.session.commit()


def change_password(person: Caller | Operator, current: str, new: str) -> None:
    """Replace a password; all other sessions of the person end, and links for another one are over.

    InvalidInput says that the current one is wrong, or why the new one is not good enough.
    """
    merchant = [] if isinstance(person, Operator) else [person.merchant_name]
    passwords.check(new, [str(person.email), person.name, *merchant], field="new_password")
    attempt = proof.by_password(person, current, "current_password")
    new_hash = passwords.hashed(new)
    accounts.user(person.id).password_hash = new_hash
    lockout.succeeded(attempt)
    password_resets.forget(person.id)
    sessions.end_all(person.id, but=person.session_id)
    audit.record("password.changed", f"user:{person.id}")
    mail.send(person.merchant_id, str(person.email), "password_changed")
    db.session.commit()
