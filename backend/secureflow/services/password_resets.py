"""A forgotten password: links that set a new one, for whoever reads the account's mail."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from secureflow.db import accounts, password_resets, tenancy
from secureflow.db.accounts import UserRow
from secureflow.errors import NotFound
from secureflow.extensions import db, vault
from secureflow.infra import queue
from secureflow.infra.mail import mail
from secureflow.services import audit, lockout, passwords, sessions, tokens
from secureflow.services.mail import send

LIFE = timedelta(hours=1)
MOST_LINKS = 3
"""Good links of one account at a time, so that nobody fills a person's mailbox."""


def ask(email: str) -> None:
    """Take a request for a link.

    The work is the same for every address: whether there is such an account is looked up by a job.
    """
    queue.defer("offer_reset", sealed=vault.seal(email))
    db.session.commit()


def offer(sealed: str) -> None:
    """Mail a link to the person of a sealed address; nothing where there is no such account."""
    user = accounts.user_by_email(vault.open(sealed))
    if user is None or password_resets.open_for(user.id) >= MOST_LINKS:
        return
    link, expires_at = _add(user)
    until = f"{expires_at:%-d %B %Y, %H:%M} UTC"
    send(user.merchant_id, user.email, "reset", link=link, until=until)
    audit.record("password.reset_asked", f"user:{user.id}")
    db.session.commit()


def link(email: str) -> tuple[str, datetime]:
    """Return a link that sets a new password, and until when; NotFound for an unknown address."""
    user = accounts.user_by_email(email)
    if user is None:
        raise NotFound(f"email: {email} has no account", field="email")
    made = _add(user)
    audit.record("password.reset_link_made", f"user:{user.id}")
    db.session.commit()
    return made


def use(token: str, password: str) -> None:
    """Set the password of the account that a link is for; all its sessions end.

    A second factor stays as it is. Raises NotFound when the link is over, and InvalidInput for a
    password that is not good enough.
    """
    token_hash = tokens.hash_of(token)
    account = password_resets.by_token(token_hash, datetime.now(UTC))
    if account is None:
        raise _over()
    passwords.check(password, [account.email, account.name, account.merchant_name or ""])
    # A hash takes a while: no connection to the database waits for it.
    db.session.rollback()
    password_hash = passwords.hashed(password)
    if not password_resets.take(account.user_id, token_hash):
        raise _over()
    accounts.user(account.user_id).password_hash = password_hash
    tenancy.act_as(replace(tenancy.actor(), kind="user", id=account.user_id, name=account.name))
    sessions.end_all(account.user_id)
    lockout.lift(account.email)
    audit.record("password.reset", f"user:{account.user_id}")
    send(account.merchant_id, account.email, "password_changed")
    db.session.commit()


def _over() -> NotFound:
    return NotFound("This link was used, or has expired.", field="token", fix="Ask for a new link.")


def _add(user: UserRow) -> tuple[str, datetime]:
    token, expires_at = tokens.new(), datetime.now(UTC) + LIFE
    password_resets.add(user.merchant_id, user.id, tokens.hash_of(token), expires_at)
    return mail.link(f"/reset/{token}"), expires_at
