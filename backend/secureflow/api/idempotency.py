"""Idempotency-Key: the one seam that has every unsafe route but sign-in do a request once."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import file_digest, sha256
from typing import Any, ParamSpec

from flask import Response, current_app, make_response, request

from secureflow.api.identity import person_or_key
from secureflow.db.accounts import Caller, Operator
from secureflow.db.idempotency import Owner
from secureflow.errors import InvalidInput
from secureflow.extensions import lasting
from secureflow.services import idempotency as service
from secureflow.services.idempotency import Answer

HEADER, REPLAYED = "Idempotency-Key", "Idempotent-Replayed"
KEY = re.compile(r"[ -~]{1,255}")

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Repeat:
    """How a route answers a repeated key, where the stored body alone will not do.

    ``hides`` are the fields of the answer that are shown once and stored as null.
    ``refer`` takes the answer and returns what ``rebuild`` makes it from again; the body is then
    not stored. ``by_itself``: the route keeps its keys with what it writes.
    """

    hides: frozenset[str] = frozenset()
    refer: Callable[[dict[str, Any]], dict[str, Any]] | None = None
    rebuild: Callable[[dict[str, Any]], Any] | None = None
    by_itself: bool = False


STORED = Repeat()
BY_ITSELF = Repeat(by_itself=True)


def hiding(*names: str) -> Repeat:
    """Return how a route is repeated that shows these fields once: null in every replay."""
    return Repeat(hides=frozenset(names))


def once(handler: Callable[P, Any], repeat: Repeat) -> Callable[P, Any]:
    """Return an unsafe handler that does a request with an Idempotency-Key once.

    A copy gets the stored answer with ``Idempotent-Replayed: true``; the same key with another
    request is a 409. Without the header nothing is added.
    """
    if repeat.by_itself:
        return handler

    @wraps(handler)
    def done_once(*args: P.args, **kwargs: P.kwargs) -> Any:
        key = request.headers.get(HEADER)
        if key is None:
            return handler(*args, **kwargs)
        if not KEY.fullmatch(key):
            raise InvalidInput(
                f"{HEADER}: must have 1 to 255 printable ASCII characters", field=HEADER
            )
        found = service.claim(_owner(person_or_key()), key, _fingerprint())
        if isinstance(found, Answer):
            return _replay(found, repeat)
        response = _answered(handler, *args, **kwargs)
        service.settle(found, _stored(response, repeat))
        return response

    return done_once


def _answered(handler: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> Response:
    """Return the handler's answer or its error as the client gets it: either may be stored."""
    try:
        return make_response(handler(*args, **kwargs))
    except Exception as error:  # noqa: BLE001 -- here the request ends, as it does in Flask
        return make_response(current_app.handle_user_exception(error))


def _owner(who: Caller | Operator) -> Owner:
    if isinstance(who, Operator):
        return Owner(None, f"user:{who.id}", False)
    name = f"merchant:{who.merchant_id}" if who.kind == "key" else f"user:{who.id}"
    return Owner(who.merchant_id, name, who.is_test)


def _fingerprint() -> str:
    """Return what makes a request the same one: method, address and content.

    Signed, because a hash of a password that somebody sent could be guessed back. A form counts
    by its parts: what parts them is new in every copy.
    """
    content = sha256()
    if request.mimetype == "multipart/form-data":
        for name, value in request.form.items(multi=True):
            content.update(json.dumps([name, value]).encode())
        for name, file in request.files.items(multi=True):
            digest = file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
            file.stream.seek(0)
            content.update(json.dumps([name, file.filename, digest]).encode())
    else:
        content.update(request.get_data())
    what = [request.method, request.full_path, request.mimetype, content.hexdigest()]
    return lasting.sign("idempotency", json.dumps(what))


def _stored(response: Response, repeat: Repeat) -> Answer:
    body, is_done = response.get_data(), response.status_code < 300
    if is_done and repeat.refer is not None:
        return Answer(response.status_code, None, None, repeat.refer(json.loads(body)))
    if is_done and repeat.hides:
        body = json.dumps(_hidden(json.loads(body), repeat.hides)).encode()
    return Answer(response.status_code, response.content_type, body)


def _hidden(body: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: None if name in names else value for name, value in body.items()}


def _replay(found: Answer, repeat: Repeat) -> Response:
    if found.reference is not None and repeat.rebuild is not None:
        response = make_response(repeat.rebuild(dict(found.reference)))
        response.status_code = found.status
    else:
        response = make_response(found.body or b"", found.status)
        response.headers["Content-Type"] = found.content_type or "application/json"
    response.headers[REPLAYED] = "true"
    return response
