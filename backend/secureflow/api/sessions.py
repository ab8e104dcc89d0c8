"""A person's own sessions: where they are signed in, and signing out from afar."""

from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import person
from secureflow.api.schemas.profile import Sessions
from secureflow.services import sessions as service


@api.output(Sessions)
def list_sessions() -> dict[str, Any]:
    """List where one is signed in, the session used last first."""
    who = person()
    return {
        "items": [
            {
                "id": row.id,
                "created_at": row.created_at,
                "last_used_at": row.last_used_at,
                "address": row.address,
                "device": row.device,
                "is_current": row.id == who.session_id,
            }
            for row in service.open_of(who)
        ]
    }


@api.output({}, status_code=204)
def end_session(session_id: int) -> str:
    """Sign out one of one's own sessions."""
    service.end(person(), session_id)
    return ""


@api.output({}, status_code=204)
def end_other_sessions() -> str:
    """Sign out everywhere but here."""
    service.end_others(person())
    return ""
