"""Every route of the API in one visible list: who may call it, and how often."""

from apiflask import APIFlask

from secureflow.api import (
    audit,
    auth,
    dashboard,
    feedback,
    health,
    invitations,
    keys,
    operator,
    predict,
    profile,
    resets,
    security_events,
    sessions,
    team,
    transactions,
    uploads,
)
from secureflow.api.idempotency import BY_ITSELF, hiding
from secureflow.api.routing import Route, view

ROUTES = (
    Route("POST", "/predict", predict.predict, "score", "Scoring", "predict", BY_ITSELF),
    Route(
        "POST", "/predict-batch", predict.predict_batch, "score", "Scoring", "batch", predict.BATCH
    ),
    Route(
        "POST", "/uploads/score", uploads.score_upload, "score", "Uploads", "upload", uploads.UPLOAD
    ),
    Route("GET", "/uploads", uploads.list_uploads, "read", "Uploads"),
    Route("GET", "/uploads/<int:upload_id>", uploads.get_upload, "read", "Uploads"),
    Route("GET", "/uploads/<int:upload_id>/result.csv", uploads.download_result, "read", "Uploads"),
    Route("GET", "/transactions", transactions.list_transactions, "read", "Transactions"),
    Route(
        "GET",
        "/transactions/<int:transaction_id>",
        transactions.get_transaction,
        "read",
        "Transactions",
    ),
    Route("POST", "/feedback", feedback.give_feedback, "feedback", "Transactions"),
    Route("GET", "/dashboard", dashboard.dashboard, "read", "Dashboard"),
    Route("POST", "/auth/login", auth.login, "anyone", "Identity", "login"),
    Route("POST", "/auth/refresh", auth.refresh, "anyone", "Identity"),
    Route("POST", "/auth/logout", auth.logout, "anyone", "Identity"),
    Route("GET", "/me", profile.me, "known", "Identity"),
    Route("PATCH", "/me", profile.change_me, "personal", "Identity"),
    Route("POST", "/me/password", profile.change_password, "personal", "Identity"),
    Route(
        "POST",
        "/me/second-factor",
        profile.begin_second_factor,
        "personal",
        "Identity",
        repeat=hiding("secret", "uri", "qr_svg"),
    ),
    Route(
        "POST",
        "/me/second-factor/confirm",
        profile.confirm_second_factor,
        "personal",
        "Identity",
        repeat=hiding("recovery_codes"),
    ),
    Route(
        "POST",
        "/me/second-factor/remove",
        profile.remove_second_factor,
        "personal",
        "Identity",
    ),
    Route(
        "POST",
        "/me/recovery-codes",
        profile.renew_recovery_codes,
        "personal",
        "Identity",
        repeat=hiding("recovery_codes"),
    ),
    Route("GET", "/sessions", sessions.list_sessions, "personal", "Identity"),
    Route("DELETE", "/sessions", sessions.end_other_sessions, "personal", "Identity"),
    Route("DELETE", "/sessions/<int:session_id>", sessions.end_session, "personal", "Identity"),
    Route("GET", "/keys", keys.list_keys, "manage", "Keys"),
    Route("POST", "/keys", keys.create_key, "manage", "Keys", repeat=hiding("secret")),
    Route(
        "POST",
        "/keys/<int:key_id>/rotate",
        keys.rotate_key,
        "manage",
        "Keys",
        repeat=hiding("secret"),
    ),
    Route("DELETE", "/keys/<int:key_id>", keys.revoke_key, "manage", "Keys"),
    Route("POST", "/auth/forgot", resets.forgot, "anyone", "Identity", "login"),
    Route("POST", "/auth/reset", resets.reset_password, "anyone", "Identity", "login"),
    Route(
        "GET",
        "/auth/invitations/<token>",
        invitations.get_invitation,
        "anyone",
        "Identity",
        "login",
    ),
    Route(
        "POST",
        "/auth/invitations/<token>",
        invitations.accept_invitation,
        "anyone",
        "Identity",
        "login",
    ),
    Route("GET", "/team", team.list_team, "read", "Team"),
    Route("PATCH", "/team/<int:member_id>", team.change_role, "manage", "Team"),
    Route("DELETE", "/team/<int:member_id>", team.remove_member, "manage", "Team"),
    Route("GET", "/invitations", invitations.list_invitations, "manage", "Team"),
    Route("POST", "/invitations", invitations.invite, "manage", "Team"),
    Route(
        "DELETE",
        "/invitations/<int:invitation_id>",
        invitations.revoke_invitation,
        "manage",
        "Team",
    ),
    Route(
        "POST",
        "/invitations/<int:invitation_id>/resend",
        invitations.resend_invitation,
        "manage",
        "Team",
    ),
    Route("GET", "/operator/merchants", operator.list_merchants, "operate", "Operator"),
    Route("POST", "/operator/merchants", operator.create_merchant, "operate", "Operator"),
    Route("GET", "/operator/status", operator.platform_status, "operate", "Operator"),
    Route("GET", "/audit", audit.list_audit, "manage", "Record"),
    Route("GET", "/audit/export.jsonl", audit.export_audit_jsonl, "manage", "Record"),
    Route("GET", "/audit/export.csv", audit.export_audit_csv, "manage", "Record"),
    Route("GET", "/security-events", security_events.list_security_events, "manage", "Record"),
    Route(
        "GET",
        "/operator/security-events",
        security_events.list_platform_security_events,
        "operate",
        "Operator",
    ),
    Route("GET", "/health", health.live, "anyone", "Health"),
    Route("GET", "/health/ready", health.ready, "anyone", "Health"),
)


def register(app: APIFlask) -> None:
    """Hang every route of the list on the app, behind its policy and its limit."""
    for route in ROUTES:
        app.add_url_rule(
            f"/api{route.path}",
            endpoint=route.handler.__name__,
            view_func=view(route),
            methods=[route.method],
        )
