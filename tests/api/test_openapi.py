"""The API's description: every answer of every route, with examples that are what they say."""

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from secureflow.api import failures
from secureflow.api.examples import EXAMPLES
from secureflow.api.examples.errors import ERRORS
from secureflow.api.openapi import error_example
from secureflow.api.routes import ROUTES
from secureflow.api.routing import Route
from secureflow.app import create_app
from secureflow.cli.openapi import ANY_SETTINGS
from secureflow.errors import ANSWERED
from tests.api.test_access import name_of

SPEC: Any = create_app(ANY_SETTINGS).spec
OPERATIONS: dict[str, dict[str, Any]] = {
    operation["operationId"]: operation
    for path in SPEC["paths"].values()
    for operation in path.values()
}


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    whole = schema | {"components": SPEC["components"]}
    checker = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [error.message for error in checker.iter_errors(value)]


def good_answers(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for status, response in operation["responses"].items():
        if status[0] == "2":
            yield from response.get("content", {}).values()


def test_every_route_is_described_once() -> None:
    names = [route.handler.__name__ for route in ROUTES]
    assert sorted(names) == sorted(OPERATIONS)
    assert EXAMPLES.keys() == OPERATIONS.keys()
    assert failures.OF_ITS_OWN.keys() <= OPERATIONS.keys()
    assert SPEC["openapi"] == "3.1.0"


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_every_example_is_what_the_schema_says(route: Route) -> None:
    operation, example = OPERATIONS[route.handler.__name__], EXAMPLES[route.handler.__name__]
    bodies = operation.get("requestBody", {}).get("content", {})
    for kind, content in bodies.items():
        if kind != "multipart/form-data":
            assert example.request is not None, "a route with a body shows one"
            assert problems(content["schema"], content["example"]) == []
    for content in good_answers(operation):
        assert example.response is not None, "a route that answers shows what"
        assert problems(content["schema"], content["example"]) == []


@pytest.mark.parametrize("route", ROUTES, ids=name_of)
def test_every_answer_is_told_by_its_status(route: Route) -> None:
    responses = OPERATIONS[route.handler.__name__]["responses"]
    errors = {status for status in responses if status[0] in "45"}
    assert errors == {str(status) for status in failures.of(route)}
    assert "default" not in responses
    assert any(status[0] == "2" for status in responses)


def test_every_code_has_an_example() -> None:
    assert ERRORS.keys() == ANSWERED.keys()
    for code in ERRORS:
        assert (
            problems({"$ref": "#/components/schemas/Envelope"}, error_example(code)["value"]) == []
        )
    told = {code for route in ROUTES for codes in failures.of(route).values() for code in codes}
    # These answer what no route is: a method or an address that is not there, a fault of ours.
    assert ANSWERED.keys() - told == {"internal_error", "method_not_allowed"}


def test_every_reference_leads_somewhere() -> None:
    def walk(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (v for k, v in node.items() if k == "$ref")
            for value in node.values():
                yield from walk(value)
        elif isinstance(node, list):
            for item in node:
                yield from walk(item)

    for reference in set(walk(SPEC)):
        found: Any = SPEC
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]


def test_a_key_may_be_sent_wherever_something_changes() -> None:
    for route in ROUTES:
        parameters = OPERATIONS[route.handler.__name__].get("parameters", [])
        names = [parameter["name"] for parameter in parameters]
        assert names.count("Idempotency-Key") == route.is_done_once, name_of(route)
        assert len(names) == len(set(names))
