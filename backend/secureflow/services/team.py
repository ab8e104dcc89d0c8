"""Who belongs to a merchant: changing roles and removing people, with one owner always left."""

from secureflow.db import second_factors, team
from secureflow.db.accounts import Caller, UserRow
from secureflow.db.team import Member
from secureflow.errors import Conflict, NotAllowed, NotFound
from secureflow.extensions import db
from secureflow.services import audit, second_factor

MOST_PEOPLE = 500
"""Members and open invitations of one merchant."""


def change_role(who: Caller, member_id: int, role: str) -> Member:
    """Return a member with another role.

    Raises NotFound for another merchant's person, NotAllowed where owners alone may, and Conflict
    where no owner would be left.
    """
    row = _changeable(who, member_id)
    need_owner_for(who, role)
    if row.role == "owner" and role != "owner":
        _need_another_owner(who.merchant_id, row)
    if row.role != role:
        before, row.role = row.role, role
        audit.record(
            "member.role_changed", f"user:{row.id}", before={"role": before}, after={"role": role}
        )
    db.session.commit()
    changed = team.member(who.merchant_id, member_id)
    if changed is None:
        raise _not_found(member_id)
    return changed


def remove(who: Caller, member_id: int) -> None:
    """Take a person out of the team; their sessions end with their account.

    What they did keeps their name. Raises as ``change_role`` does.
    """
    row = _changeable(who, member_id)
    if row.role == "owner":
        _need_another_owner(who.merchant_id, row)
    before = {"name": row.name, "email": row.email, "role": row.role}
    team.remove(who.merchant_id, member_id)
    audit.record("member.removed", f"user:{member_id}", before=before)
    db.session.commit()


def remove_second_factor(who: Caller, member_id: int) -> None:
    """Turn off the second factor of a member who lost it; their sessions end.

    Raises NotFound where there is none, and NotAllowed for one's own: that takes password and code.
    """
    if member_id == who.id:
        raise NotAllowed(
            "Nobody removes their own second factor here.",
            fix="Turn it off in your profile, with password and code, or ask another owner.",
        )
    row = _changeable(who, member_id)
    if not second_factors.is_on(row.id):
        raise NotFound(f"{row.name} has no second factor.", field="member_id")
    second_factor.remove_for(row)
    db.session.commit()


def need_owner_for(who: Caller, role: str) -> None:
    """Raise NotAllowed when somebody who is no owner deals with the role of owner."""
    if role == "owner" and who.role != "owner":
        raise NotAllowed(
            "Only an owner deals with owners.", fix="Ask an owner of the account to do this."
        )


def _changeable(who: Caller, member_id: int) -> UserRow:
    # Owners first and always in one order: two owners who demote each other wait, and do not lock
    # each other out.
    team.locked_owners(who.merchant_id)
    row = team.locked(who.merchant_id, member_id)
    if row is None:
        raise _not_found(member_id)
    need_owner_for(who, row.role)
    return row


def _need_another_owner(merchant_id: int, row: UserRow) -> None:
    if team.locked_owners(merchant_id) == [row.id]:
        raise Conflict(
            f"{row.name} is the only owner, and one always remains.",
            fix="Make another person an owner first.",
        )


def _not_found(member_id: int) -> NotFound:
    return NotFound(f"There is no member {member_id}.", field="member_id")
