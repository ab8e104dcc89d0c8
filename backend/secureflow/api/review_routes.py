"""The routes of the review desk: part of the list in routes.py."""

from secureflow.api import resolutions, review_sample, review_views, reviews
from secureflow.api.routing import Route

ROUTES = (
    Route("GET", "/reviews", reviews.list_reviews, "read", "Reviews"),
    Route("GET", "/reviews/<int:review_id>", reviews.get_review, "read", "Reviews"),
    Route("GET", "/reviews/reasons", resolutions.list_review_reasons, "read", "Reviews"),
    Route("GET", "/reviews/agreement", resolutions.get_review_agreement, "read", "Reviews"),
    Route("POST", "/reviews/next", reviews.next_review, "judge", "Reviews"),
    Route("POST", "/reviews/<int:review_id>/claim", reviews.claim_review, "judge", "Reviews"),
    Route("DELETE", "/reviews/<int:review_id>/claim", reviews.release_review, "judge", "Reviews"),
    Route("POST", "/reviews/<int:review_id>/snooze", reviews.snooze_review, "feedback", "Reviews"),
    Route("DELETE", "/reviews/<int:review_id>/snooze", reviews.wake_review, "feedback", "Reviews"),
    Route("POST", "/reviews/<int:review_id>/ask", reviews.ask_colleague, "judge", "Reviews"),
    Route("DELETE", "/reviews/<int:review_id>/ask", reviews.unask_colleague, "judge", "Reviews"),
    Route(
        "POST", "/reviews/<int:review_id>/notes", reviews.write_review_note, "feedback", "Reviews"
    ),
    Route(
        "POST",
        "/reviews/<int:review_id>/resolution",
        resolutions.resolve_review,
        "feedback",
        "Reviews",
    ),
    Route(
        "DELETE",
        "/reviews/<int:review_id>/resolution",
        resolutions.undo_resolution,
        "feedback",
        "Reviews",
    ),
    Route(
        "PATCH",
        "/reviews/<int:review_id>/resolution",
        resolutions.name_reason,
        "feedback",
        "Reviews",
    ),
    Route(
        "POST", "/reviews/<int:review_id>/reopen", resolutions.reopen_review, "feedback", "Reviews"
    ),
    Route("POST", "/reviews/resolutions", resolutions.resolve_reviews, "feedback", "Reviews"),
    Route(
        "DELETE",
        "/reviews/resolutions/<int:batch_id>",
        resolutions.undo_resolutions,
        "feedback",
        "Reviews",
    ),
    Route("GET", "/review-views", review_views.list_review_views, "member", "Reviews"),
    Route("POST", "/review-views", review_views.save_review_view, "member", "Reviews"),
    Route(
        "PATCH",
        "/review-views/<int:view_id>",
        review_views.change_review_view,
        "member",
        "Reviews",
    ),
    Route(
        "DELETE",
        "/review-views/<int:view_id>",
        review_views.remove_review_view,
        "member",
        "Reviews",
    ),
    Route("GET", "/review-settings", review_views.get_review_settings, "manage", "Reviews"),
    Route("PUT", "/review-settings", review_views.change_review_settings, "manage", "Reviews"),
    Route("GET", "/review-sample", review_sample.get_review_sample, "manage", "Transactions"),
    Route("PUT", "/review-sample", review_sample.change_review_sample, "manage", "Transactions"),
)
