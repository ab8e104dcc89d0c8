"""How schemathesis is run: how much is generated, with which ids, and what counts as a failure."""

from collections.abc import Mapping
from typing import Any

World = Mapping[str, Any]

SEED = 20261121
EXAMPLES = 10
"""Generated requests of one operation, besides those that cover each keyword of its schema."""

LAST = {
    "logout",
    "end_session",
    "end_other_sessions",
    "change_password",
    "begin_second_factor",
    "confirm_second_factor",
    "remove_second_factor",
    "remove_member_second_factor",
    "renew_recovery_codes",
    "rotate_key",
    "revoke_key",
    "change_role",
    "remove_member",
    "revoke_invitation",
    "erase_customer",
    "delete_customer_note",
    "delete_chart_note",
}
"""What takes something away: it runs last, with credentials of its own."""

CALLERS = {
    "end_session": "ending",
    "end_other_sessions": "leaving",
    "change_password": "changing",
    "begin_second_factor": "changing",
    "confirm_second_factor": "pending",
    "remove_second_factor": "removing",
    "renew_recovery_codes": "guarded",
    # A key may rotate and revoke itself alone.
    "rotate_key": "last_owner",
    "revoke_key": "last_owner",
}
"""Who loses something of their own; elsewhere a key calls, or an owner where no key may."""

IDS = {
    "get_transaction": ("transaction_id", "transactions"),
    "replay_transaction": ("transaction_id", "transactions"),
    "get_model": ("version", "versions"),
    "challenge": ("version", "versions"),
    "withdraw": ("version", "versions"),
    "promote_model": ("version", "versions"),
    "get_run": ("run_id", "runs"),
    "get_upload": ("upload_id", "uploads"),
    "download_result": ("upload_id", "uploads"),
    "get_feedback_file": ("file_id", "feedback_files"),
    "resend_invitation": ("invitation_id", "invitations"),
    "revoke_invitation": ("invitation_id", "last_invitations"),
    "get_invitation": ("token", "tokens"),
    "accept_invitation": ("token", "tokens"),
    "rotate_key": ("key_id", "keys"),
    "revoke_key": ("key_id", "revocable"),
    "change_role": ("member_id", "members"),
    "remove_member": ("member_id", "removable"),
    "remove_member_second_factor": ("member_id", "second_factors"),
    "end_session": ("session_id", "sessions"),
    "export_customer": ("customer", "customers"),
    "erase_customer": ("customer", "customers"),
    "get_customer": ("customer", "customers"),
    "add_customer_note": ("customer", "customers"),
    "get_similar": ("transaction_id", "transactions"),
    "get_timeline": ("transaction_id", "transactions"),
    "download_timeline": ("transaction_id", "transactions"),
    "get_linked": ("transaction_id", "transactions"),
    "delete_chart_note": ("note_id", "chart_notes"),
    "get_review": ("review_id", "reviews"),
    "claim_review": ("review_id", "reviews"),
    "release_review": ("review_id", "reviews"),
    "snooze_review": ("review_id", "reviews"),
    "wake_review": ("review_id", "reviews"),
    "ask_colleague": ("review_id", "reviews"),
    "unask_colleague": ("review_id", "reviews"),
    "write_review_note": ("review_id", "reviews"),
    "resolve_review": ("review_id", "resolvable"),
    "undo_resolution": ("review_id", "undoable"),
    "undo_resolutions": ("batch_id", "batches"),
    "name_reason": ("review_id", "reasoned"),
    "reopen_review": ("review_id", "final_reviews"),
    "change_review_view": ("view_id", "views"),
    "remove_review_view": ("view_id", "views"),
    "get_policy": ("policy", "drafts"),
    "change_policy": ("policy", "drafts"),
    "delete_policy": ("policy", "deletable"),
    "shadow_policy": ("policy", "shadowable"),
    "publish_policy": ("policy", "publishable"),
    "roll_back_policy": ("policy", "ended"),
    "release_burst": ("burst", "bursts"),
    "get_rule": ("rule_id", "rules"),
    "change_rule": ("rule_id", "rules"),
    "remove_rule": ("rule_id", "rules"),
    "snooze_rule": ("rule_id", "rules"),
    "get_list": ("list_id", "lists"),
    "change_list": ("list_id", "lists"),
    "delete_list": ("list_id", "spare_lists"),
    "list_entries": ("list_id", "lists"),
    "add_entries": ("list_id", "lists"),
    "import_entries": ("list_id", "lists"),
    "export_entries": ("list_id", "lists"),
}
"""The parameter in an operation's path, and where the world has values that exist."""

BY_SECRET = {
    "login",
    "reset_password",
    "change_password",
    "begin_second_factor",
    "confirm_second_factor",
    "remove_second_factor",
    "renew_recovery_codes",
    "change_privacy",
    "erase_customer",
    "get_invitation",
    "accept_invitation",
}
ONCE = {
    "rotate_key",
    "revoke_key",
    "change_role",
    "remove_member",
    "remove_member_second_factor",
    "revoke_invitation",
    "delete_chart_note",
    "delete_customer_note",
    "resolve_review",
    "undo_resolution",
    "undo_resolutions",
    "reopen_review",
    "remove_review_view",
    "delete_policy",
    "delete_list",
    "remove_entry",
    "remove_rule",
    "wake_rule",
}
OF_THINGS = {
    "preview_policy",
    "say_hit_was_wrong",
    "take_back_wrong_hit",
    "draft_policy",
    "shadow_policy",
    "publish_policy",
    "roll_back_policy",
    "add_rule",
    "change_rule",
    "parse_rule",
    "snooze_rule",
    "add_entries",
    "import_entries",
    "list_ready_rules",
    "ask_colleague",
    "give_feedback",
    "name_reason",
    "snooze_review",
    "score_upload",
    "upload_feedback",
    "end_session",
    "create_merchant",
    "invite",
    "get_event_prediction",
    "compare_models",
    "model_quality",
    "promote_model",
    "roll_back_model",
    "train_model",
    "withdraw",
}
WITHOUT_LUCK = BY_SECRET | ONCE | OF_THINGS
"""What generated data alone does not get into: a secret is needed, a thing goes with the first
request, a file must be a table, a time zone must exist. That they succeed at least once is asked
of the counts."""

SOMETIMES = 0.8
OTHER_METHOD = "other-method"
"""Under which answers to a method that an address does not have are counted."""


def caller(world: World, path: str, operation: Mapping[str, Any]) -> dict[str, str]:
    """Return the headers of whoever may call an operation, by what it documents."""
    name = operation["operationId"]
    kind = "key" if {"ApiKey": []} in operation.get("security", ()) else "owner"
    who = CALLERS.get(name, f"last_{kind}" if name in LAST else kind)
    return dict(world["operator" if path.startswith("/api/operator/") else who])


def text(world: World) -> str:
    """Return the configuration as TOML."""
    lines = [
        f"seed = {SEED}",
        "continue-on-failure = true",
        'hooks = "tests.schema.hooks"',
        f"generation.max-examples = {EXAMPLES}",
        "generation.no-shrink = true",
        'generation.database = "none"',
        # Some rules no schema says: a time zone that exists, a row that must be there.
        "checks.positive_data_acceptance.expected-statuses = "
        "['2xx', 400, 401, 403, 404, 409, 422, 429]",
        "[warnings]",
        "fail-on = true",
    ]
    for name in sorted({values for _, values in IDS.values()}):
        lines += [f"[dictionaries.{name}]", f"values = {world[name]!r}"]
    for operation, (parameter, values) in IDS.items():
        binding = f'{{ dictionary = "{values}", probability = {SOMETIMES} }}'
        lines += _operation(operation, f'parameters = {{ "path.{parameter}" = {binding} }}')
    for operation in sorted(WITHOUT_LUCK):
        lines += _operation(operation, "warnings = ['missing_auth', 'method_not_allowed']")
    lines += [
        # A row that is not a payment fails alone, and the others are judged.
        *_operation(
            "predict_batch",
            "checks.negative_data_rejection.expected-statuses = "
            "[200, 400, 401, 403, 404, 405, 406, 409, 415, 422, 429]",
        ),
        # Amazon's services answer so when no operation is named.
        *_operation(
            "get_event_prediction",
            "checks.missing_required_header.expected-statuses = [400, 401, 403, 404, 415, 422]",
        ),
    ]
    return "\n".join(lines) + "\n"


def _operation(name: str, line: str) -> list[str]:
    return ["[[operations]]", f'include-operation-id = "{name}"', line]
