"""The blueprint all resources hang on, and what a handler may ask of the running app."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from apiflask import APIBlueprint
from flask import Response, current_app, request
from pydantic import BaseModel, ValidationError

from secureflow.intake.payment import invalid
from secureflow.services.models import Models

H = TypeVar("H", bound=Callable[..., Any])


class Door(APIBlueprint):
    """Describes bodies and answers as APIFlask does, and reads and writes them in one step each.

    APIFlask writes an answer by way of three Python objects; Pydantic writes its bytes at once.
    """

    def input(
        self, schema: Any, location: str = "json", *more: Any, **about: Any
    ) -> Callable[[H], H]:
        """Return what hands a handler its checked input; InvalidInput names the field at fault."""
        describe = super().input(schema, location, *more, **about)
        if location not in SENT:
            return describe
        sent, name = SENT[location], about["arg_name"]

        def reading(handler: H) -> H:
            @wraps(describe(handler))
            def read(*args: Any, **kwargs: Any) -> Any:
                try:
                    kwargs[name] = schema.model_validate(sent(schema))
                except ValidationError as error:
                    raise invalid(error) from error
                return handler(*args, **kwargs)

            return cast(H, read)

        return reading

    def output(
        self, schema: Any, status_code: int = 200, *more: Any, **about: Any
    ) -> Callable[[H], H]:
        """Return what turns a handler's values into an answer of this shape, checked against it."""
        describe = super().output(schema, status_code, *more, **about)
        if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
            return describe

        def writing(handler: H) -> H:
            @wraps(describe(handler))
            def written(*args: Any, **kwargs: Any) -> Any:
                found = handler(*args, **kwargs)
                if isinstance(found, Response):
                    return found
                values, status, *headers = (
                    found if isinstance(found, tuple) else (found, status_code)
                )
                return _answer(schema.model_validate(values), status, *headers)

            return cast(H, written)

        return writing


def _body(_: type[BaseModel]) -> Any:
    body = request.get_json(force=True)
    return {} if body is None else body


def _headers(schema: type[BaseModel]) -> dict[str, str]:
    names = {name: name.replace("_", "-") for name in schema.model_fields}
    found = {name: request.headers.get(header) for name, header in names.items()}
    return {name: value for name, value in found.items() if value is not None}


SENT: dict[str, Callable[[type[BaseModel]], Any]] = {"json": _body, "headers": _headers}
"""Where input lies that is read here; a query and a form are APIFlask's to read."""


def _answer(answer: BaseModel, status: int, headers: dict[str, str] | None = None) -> Response:
    text = answer.__pydantic_serializer__.to_json(answer, by_alias=True)
    return Response(text, status, headers, mimetype="application/json")


api = Door("api", __name__)

FRAUD_DETECTOR = "/api/fraud-detector"
FRAUD_DETECTOR_JSON = "application/x-amz-json-1.1"
"""The address of the door for users of Amazon Fraud Detector, and what they call JSON."""


def models() -> Models:
    """Return the scorers of this process."""
    found: Models = current_app.extensions["secureflow_models"]
    return found
