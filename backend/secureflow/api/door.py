"""The blueprint all resources hang on, and what a handler may ask of the running app."""

from apiflask import APIBlueprint
from flask import current_app

from secureflow.services.models import Models

api = APIBlueprint("api", __name__)

FRAUD_DETECTOR = "/api/fraud-detector"
FRAUD_DETECTOR_JSON = "application/x-amz-json-1.1"
"""The address of the door for users of Amazon Fraud Detector, and what they call JSON."""


def models() -> Models:
    """Return the scorers of this process."""
    found: Models = current_app.extensions["secureflow_models"]
    return found
