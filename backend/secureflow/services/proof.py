"""A signed-in person proves the password once more, before what a stolen token must not do."""

from secureflow.db import accounts
from secureflow.db.accounts import Caller, Operator
from secureflow.errors import InvalidInput
from secureflow.extensions import db
from secureflow.services import lockout, passwords
from secureflow.services.lockout import Attempt


def by_password(person: Caller | Operator, password: str, field: str = "password") -> Attempt:
    """Return the try that has shown the right password; InvalidInput for a wrong one.

    ``lockout.succeeded`` takes it in the transaction of what follows. Raises Locked where too
    many tries were wrong.
    """
    attempt = lockout.begin_proof("password", person.id)
    password_hash = accounts.user(person.id).password_hash
    # A hash takes a while: no connection to the database waits for it.
    db.session.rollback()
    if not passwords.is_right(password_hash, password):
        raise InvalidInput(f"{field}: is wrong", field=field)
    return attempt
