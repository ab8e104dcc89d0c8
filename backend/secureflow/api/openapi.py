"""docs/openapi.json: generated from the routes and the models, never written by hand."""

from http import HTTPStatus
from typing import Any

from secureflow.api import failures, fraud_detector
from secureflow.api.examples import EXAMPLES
from secureflow.api.examples.errors import ERRORS
from secureflow.api.examples.example import Example
from secureflow.api.headers import RESPONSE_HEADERS, headers_of
from secureflow.api.routes import ROUTES
from secureflow.api.routing import Route
from secureflow.api.schemas.base import Envelope
from secureflow.api.schemas.page import fields_of
from secureflow.api.sparse import choosable

SECURITY = {
    "ApiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    "Bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "AmazonToken": {"type": "apiKey", "in": "header", "name": "X-Amz-Security-Token"},
}
DESCRIPTION = (
    "SecureFlow judges payments in milliseconds and says why in plain words. Times are UTC, "
    "money is a decimal as text beside its currency, and every error is one envelope."
)
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[ -~]{1,255}$"},
    "description": "A word of yours for this request, kept for 24 hours: a repeat gets the stored "
    "answer with `Idempotent-Replayed: true`, another request under the same key a 409.",
}


def finish(spec: Any) -> Any:
    """Return the generated description with one schema per name and every answer of each route."""
    schemas = spec["components"]["schemas"]
    schemas["Envelope"] = Envelope.model_json_schema(ref_template="#/components/schemas/{model}")
    # Rows are checked one by one, so the model of a batch does not know what they are.
    rows = schemas["BatchBody"]["properties"]["transactions"]
    rows["items"] = {"$ref": "#/components/schemas/PredictBody"}
    for unused in ("HTTPError", "ValidationError"):
        schemas.pop(unused, None)
    for name in [name for name in schemas if "." in name]:
        schemas.setdefault(name.rsplit(".", 1)[1], schemas.pop(name))
    spec["components"]["headers"] = RESPONSE_HEADERS
    spec["components"]["examples"] = {code: error_example(code) for code in ERRORS}
    spec["components"]["responses"] = {
        _named(status, codes): _error(status, codes)
        for route in ROUTES
        for status, codes in failures.of(route).items()
    }
    routes = {route.handler.__name__: route for route in ROUTES}
    for path in spec["paths"].values():
        for operation in path.values():
            _describe(operation, routes[operation["operationId"]])
    fraud_detector.describe(spec)
    return _short_references(spec)


def error_example(code: str) -> dict[str, Any]:
    """Return an envelope of an error, as the value of an example."""
    where = {"docs": f"/docs/errors#{code}", "request_id": "5f0c1e8ab6c94b0d9a7f3d2e1c0b4a69"}
    return {"value": {"code": code} | ERRORS[code] | where}


def _describe(operation: dict[str, Any], route: Route) -> None:
    example = EXAMPLES[route.handler.__name__]
    _add_parameters(operation, route)
    if "requestBody" in operation:
        operation["requestBody"]["required"] = True
    if example.request is not None and "requestBody" in operation:
        for content in operation["requestBody"]["content"].values():
            content["example"] = example.request
    done = {c: r for c, r in operation["responses"].items() if c[0] == "2"}
    for status, response in done.items():
        _complete(response, int(status), route, example)
    if route.method == "GET" and choosable(route.handler) is not None:
        done["304"] = {"description": "Not changed since the answer that had this ETag."}
    errors: dict[str, Any] = {
        str(status): {"$ref": f"#/components/responses/{_named(status, codes)}"}
        for status, codes in failures.of(route).items()
    }
    if route.handler.__name__ == "ready":
        # Not ready is an answer too, in its own form; nginx speaks where none comes at all.
        errors["503"] = _error(503, failures.of(route)[503])
        content = errors["503"]["content"]["application/json"]
        ready = done["200"]["content"]["application/json"]["schema"]
        content["schema"] = {"anyOf": [ready, content["schema"]]}
    operation["responses"] = done | errors


def _add_parameters(operation: dict[str, Any], route: Route) -> None:
    parameters = [
        parameter
        for parameter in operation.get("parameters", [])
        if parameter["name"] != "idempotency-key"
    ]
    if route.is_done_once:
        parameters.append(IDEMPOTENCY_KEY)
    choices = choosable(route.handler) if route.method == "GET" else None
    if choices is not None:
        parameters = [one for one in parameters if one["name"] != "fields"]
        parameters.append(fields_of(choices))
    if parameters:
        operation["parameters"] = parameters


def _complete(response: dict[str, Any], status: int, route: Route, example: Example) -> None:
    response["description"] = HTTPStatus(status).phrase
    response["headers"] = headers_of(route)
    if example.response is not None:
        for content in response["content"].values():
            content["example"] = example.response


def _named(status: int, codes: tuple[str, ...]) -> str:
    """Return the name under which routes that fail alike share one description."""
    return ".".join((f"{status}", *codes))


def _error(status: int, codes: tuple[str, ...]) -> dict[str, Any]:
    content = {
        "schema": {"$ref": "#/components/schemas/Envelope"},
        "examples": {code: {"$ref": f"#/components/examples/{code}"} for code in codes},
    }
    names = ["X-Request-ID"]
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        names.append("Retry-After")
    return {
        "description": HTTPStatus(status).phrase,
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in names},
        "content": {"application/json": content},
    }


def _short_references(node: Any) -> Any:
    if isinstance(node, dict):
        return {
            key: f"#/components/schemas/{value.rsplit('/', 1)[1].rsplit('.', 1)[-1]}"
            if key == "$ref" and value.startswith("#/components/schemas/")
            else _short_references(value)
            for key, value in node.items()
            if key != "$defs"
        }
    return [_short_references(item) for item in node] if isinstance(node, list) else node
