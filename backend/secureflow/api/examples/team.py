"""Examples: keys and people of a merchant, and the platform behind them."""

from secureflow.api.examples.example import Example

EXAMPLES = {
    "list_keys": Example(
        response={
            "items": [
                {
                    "id": 4,
                    "name": "checkout",
                    "prefix": "sf_live_Qv7k",
                    "mode": "live",
                    "scopes": ["score"],
                    "allowed_addresses": [],
                    "created_at": "2026-11-21T09:30:00Z",
                    "created_by": "Dana Lee",
                    "expires_at": None,
                    "last_used_at": None,
                    "revoked_at": None,
                    "replaced_by": None,
                    "secret": None,
                }
            ]
        }
    ),
    "create_key": Example(
        request={"name": "checkout", "mode": "live", "scopes": ["score"]},
        response={
            "id": 3,
            "name": "checkout",
            "prefix": "sf_live_Qv7k",
            "mode": "live",
            "scopes": ["score"],
            "allowed_addresses": [],
            "created_at": "2026-11-21T09:30:00Z",
            "created_by": "Dana Lee",
            "expires_at": None,
            "last_used_at": None,
            "revoked_at": None,
            "replaced_by": None,
            "secret": "sf_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1a2B3c",
        },
    ),
    "rotate_key": Example(
        request={"overlap_hours": 24},
        response={
            "id": 4,
            "name": "checkout",
            "prefix": "sf_live_Qv7k",
            "mode": "live",
            "scopes": ["score"],
            "allowed_addresses": [],
            "created_at": "2026-11-21T09:30:00Z",
            "created_by": "Dana Lee",
            "expires_at": None,
            "last_used_at": None,
            "revoked_at": None,
            "replaced_by": None,
            "secret": "sf_live_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx1a2B3c",
        },
    ),
    "revoke_key": Example(),
    "list_team": Example(
        response={
            "items": [
                {
                    "id": 1,
                    "name": "Dana Lee",
                    "email": "dana@northwind.example",
                    "role": "owner",
                    "last_active_at": "2026-11-21T09:30:00Z",
                    "second_factor": False,
                    "created_at": "2026-11-21T09:30:00Z",
                }
            ]
        }
    ),
    "change_role": Example(
        request={"role": "admin"},
        response={
            "id": 3,
            "name": "Sam Vimes",
            "email": "sam@northwind.example",
            "role": "admin",
            "last_active_at": "2026-11-21T09:30:00Z",
            "second_factor": False,
            "created_at": "2026-11-21T09:30:00Z",
        },
    ),
    "remove_member": Example(),
    "remove_member_second_factor": Example(),
    "list_invitations": Example(
        response={
            "items": [
                {
                    "id": 1,
                    "email": "sam@northwind.example",
                    "role": "reviewer",
                    "invited_by": "Dana Lee",
                    "created_at": "2026-11-21T09:30:00Z",
                    "expires_at": "2026-11-28T09:30:00Z",
                }
            ]
        }
    ),
    "invite": Example(
        request={"email": "sam@northwind.example", "role": "reviewer"},
        response={
            "id": 1,
            "email": "sam@northwind.example",
            "role": "reviewer",
            "invited_by": "Dana Lee",
            "created_at": "2026-11-21T09:30:00Z",
            "expires_at": "2026-11-28T09:30:00Z",
        },
    ),
    "revoke_invitation": Example(),
    "resend_invitation": Example(),
    "list_merchants": Example(
        response={
            "next_cursor": None,
            "items": [
                {
                    "id": 2,
                    "name": "Contoso",
                    "currency": "EUR",
                    "time_zone": "Europe/Paris",
                    "created_at": "2026-11-21T09:30:00Z",
                    "members": 0,
                    "invitations": 1,
                    "keys": 1,
                }
            ],
        }
    ),
    "create_merchant": Example(
        request={
            "name": "Contoso",
            "currency": "EUR",
            "time_zone": "Europe/Paris",
            "owner_email": "lea@contoso.example",
        },
        response={
            "id": 2,
            "name": "Contoso",
            "currency": "EUR",
            "time_zone": "Europe/Paris",
            "created_at": "2026-11-21T09:30:00Z",
            "members": 0,
            "invitations": 1,
            "keys": 1,
        },
    ),
    "platform_status": Example(
        response={
            "status": "ready",
            "checks": [
                {"name": "database", "ok": True, "detail": "reachable"},
                {"name": "migrations", "ok": True, "detail": "at head, 0008"},
                {
                    "name": "isolation",
                    "ok": True,
                    "detail": "every merchant behind forced policies",
                },
                {"name": "model", "ok": True, "detail": "forest-20261121-6e2c8bdb, file present"},
            ],
            "queues": [
                {"name": "mail", "todo": 2, "doing": 0, "failed": 0, "oldest_seconds": 0.407}
            ],
            "workers": 0,
            "is_late": False,
            "streams": 3,
        }
    ),
}
