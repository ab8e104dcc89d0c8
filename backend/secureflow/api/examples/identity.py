"""Examples: signing in and one's own account."""

from secureflow.api.examples.example import Example

EXAMPLES = {
    "login": Example(
        request={"email": "dana@northwind.example", "password": "correct horse battery"},
        response={
            "authenticated": True,
            "access_token": "eyJhbGciOiJIUzI1NiIs...c2lnbmF0dXJl",
            "expires_in": 900,
            "me": {
                "id": 1,
                "kind": "user",
                "name": "Dana Lee",
                "email": "dana@northwind.example",
                "role": "owner",
                "scopes": ["feedback", "manage", "read", "score"],
                "mode": "live",
                "second_factor": False,
                "session_id": 3,
                "merchant": {
                    "id": 1,
                    "name": "Northwind",
                    "currency": "USD",
                    "time_zone": "Europe/London",
                    "costs": {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"},
                },
            },
            "events": "91244-1795253390",
        },
    ),
    "refresh": Example(
        response={
            "authenticated": True,
            "access_token": "eyJhbGciOiJIUzI1NiIs...c2lnbmF0dXJl",
            "expires_in": 900,
            "me": {
                "id": 1,
                "kind": "user",
                "name": "Dana Lee",
                "email": "dana@northwind.example",
                "role": "owner",
                "scopes": ["feedback", "manage", "read", "score"],
                "mode": "live",
                "second_factor": False,
                "session_id": 3,
                "merchant": {
                    "id": 1,
                    "name": "Northwind",
                    "currency": "USD",
                    "time_zone": "Europe/London",
                    "costs": {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"},
                },
            },
            "events": "91244-1795253390",
        }
    ),
    "logout": Example(response={"authenticated": False}),
    "forgot": Example(request={"email": "dana@northwind.example"}, response={"accepted": True}),
    "reset_password": Example(
        request={
            "token": "Zm9yZ290LXRva2VuLWZyb20tdGhlLW1haWw",
            "password": "seven lamps by the river",
        }
    ),
    "get_invitation": Example(
        response={
            "email": "sam@northwind.example",
            "merchant_name": "Northwind",
            "role": "reviewer",
            "invited_by": "Dana Lee",
            "expires_at": "2026-11-28T09:30:00Z",
        }
    ),
    "accept_invitation": Example(
        request={"name": "Sam Vimes", "password": "a watchman's long night"},
        response={
            "authenticated": True,
            "access_token": "eyJhbGciOiJIUzI1NiIs...c2lnbmF0dXJl",
            "expires_in": 900,
            "me": {
                "id": 9,
                "kind": "user",
                "name": "Sam Vimes",
                "email": "sam@northwind.example",
                "role": "reviewer",
                "scopes": ["feedback", "read", "score"],
                "mode": "live",
                "second_factor": False,
                "session_id": 5,
                "merchant": {
                    "id": 1,
                    "name": "Northwind",
                    "currency": "USD",
                    "time_zone": "Europe/London",
                    "costs": {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"},
                },
            },
            "events": "91244-1795253390",
        },
    ),
    "me": Example(
        response={
            "id": 1,
            "kind": "user",
            "name": "Dana Lee",
            "email": "dana@northwind.example",
            "role": "owner",
            "scopes": ["feedback", "manage", "read", "score"],
            "mode": "live",
            "second_factor": False,
            "session_id": 1,
            "merchant": {
                "id": 1,
                "name": "Northwind",
                "currency": "USD",
                "time_zone": "Europe/London",
                "costs": {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"},
            },
        }
    ),
    "change_me": Example(
        request={"name": "Dana Lee"},
        response={
            "id": 1,
            "kind": "user",
            "name": "Dana Lee",
            "email": "dana@northwind.example",
            "role": "owner",
            "scopes": ["feedback", "manage", "read", "score"],
            "mode": "live",
            "second_factor": False,
            "session_id": 1,
            "merchant": {
                "id": 1,
                "name": "Northwind",
                "currency": "USD",
                "time_zone": "Europe/London",
                "costs": {"chargeback_fee": "20.00", "margin": 0.25, "review_cost": "2.00"},
            },
        },
    ),
    "change_password": Example(
        request={
            "current_password": "correct horse battery",
            "new_password": "seven lamps by the river",
        }
    ),
    "begin_second_factor": Example(
        request={"password": "correct horse battery"},
        response={
            "secret": "JBSWY3DPEHPK3PXP",
            "uri": "otpauth://totp/SecureFlow:dana%40northwind.example?secret=JBSWY3DPEHPK3PXP&issuer=SecureFlow",
            "qr_svg": '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"></svg>',
        },
    ),
    "confirm_second_factor": Example(
        request={"code": "492039"}, response={"recovery_codes": ["7k2m9-3f6t1", "x4p8q-d2w7z"]}
    ),
    "remove_second_factor": Example(
        request={"password": "correct horse battery", "code": "492039"}
    ),
    "renew_recovery_codes": Example(
        request={"code": "492039"}, response={"recovery_codes": ["7k2m9-3f6t1", "x4p8q-d2w7z"]}
    ),
    "list_sessions": Example(
        response={
            "items": [
                {
                    "id": 4,
                    "created_at": "2026-11-21T09:30:00Z",
                    "last_used_at": "2026-11-21T09:30:00Z",
                    "address": "203.0.113.7",
                    "device": "Firefox on Windows",
                    "is_current": False,
                }
            ]
        }
    ),
    "end_session": Example(),
    "end_other_sessions": Example(),
}
