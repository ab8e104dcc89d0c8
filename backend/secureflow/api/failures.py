"""Which errors each route may answer with: what follows from its kind, and what is its own."""

from collections.abc import Iterator, Mapping
from functools import cache

from secureflow.api.access import ACCESS
from secureflow.api.routing import Route
from secureflow.errors import ANSWERED

OF_ITS_OWN: Mapping[str, tuple[str, ...]] = {
    "predict": ("conflict", "model_unavailable", "test_error"),
    "predict_batch": ("model_unavailable",),
    "score_upload": ("malformed_request", "model_unavailable"),
    "make_sample_data": ("conflict",),
    "get_event_prediction": (
        "conflict",
        "malformed_body",
        "model_unavailable",
        "not_found",
        "test_error",
    ),
    "get_transaction": ("model_unavailable",),
    "replay_transaction": ("conflict", "model_unavailable"),
    "add_customer_note": ("conflict",),
    "add_chart_note": ("conflict",),
    "stream_events": ("too_many_streams",),
    "model_quality": ("not_found",),
    "compare_models": ("model_unavailable", "not_found"),
    "train_model": ("conflict",),
    "roll_back_model": ("conflict", "model_unavailable", "not_found"),
    "challenge": ("conflict", "model_unavailable"),
    "promote_model": ("conflict", "gate_failed", "model_unavailable"),
    "give_feedback": ("not_found",),
    "claim_review": ("already_resolved",),
    "next_review": ("not_found",),
    "snooze_review": ("already_resolved",),
    "wake_review": ("already_resolved",),
    "ask_colleague": ("already_resolved",),
    "unask_colleague": ("already_resolved",),
    "resolve_review": ("already_resolved",),
    "undo_resolution": ("conflict", "too_late"),
    "name_reason": ("conflict",),
    "reopen_review": ("conflict",),
    "undo_resolutions": ("too_late",),
    "save_review_view": ("conflict",),
    "change_review_view": ("conflict",),
    "preview_policy": ("conflict", "not_found"),
    "preview_shadow": ("conflict",),
    "rule_quality_of": ("conflict",),
    "upload_feedback": ("conflict", "malformed_request"),
    "draft_policy": ("conflict", "not_found"),
    "change_policy": ("conflict",),
    "delete_policy": ("conflict",),
    "shadow_policy": ("conflict", "outdated"),
    "change_costs": ("outdated",),
    "publish_policy": ("conflict", "outdated"),
    "roll_back_policy": ("conflict",),
    "add_rule": ("conflict", "not_found"),
    "change_rule": ("conflict",),
    "remove_rule": ("conflict",),
    "parse_rule": ("not_found",),
    "list_ready_rules": ("not_found",),
    "snooze_rule": ("conflict",),
    "make_list": ("conflict",),
    "change_list": ("conflict",),
    "delete_list": ("conflict",),
    "add_entries": ("conflict",),
    "import_entries": ("conflict", "malformed_request"),
    "login": ("unauthenticated", "second_factor_required", "second_factor_wrong", "locked"),
    "refresh": ("forbidden",),
    "logout": ("forbidden",),
    "accept_invitation": ("conflict",),
    "reset_password": ("not_found",),
    "change_password": ("locked",),
    "change_privacy": ("locked",),
    "erase_customer": ("locked",),
    "begin_second_factor": ("conflict", "locked"),
    "confirm_second_factor": ("conflict", "locked"),
    "remove_second_factor": ("locked",),
    "renew_recovery_codes": ("locked",),
    "create_key": ("conflict",),
    "rotate_key": ("conflict",),
    "change_role": ("conflict",),
    "remove_member": ("conflict",),
    "invite": ("conflict",),
}
"""By the name of the handler."""


@cache
def of(route: Route) -> dict[int, tuple[str, ...]]:
    """Return the codes of the errors that a route may answer with, by HTTP status."""
    codes = {*_usual(route), *OF_ITS_OWN.get(route.handler.__name__, ())}
    statuses = sorted({int(ANSWERED[code].status) for code in codes})
    return {
        status: tuple(sorted(code for code in codes if ANSWERED[code].status == status))
        for status in statuses
    }


def _usual(route: Route) -> Iterator[str]:
    yield from ("rate_limited", "unavailable")
    if route.handler.__name__ != "live":
        yield "not_ready"
    if not ACCESS[route.may].is_open:
        yield from ("unauthenticated", "forbidden", "invalid_input")
    if "<" in route.path:
        yield "not_found"
    if route.method == "GET":
        yield "invalid_input"  # of `fields`
    else:
        yield from ("too_large", "unsupported_media_type")
    spec = getattr(route.handler, "_spec", {})
    if "body" in spec:
        yield from ("malformed_body", "invalid_input")
    if spec.get("args"):
        yield "invalid_input"
    if route.is_done_once:
        yield "idempotency_conflict"
