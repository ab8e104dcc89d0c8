"""/api/shield: bursts of newcomers, and that one of them is no attack."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from secureflow.api.door import api
from secureflow.api.identity import caller
from secureflow.api.schemas.shield import Burst, Shield
from secureflow.rules.shield.pace import LASTS, LIMITS, WINDOW
from secureflow.services import shield as service
from secureflow.services.burst_figures import Told


@api.output(Shield)
def get_shield() -> dict[str, Any]:
    """Return what the card-testing shield does: its setting, bursts now, and the last 28 days.

    The setting is part of the policy and is changed with it.
    """
    found = service.of(caller(), datetime.now(UTC))
    return {
        "mode": found.settings.mode,
        "effect": found.settings.effect,
        "bursts": [shown(told) for told in found.bursts],
        "days": [asdict(day) for day in found.days],
        "watches": [
            {"kind": kind, "newcomers": int(base)} for kind, (base, _, _) in LIMITS.items()
        ],
        "window_seconds": int(WINDOW),
        "lasts_seconds": int(LASTS),
    }


@api.output(Burst)
def release_burst(burst: str) -> dict[str, Any]:
    """Say that a burst is no attack: it ends at once, and there is none for a day.

    Whoever comes in that day teaches the shield what is usual. What it stopped stays as decided.
    """
    return shown(service.release(caller(), burst))


def shown(told: Told) -> dict[str, Any]:
    """Return a burst as it is answered."""
    row = told.row
    return {
        "key": row.key.hex(),
        "kind": row.kind,
        "value": row.value,
        "text": service.said_of(row),
        "since": row.since,
        "until": row.until,
        "stopped": row.stopped,
        "let_through": told.let_through,
    }
