"""/api/invitations: who was asked to join; /api/auth/invitations: what their link leads to."""

from typing import Any

from flask import Response

from secureflow.api.auth import session_of, whence
from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.auth import Session
from secureflow.api.schemas.invitations import (
    AcceptRequest,
    Invitation,
    InvitationFacts,
    InvitationRequest,
    Invitations,
)
from secureflow.db import invitations as table
from secureflow.db.invitations import InvitationRow
from secureflow.services import invitations as service
from secureflow.services.invitations import NewPerson


@api.output(Invitations)
def list_invitations() -> dict[str, Any]:
    """List the invitations that nobody has accepted yet, the newest first."""
    return {"items": [_shown(row) for row in table.of_merchant(caller().merchant_id)]}


@api.input(InvitationRequest, arg_name="body")
@api.output(Invitation, status_code=201)
def invite(body: InvitationRequest) -> dict[str, Any]:
    """Invite a person by mail; the link of the mail works once, for seven days."""
    return _shown(service.invite(caller(), body.email, body.role))


@api.output({}, status_code=204)
def revoke_invitation(invitation_id: int) -> str:
    """Take an invitation back: its link stops working."""
    service.revoke(caller(), invitation_id)
    return ""


@api.output({}, status_code=204)
def resend_invitation(invitation_id: int) -> str:
    """Send an invitation again, with a new link for seven days; the old one stops working."""
    service.resend(caller(), invitation_id)
    return ""


@api.output(InvitationFacts)
def get_invitation(token: str) -> dict[str, Any]:
    """Say what an invitation's link leads to; 404 when it expired, was used or was taken back."""
    found = service.facts(token)
    return {name: getattr(found, name) for name in InvitationFacts.model_fields}


@api.input(AcceptRequest, arg_name="body")
@api.output(Session)
def accept_invitation(token: str, body: AcceptRequest) -> Response:
    """Accept an invitation with a name and a password, and be signed in."""
    address, device = whence()
    person = NewPerson(body.name, body.password, address, device)
    return session_of(service.accept(token, person))


def _shown(row: InvitationRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in Invitation.model_fields}
