"""Examples: the record, data protection and health."""

from secureflow.api.examples.example import Example
from secureflow.api.examples.reviews import EXPORTED

EXAMPLES = {
    "list_audit": Example(
        response={
            "next_cursor": "WyItb2NjdXJyZWRfYXQiLCAiMjAyNi0xMS0yMSIsIDNd",
            "items": [
                {
                    "id": 26,
                    "position": 24,
                    "at": "2026-11-21T09:30:00Z",
                    "actor_kind": "user",
                    "actor_id": 1,
                    "actor_name": "Dana Lee",
                    "action": "member.removed",
                    "thing": "user:3",
                    "before": {
                        "name": "Sam Vimes",
                        "role": "admin",
                        "email": "sam@northwind.example",
                    },
                    "after": None,
                    "customer": None,
                    "address": "203.0.113.7",
                    "request_id": "5f0c1e8ab6c94b0d9a7f3d2e1c0b4a69",
                }
            ],
        }
    ),
    "export_audit_jsonl": Example(
        response=(
            '{"id": 2, "position": 1, "at": "2026-11-21T09:30:00+00:00", "actor_kind": "user", '
            '"actor_id": 1, "actor_name": "Dana Lee", "action": "key.created", "thing": "key:2", '
            '"before": null, "after": {"name": "checkout", "mode": "live"}}\n'
        )
    ),
    "export_audit_csv": Example(
        response=(
            "id,position,at,actor_kind,actor_id,actor_name,action,thing\n"
            "2,1,2026-11-21T09:30:00+00:00,user,1,Dana Lee,key.created,key:2\n"
        )
    ),
    "list_security_events": Example(
        response={
            "next_cursor": None,
            "items": [
                {
                    "id": 7,
                    "at": "2026-11-21T09:30:00Z",
                    "last_at": "2026-11-21T09:30:00Z",
                    "kind": "limit.hit",
                    "severity": "low",
                    "details": {
                        "limit": "predict",
                        "caller": "key:3",
                        "allowed": "6000 per 1 minute",
                    },
                    "address": "203.0.113.7",
                    "request_id": "5f0c1e8ab6c94b0d9a7f3d2e1c0b4a69",
                    "count": 1,
                }
            ],
        }
    ),
    "list_platform_security_events": Example(
        response={
            "next_cursor": None,
            "items": [
                {
                    "id": 8,
                    "at": "2026-11-21T09:30:00Z",
                    "last_at": "2026-11-21T09:30:00Z",
                    "kind": "login.failed",
                    "severity": "low",
                    "details": {},
                    "address": "203.0.113.7",
                    "request_id": "5f0c1e8ab6c94b0d9a7f3d2e1c0b4a69",
                    "count": 3,
                }
            ],
        }
    ),
    "get_privacy": Example(
        response={
            "retention": {
                "transactions_days": 1095,
                "uploads_days": 365,
                "security_events_days": 365,
            },
            "hash_personal": False,
        }
    ),
    "change_privacy": Example(
        request={
            "retention": {
                "transactions_days": 1095,
                "uploads_days": 365,
                "security_events_days": 365,
            },
            "hash_personal": False,
        },
        response={
            "retention": {
                "transactions_days": 1095,
                "uploads_days": 365,
                "security_events_days": 365,
            },
            "hash_personal": False,
        },
    ),
    "export_customer": Example(
        response={
            "customer": "c-17",
            "transactions": [
                {
                    "id": 1,
                    "external_id": "order-1001",
                    "amount": "812.40",
                    "currency": "EUR",
                    "occurred_at": "2026-11-21T03:12:00Z",
                    "hour": 3,
                    "day_of_week": 5,
                    "merchant_category": "electronics",
                    "transaction_type": "online",
                    "customer": "c-17",
                    "card": "tok_4242",
                    "card_bin": "424242",
                    "device": None,
                    "terminal": None,
                    "ip": "203.0.113.7",
                    "email": "ana@example.com",
                    "country": "GB",
                    "customer_created_at": None,
                    "authorisation_expires_at": None,
                    "item": "headphones",
                    "quantity": "2",
                    "extra": {},
                    "is_fraudulent": True,
                    "confidence": 0.024,
                    "anomaly_score": -0.107,
                    "score": 46.306,
                    "base_points": 11.055,
                    "probability": None,
                    "level": "elevated",
                    "decision": "review",
                    "reasons": [
                        {
                            "code": "amount_vs_type",
                            "text": "Amount is 17 times what this type usually sees: "
                            "812 against 46.87",
                            "value": 17.33,
                            "points": 13.905,
                            "feature": "amount_vs_type",
                        }
                    ],
                    "features": {"time": 5.104, "amount": 3.086},
                    "model_version": "forest-2026-11-01-4f1c9a2b",
                    "policy_version": 1,
                    "data_source": "model",
                    "degraded": False,
                    "is_test": False,
                    "created_at": "2026-11-21T09:30:00Z",
                }
            ],
            "feedback": [
                {
                    "id": 1,
                    "transaction_id": 1,
                    "label": "fraud",
                    "source": "chargeback",
                    "notes": "Reason code 10.4",
                    "occurred_at": "2026-11-21T09:30:00Z",
                }
            ],
            "upload_lines": [],
            "reviews": [EXPORTED],
            "review_notes": [],
            "figures": [
                {
                    "is_test": False,
                    "orders": 1,
                    "spent": "812.40",
                    "first_at": "2026-11-21T03:12:00Z",
                    "last_at": "2026-11-21T03:12:00Z",
                    "trend": [46.306],
                    "risk": 46.306,
                    "frauds": 1,
                    "disputes": 1,
                }
            ],
            "notes": [],
            "entities": [
                {
                    "kind": "customer",
                    "value": "c-17",
                    "is_test": False,
                    "payments": 1,
                    "first_at": "2026-11-21T03:12:00Z",
                    "last_at": "2026-11-21T03:12:00Z",
                    "has_labels": True,
                }
            ],
            "audit_events": [
                {
                    "at": "2026-11-21T09:30:00Z",
                    "action": "customer.exported",
                    "thing": "customer",
                    "values": {"customer": "c-17"},
                }
            ],
        }
    ),
    "erase_customer": Example(
        request={"password": "correct horse battery"},
        response={
            "transactions": 2,
            "notes": 1,
            "audit_events": 1,
            "pseudonym": "erased:00df5eae9f8c85236a37300c",
        },
    ),
    "live": Example(response={"status": "ok", "version": "0.1.0"}),
    "ready": Example(
        response={
            "status": "ready",
            "checks": [
                {"name": "database", "ok": True, "detail": "reachable"},
                {"name": "migrations", "ok": True, "detail": "at head"},
                {
                    "name": "isolation",
                    "ok": True,
                    "detail": "every merchant behind forced policies",
                },
                {"name": "model", "ok": True, "detail": "file present"},
            ],
        }
    ),
}
