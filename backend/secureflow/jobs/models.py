"""Tasks on models: made on request and by themselves, scored in the shadow, and measured."""

from datetime import UTC, datetime

from flask import current_app

from secureflow.services import drift, model_quality, model_runs, recalibration, shadow
from secureflow.services.models import Models


def make_model(merchant_id: int, run_id: int) -> None:
    """Make what a run asks for; a second worker finds it done, or begins it again."""
    model_runs.perform(_models(), merchant_id, run_id)


def train_due(timestamp: int) -> None:
    """Ask for a model wherever there are new labels enough."""
    model_runs.begin_due(current_app.extensions["secureflow_settings"].train_after_labels)


def score_shadow(timestamp: int) -> None:
    """Score by challengers what they have not scored."""
    shadow.score_waiting(_models())


def refresh_calibration(timestamp: int) -> None:
    """Make the probabilities of models in use anew where later labels prove them better."""
    recalibration.refresh_all(_models())


def measure_quality(timestamp: int) -> None:
    """Measure what the scores of the last weeks were worth."""
    model_quality.measure(datetime.fromtimestamp(timestamp, UTC))


def measure_drift(timestamp: int) -> None:
    """Measure how far the last week's payments are from what models know."""
    drift.measure(_models(), datetime.fromtimestamp(timestamp, UTC))


def _models() -> Models:
    found: Models = current_app.extensions["secureflow_models"]
    return found
