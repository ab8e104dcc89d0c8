"""?fields=a,b on every read: the answer carries the named fields alone."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, get_args

from flask import Response, make_response, request
from pydantic import BaseModel

from secureflow.api.schemas.page import MAX_FIELDS
from secureflow.errors import InvalidInput

P = ParamSpec("P")


def sparse(handler: Callable[P, Any]) -> Callable[P, Any]:
    """Return a reading handler that answers with the fields asked for, of a page's items too.

    A handler whose answer is no object, or whose query does not know ``fields``, stays as it is.
    """
    names = choosable(handler)
    if names is None:
        return handler

    @wraps(handler)
    def chosen(*args: P.args, **kwargs: P.kwargs) -> Any:
        sent = request.args.get("fields")
        if sent is None:
            return handler(*args, **kwargs)
        wanted = _checked(sent, names)
        response = make_response(handler(*args, **kwargs))
        return _narrowed(response, wanted) if response.status_code < 300 else response

    return chosen


def choosable(handler: Callable[..., Any]) -> frozenset[str] | None:
    """Return the fields that a reading handler's answer, or each item of its page, may have."""
    spec: dict[str, Any] = getattr(handler, "_spec", {})
    schema = spec.get("response", {}).get("schema")
    queries = [schema for schema, location in spec.get("args", ()) if location == "query"]
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        return None
    if any("fields" not in query.model_fields for query in queries):
        return None
    item = _item_of(schema)
    return frozenset((item or schema).model_fields)


def _item_of(schema: type[BaseModel]) -> type[BaseModel] | None:
    items = schema.model_fields.get("items")
    return get_args(items.annotation)[0] if items is not None else None


def _checked(sent: str, names: frozenset[str]) -> frozenset[str]:
    if len(sent) > MAX_FIELDS:
        raise InvalidInput(
            f"fields: at most {MAX_FIELDS:,} characters",
            field="fields",
            fix="Name each field once.",
        )
    wanted = frozenset(sent.split(","))
    unknown = sorted(wanted - names)
    if unknown:
        raise InvalidInput(
            f"fields: there is no field {unknown[0][:64]!r}",
            field="fields",
            fix=f"Choose from {', '.join(sorted(names))}.",
        )
    return wanted


def _narrowed(response: Response, wanted: frozenset[str]) -> Response:
    body = json.loads(response.get_data())
    if "items" in body:
        body["items"] = [_part(item, wanted) for item in body["items"]]
    else:
        body = _part(body, wanted)
    response.set_data(json.dumps(body))
    return response


def _part(item: dict[str, Any], wanted: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if name in wanted}
