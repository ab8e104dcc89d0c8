"""Ids of another merchant's things, sent in a body, are as unknown as in an address."""

from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask

from tests.conftest import Api, Tenant, make_tenant

NAMED: dict[tuple[str, str], dict[str, Any]] = {
    ("/feedback", "transaction_id"): {"label": "fraud"},
}
"""Every field of a body that names a thing of ours, with what else its request needs."""

TRIED_ELSEWHERE = {
    # In tests/services/test_preview.py, where there is a policy to change.
    ("/policies/preview", "list_id"),
    ("/policies/preview", "rule_id"),
    # In tests/api/test_resolutions.py: each is refused by itself, and the others are decided.
    ("/reviews/resolutions", "review_ids"),
    # In tests/api/test_review_desk.py, where there is a review to ask about.
    ("/reviews/{review_id}/ask", "user_id"),
}

OWN_NAMES = {"external_id", "customer_id"}
"""Fields that end like an id of ours and are the client's own names."""


def fields(schema: Any, schemas: dict[str, Any]) -> Iterator[str]:
    """Yield the names of all fields of a request's schema, nested ones too."""
    if isinstance(schema, list):
        for part in schema:
            yield from fields(part, schemas)
    elif isinstance(schema, dict):
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        yield from fields(schemas.get(name), schemas)
        yield from schema.get("properties", {})
        for part in ("properties", "items", "anyOf", "oneOf", "allOf"):
            found = schema.get(part)
            yield from fields(list(found.values()) if isinstance(found, dict) else found, schemas)


def test_every_id_in_a_body_is_tried(app: APIFlask) -> None:
    spec: Any = app.spec
    found = {
        (path.removeprefix("/api"), name)
        for path, operations in spec["paths"].items()
        for operation in operations.values()
        if "requestBody" in operation
        for content in operation["requestBody"]["content"].values()
        for name in fields(content["schema"], spec["components"]["schemas"])
        if (name == "id" or name.endswith(("_id", "_ids"))) and name not in OWN_NAMES
    }
    assert found == NAMED.keys() | TRIED_ELSEWHERE


@pytest.mark.parametrize(("path", "field"), NAMED)
def test_another_merchants_id_is_not_there(
    app: APIFlask, api: Api, tenant: Tenant, path: str, field: str
) -> None:
    other = Api(app.test_client(), make_tenant("Contoso").headers)
    theirs = other.post("/predict", {"amount": 1}).get_json()["transaction_id"]
    response = api.post(path, NAMED[path, field] | {field: theirs})
    assert (response.status_code, response.get_json()["code"]) == (404, "not_found")
    assert other.post(path, NAMED[path, field] | {field: theirs}).status_code == 201
