"""The routes of models: part of the list in routes.py."""

from secureflow.api import model_reports, models
from secureflow.api.routing import Route

ROUTES = (
    Route("GET", "/models", models.list_models, "member", "Models"),
    Route("GET", "/models/quality", model_reports.model_quality, "member", "Models"),
    Route("GET", "/models/drift", model_reports.model_drift, "member", "Models"),
    Route("GET", "/models/comparison", model_reports.compare_models, "member", "Models"),
    Route("POST", "/models/train", models.train_model, "administer", "Models"),
    Route("POST", "/models/rollback", models.roll_back_model, "administer", "Models"),
    Route("GET", "/models/runs/<int:run_id>", models.get_run, "member", "Models"),
    Route("PUT", "/models/challengers/<version>", models.challenge, "administer", "Models"),
    Route("DELETE", "/models/challengers/<version>", models.withdraw, "administer", "Models"),
    # As long as any version is, and longer than the words that stand in its place elsewhere.
    Route("GET", "/models/<string(minlength=16):version>", models.get_model, "member", "Models"),
    Route("POST", "/models/<version>/promote", models.promote_model, "administer", "Models"),
)
