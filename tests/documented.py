"""The client of the tests, which lets no route answer with an error that it does not document."""

import json
from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from secureflow.api import failures
from secureflow.api.routes import ROUTES

URLS = Map(
    Rule(f"/api{route.path}", methods=[route.method], endpoint=route.handler.__name__)
    for route in ROUTES
).bind("localhost")
BY_NAME = {route.handler.__name__: route for route in ROUTES}


def assert_documented(response: Any) -> None:
    """Fail where a route answered with an error that the API's description does not list."""
    path, method = response.request.path, response.request.method
    try:
        name, _ = URLS.match(path, method)
    except HTTPException:
        return
    if response.status_code >= 400 and name in BY_NAME and response.mimetype == "application/json":
        code, found = response.get_json().get("code"), failures.of(BY_NAME[name])
        is_told = code is None or code in (*found.get(response.status_code, ()), "internal_error")
        assert is_told, f"api/failures.py does not say that {name} answers {code}"


class Client(FlaskClient):
    """A client whose requests share no context with the test, as in a server."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        response = Context().run(super().open, *args, **{"buffered": True} | kwargs)
        response.json_module = json
        assert_documented(response)
        return response
