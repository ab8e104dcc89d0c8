"""docs/openapi.json: generated from the routes and the models, never written by hand."""

from typing import Any

from secureflow.api import fraud_detector
from secureflow.api.schemas.base import Envelope

ERROR = {
    "description": "Any error: one envelope.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Envelope"}}},
}
SECURITY = {
    "ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "Bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "AmazonToken": {"type": "apiKey", "in": "header", "name": "X-Amz-Security-Token"},
}
DESCRIPTION = (
    "SecureFlow judges payments in milliseconds and says why in plain words. Times are UTC, "
    "money is a decimal as text beside its currency, and every error is one envelope."
)


def finish(spec: Any) -> Any:
    """Return the generated description with one schema per name and one error for every route."""
    schemas = spec["components"]["schemas"]
    schemas["Envelope"] = Envelope.model_json_schema()
    # Rows are checked one by one, so the model of a batch does not know what they are.
    rows = schemas["BatchBody"]["properties"]["transactions"]
    rows["items"] = {"$ref": "#/components/schemas/PredictBody"}
    for unused in ("HTTPError", "ValidationError"):
        schemas.pop(unused, None)
    for name in [name for name in schemas if "." in name]:
        schemas.setdefault(name.rsplit(".", 1)[1], schemas.pop(name))
    for path in spec["paths"].values():
        for operation in path.values():
            kept = {c: r for c, r in operation["responses"].items() if c[0] == "2"}
            if "503" in operation["responses"]:
                kept["503"] = kept["200"] | {"description": "Not ready; the checks say what to do."}
            operation["responses"] = kept | {"default": ERROR}
    fraud_detector.describe(spec)
    return _short_references(spec)


def _short_references(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: f"#/components/schemas/{value.rsplit('/', 1)[1].rsplit('.', 1)[-1]}"
            if key == "$ref"
            else _short_references(value)
            for key, value in node.items()
            if key != "$defs"
        }
    return [_short_references(item) for item in node] if isinstance(node, list) else node
