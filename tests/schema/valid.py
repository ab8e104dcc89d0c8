"""Requests that succeed, by operation: without them most would only ever show their refusals."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pyotp.totp import TOTP

from tests.schema import previewed, reviewed, ruled

World = Mapping[str, Any]
Parts = dict[str, Any]
"""What a request is made of: path_parameters, body, cookies."""

FORCED_ERROR = "test_error"
NEW_PASSWORD = "staple correct horse"
NAME = {"name": "Lee Park", "password": NEW_PASSWORD}
AMAZON = {
    "detectorId": "checkout",
    "eventTypeName": "purchase",
    "entities": [{"entityType": "customer", "entityId": "c-17"}],
    "eventTimestamp": "2026-11-20T03:15:00Z",
    "eventVariables": {"order_price": "812.40", "payment_currency": "eur"},
}
TARGET = "AWSHawksNestServiceFacade.GetEventPrediction"
MERCHANT = {"currency": "EUR", "time_zone": "Europe/Berlin"}
MANY = 30


def path(name: str, values: Iterable[Any], body: Any = None) -> list[Parts]:
    """Return requests to things that exist."""
    sent = {} if body is None else {"body": body}
    return [{"path_parameters": {name: value}} | sent for value in values]


def bodies(*values: Any) -> list[Parts]:
    """Return requests with these bodies."""
    return [{"body": value} for value in values]


def cookies(tokens: Iterable[str]) -> list[Parts]:
    """Return requests that carry a refresh token."""
    return [{"cookies": {"secureflow_refresh": token}} for token in tokens]


def numbered(form: Callable[[int], Any]) -> list[Parts]:
    """Return requests of which each has a body of its own."""
    return bodies(*map(form, range(MANY)))


def requests(world: World) -> dict[str, list[Parts]]:
    """Return the requests that succeed in this world, by the operation's id."""
    payments, password = world["transactions"], world["password"]
    return reviewed.requests(world) | {
        **previewed.requests(world),
        **ruled.requests(world),
        "login": bodies({"email": world["email"], "password": password}),
        "forgot": bodies({"email": world["email"]}),
        "refresh": cookies(world["refresh_tokens"]),
        "logout": cookies(world["logout_tokens"]),
        "reset_password": bodies(
            *({"token": token, "password": NEW_PASSWORD} for token in world["reset_tokens"])
        ),
        "get_invitation": path("token", world["tokens"][::2]),
        "accept_invitation": path("token", world["tokens"][1::2], NAME),
        "predict": numbered(lambda n: {"amount": "12.50", "external_id": f"valid-{n}"}),
        "predict_batch": numbered(
            lambda n: {"transactions": [{"amount": 5, "external_id": f"batch-{n}"}]}
        ),
        "score_upload": bodies({"file": b"amount\n5\n6\n"}),
        "get_event_prediction": [
            {"body": AMAZON | {"eventId": f"event-{n}"}, "headers": {"X-Amz-Target": TARGET}}
            for n in range(MANY)
        ],
        "give_feedback": bodies(
            *({"transaction_id": number, "label": "legitimate"} for number in payments)
        ),
        "give_feedback_in_bulk": bodies(
            *({"items": [{"transaction_id": n, "label": "fraud"}]} for n in payments)
        ),
        "upload_feedback": numbered(lambda n: {"file": b"external_id\nvalid-%d\n" % n}),
        "get_feedback_file": path("file_id", world["feedback_files"]),
        "change_review_sample": bodies({"sample_share": 0.01, "close_call_share": 0}),
        "get_transaction": path("transaction_id", payments),
        "replay_transaction": path("transaction_id", payments),
        **{
            name: path("transaction_id", payments)
            for name in ("get_similar", "get_timeline", "download_timeline", "get_linked")
        },
        "get_customer": path("customer", world["customers"]),
        "add_customer_note": path("customer", world["customers"], {"text": "Called on Monday."}),
        "delete_customer_note": [{"path_parameters": one} for one in world["customer_notes"]],
        "change_costs": bodies({"chargeback_fee": "20.00", "margin": 0.25, "review_cost": 2}),
        "add_chart_note": bodies({"at": "2026-11-20T08:00:00Z", "text": "Autumn sale"}),
        "delete_chart_note": path("note_id", world["chart_notes"]),
        "get_model": path("version", world["versions"]),
        "get_run": path("run_id", world["runs"]),
        "train_model": bodies({"reason": "first chargebacks"}),
        "challenge": path("version", world["versions"], {"share": 0}),
        "compare_models": [{"query": {"challenger": world["versions"][0]}}],
        "model_quality": [{"query": {"version": world["versions"][0]}}],
        "promote_model": path("version", world["versions"][:1], {"reason": "finds more"}),
        "roll_back_model": bodies({"reason": "more false alarms"}),
        "withdraw": path("version", world["versions"][1:]),
        "get_upload": path("upload_id", world["uploads"]),
        "download_result": path("upload_id", world["uploads"]),
        "create_merchant": numbered(
            lambda n: MERCHANT | {"name": f"Shop {n}", "owner_email": f"owner{n}@shop.example"}
        ),
        "invite": numbered(lambda n: {"email": f"guest{n}@new.example", "role": "viewer"}),
        "resend_invitation": path("invitation_id", world["invitations"]),
        "revoke_invitation": path("invitation_id", world["last_invitations"]),
        "create_key": bodies({"name": "till", "mode": "test", "scopes": ["score"]}),
        "rotate_key": path("key_id", world["keys"], {"overlap_hours": 1}),
        "revoke_key": path("key_id", world["revocable"]),
        "change_role": path("member_id", world["members"], {"role": "viewer"}),
        "remove_member": path("member_id", world["removable"]),
        "begin_second_factor": bodies({"password": password}),
        "remove_member_second_factor": path("member_id", world["second_factors"]),
        "end_session": path("session_id", world["sessions"]),
        "export_customer": path("customer", world["customers"]),
        "erase_customer": path("customer", world["customers"], {"password": password}),
        "change_me": bodies({"name": "Dana Lee"}),
        "change_privacy": bodies(
            {
                "retention": {
                    "transactions_days": 1095,
                    "uploads_days": 365,
                    "security_events_days": 365,
                },
                "hash_personal": False,
            }
        ),
        "change_password": bodies(
            {"current_password": password, "new_password": NEW_PASSWORD},
            {"current_password": NEW_PASSWORD, "new_password": password},
        ),
        "confirm_second_factor": bodies({"code": TOTP(world["pending_secret"]).now()}),
        "renew_recovery_codes": bodies(*({"code": code} for code in world["recovery_codes"])),
        "remove_second_factor": bodies(
            *({"password": password, "code": code} for code in world["removal_codes"])
        ),
    }
