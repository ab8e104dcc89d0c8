"""The routes of previews and of what is known of rules: part of routes.py."""

from secureflow.api import previews
from secureflow.api.routing import Route

WRONG = "/transactions/<int:transaction_id>/hits/<int:rule_id>/wrong"

ROUTES = (
    Route("POST", "/policies/preview", previews.preview_policy, "read", "Policies"),
    Route("GET", "/policies/<int:policy>/shadow", previews.preview_shadow, "read", "Policies"),
    Route("GET", "/rules/<int:rule_id>/quality", previews.rule_quality_of, "read", "Rules"),
    Route("POST", WRONG, previews.say_hit_was_wrong, "feedback", "Rules"),
    Route("DELETE", WRONG, previews.take_back_wrong_hit, "feedback", "Rules"),
)
