"""Inviting people to a merchant, and what becomes of an invitation."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import IntegrityError

from secureflow.db import accounts, invitations, team, tenancy
from secureflow.db.accounts import Caller
from secureflow.db.invitations import InvitationRow, Open
from secureflow.errors import Conflict, NotFound
from secureflow.extensions import db
from secureflow.infra.mail import mail, need_address
from secureflow.services import audit, passwords, sessions, tokens
from secureflow.services.mail import send
from secureflow.services.sessions import Started
from secureflow.services.team import MOST_PEOPLE, need_owner_for

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Inviting:
    """For which merchant a person is invited, and by whom."""

    merchant_id: int
    merchant_name: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who accepts, and from where."""

    name: str
    password: str
    address: str
    device: str


def invite(who: Caller, email: str, role: str) -> InvitationRow:
    """Return an open invitation whose mail is on its way.

    Raises NotAllowed where owners alone may, InvalidInput for an address that mail cannot reach,
    and Conflict where the person is a member or is invited already.
    """
    need_owner_for(who, role)
    if team.size(who.merchant_id) >= MOST_PEOPLE:
        raise Conflict(
            f"A merchant has at most {MOST_PEOPLE} people, open invitations included.",
            fix="Remove people or take invitations back.",
        )
    row = add(Inviting(who.merchant_id, who.merchant_name, who.name), email, role)
    db.session.commit()
    return row


def add(inviting: Inviting, email: str, role: str) -> InvitationRow:
    """Return an open invitation as ``invite`` does, committing nothing."""
    need_address(email)
    address = email.lower()
    if team.has(inviting.merchant_id, address):
        raise Conflict(f"email: {email} is a member already", field="email")
    now = datetime.now(UTC)
    token = tokens.new()
    row = invitations.add(
        merchant_id=inviting.merchant_id,
        email=address,
        role=role,
        token_hash=tokens.hash_of(token),
        invited_by=inviting.name,
        created_at=now,
        expires_at=now + LIFE,
    )
    if row is None:
        raise Conflict(
            f"email: {email} is invited already",
            field="email",
            fix="Send that invitation again, or take it back first.",
        )
    audit.record("invitation.created", f"invitation:{row.id}", after=_recorded(row))
    _send(inviting.merchant_name, row, token)
    return row


def resend(who: Caller, invitation_id: int) -> None:
    """Send an invitation again with a new link for seven days; the old link stops working."""
    row = _found(who, invitation_id)
    token = tokens.new()
    before = _recorded(row)
    row.token_hash = tokens.hash_of(token)
    row.expires_at = datetime.now(UTC) + LIFE
    audit.record("invitation.resent", f"invitation:{row.id}", before=before, after=_recorded(row))
    _send(who.merchant_name, row, token)
    db.session.commit()


def revoke(who: Caller, invitation_id: int) -> None:
    """Take an invitation back."""
    row = _found(who, invitation_id)
    audit.record("invitation.revoked", f"invitation:{row.id}", before=_recorded(row))
    invitations.take(who.merchant_id, row.id, row.token_hash)
    db.session.commit()


def facts(token: str) -> Open:
    """Return what an invitation says to whoever holds its link; NotFound when it is over."""
    found = invitations.by_token(tokens.hash_of(token), datetime.now(UTC))
    if found is None:
        raise _over()
    return found


def accept(token: str, person: NewPerson) -> Started:
    """Return the session of the new member that an invitation has made.

    Raises NotFound when it is over, InvalidInput for a bad password, and Conflict when the address
    has got an account meanwhile.
    """
    found = facts(token)
    passwords.check(person.password, [found.email, person.name, found.merchant_name])
    # A hash takes a while: no connection to the database waits for it.
    db.session.rollback()
    password_hash = passwords.hashed(person.password)
    if not invitations.take(found.merchant_id, found.id, tokens.hash_of(token)):
        raise _over()
    try:
        user = accounts.add_user(
            found.merchant_id, found.email, person.name, found.role, password_hash
        )
    except IntegrityError as error:
        db.session.rollback()
        raise Conflict(
            "email: this address has an account already",
            field="email",
            fix="Sign in, or ask to be invited at another address.",
        ) from error
    started = sessions.start(user, person.address, person.device)
    audit.record(
        "invitation.accepted",
        f"invitation:{found.id}",
        after={"user": user.id, "email": user.email, "name": user.name, "role": user.role},
    )
    db.session.commit()
    return started


def _send(merchant_name: str, row: InvitationRow, token: str) -> None:
    """Mail the link, or, to somebody who has an account elsewhere, why there is none.

    Whoever invites sees no difference: it would tell who else uses this platform.
    """
    words = {"invited_by": row.invited_by, "merchant": merchant_name, "role": row.role}
    if _has_account(row.email):
        send(row.merchant_id, row.email, "invitation_elsewhere", **words)
        return
    until = f"{row.expires_at:%-d %B %Y, %H:%M} UTC"
    link = mail.link(f"/invite/{token}")
    send(row.merchant_id, row.email, "invitation", link=link, until=until, **words)


def _has_account(email: str) -> bool:
    mine = tenancy.bound()
    is_known = accounts.user_by_email(email) is not None
    tenancy.bind(mine)
    return is_known


def _found(who: Caller, invitation_id: int) -> InvitationRow:
    row = invitations.locked(who.merchant_id, invitation_id)
    if row is None:
        raise NotFound(f"There is no invitation {invitation_id}.", field="invitation_id")
    need_owner_for(who, row.role)
    return row


def _over() -> NotFound:
    return NotFound(
        "This invitation was used, was taken back, or has expired.",
        field="token",
        fix="Ask whoever invited you to send it again.",
    )


def _recorded(row: InvitationRow) -> dict[str, object]:
    return {"email": row.email, "role": row.role, "expires_at": row.expires_at.isoformat()}
