"""/api/team: who belongs to the merchant, and what they may."""

from dataclasses import asdict
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.team import Member, RoleChange, Team
from secureflow.db import team as table
from secureflow.services import team as service


@api.output(Team)
def list_team() -> dict[str, Any]:
    """List everybody who belongs to the merchant, the oldest member first."""
    return {"items": [asdict(one) for one in table.members(caller().merchant_id)]}


@api.input(RoleChange, arg_name="body")
@api.output(Member)
def change_role(member_id: int, body: RoleChange) -> dict[str, Any]:
    """Give a member another role.

    Only an owner gives or takes the role of owner, nobody raises their own role, and one owner
    always remains.
    """
    return asdict(service.change_role(caller(), member_id, body.role))


@api.output({}, status_code=204)
def remove_member_second_factor(member_id: int) -> str:
    """Turn off the second factor of a member who lost it; their sessions end, and a mail says so.

    Only an owner may, and nobody for themselves.
    """
    service.remove_second_factor(caller(), member_id)
    return ""


@api.output({}, status_code=204)
def remove_member(member_id: int) -> str:
    """Take a person out of the team: their sessions end at once; what they did keeps their name."""
    service.remove(caller(), member_id)
    return ""
