"""What schemathesis loads: who calls, some requests that succeed, and a count of the answers."""

import atexit
import json
import os
import re
from collections import Counter
from http import HTTPStatus
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from schemathesis import Case, HookContext, Response
from schemathesis.auths import AuthContext
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import AllowHeaderMismatch, JsonSchemaError

from tests.schema import media, valid
from tests.schema.configuration import OTHER_METHOD, caller
from tests.schema.valid import FORCED_ERROR

WORLD = json.loads(Path(os.environ["SECUREFLOW_TEST_WORLD"]).read_text())
COUNTS = Path(os.environ["SECUREFLOW_TEST_COUNTS"])
REQUESTS = valid.requests(WORLD)
REQUESTS["predict"].append({"body": {"amount": 1, "customer": FORCED_ERROR}})
STATUSES: Counter[str] = Counter()
BELOW_A_CUSTOMER = "/customers/{customer}/"

media.register()


def name_of(case: Case[Any]) -> str:
    """Return the id of the operation that a case calls."""
    return str(case.operation.definition.raw["operationId"])


@schemathesis.hook
def before_load_schema(_context: HookContext, schema: dict[str, Any]) -> None:
    """Leave the length of ``fields`` to tests/api/test_pages.py.

    A list of names that is as long as it may be is looked for by chance, at every route that can be
    read in part, which took four fifths of the time of all generated requests.
    """
    for path in schema["paths"].values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "fields":
                    parameter["schema"].pop("maxLength", None)


@schemathesis.auth(refresh_interval=None)
class ByOperation:
    """Credentials: a key for most, a person where only people may, an operator for the platform."""

    def get(self, case: Case[Any], _context: AuthContext) -> dict[str, str]:
        """Return the headers of whoever may call this operation."""
        if isinstance(case.body, dict) and case.body.get("customer") == FORCED_ERROR:
            return dict(WORLD["test_key"])
        return caller(WORLD, case.operation.path, case.operation.definition.raw)

    def set(self, case: Case[Any], data: dict[str, str], _context: AuthContext) -> None:
        """Let a case call as somebody."""
        case.headers.update(data)


@schemathesis.hook
def before_generate_case(
    context: HookContext, strategy: SearchStrategy[Case[Any]]
) -> SearchStrategy[Case[Any]]:
    """Mix requests that succeed among the generated ones."""
    operation = context.operation
    if operation is None or operation.definition.raw["operationId"] not in REQUESTS:
        return strategy
    parts = st.sampled_from(REQUESTS[operation.definition.raw["operationId"]])
    return st.one_of(strategy, parts.map(lambda found: operation.Case(**found)))


@schemathesis.hook
def filter_failure(
    _context: HookContext, failure: Failure, case: Case[Any], response: Response
) -> bool:
    """Drop what is no failure, by name; everything else counts.

    A sparse answer lacks the fields that were not asked for, gunicorn refuses an address that is
    too long before the API sees it, and the forced error of the test mode is what was asked for.
    A payment of the world may be stored without its model, which then cannot judge it again.
    What lies below a customer's address may be the page of one who is called so: a name may hold a
    slash.
    """
    is_page = isinstance(failure, AllowHeaderMismatch) or (
        response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    )
    if is_page and BELOW_A_CUSTOMER in case.operation.path:
        return False
    if response.status_code == HTTPStatus.REQUEST_URI_TOO_LONG:
        return False
    if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        return response.json().get("code") not in {"test_error", "model_unavailable"}
    return not (isinstance(failure, JsonSchemaError) and "fields" in case.query)


@schemathesis.hook
def before_call(_context: HookContext, case: Case[Any], _kwargs: dict[str, Any]) -> None:
    """Call from many addresses, so that nobody is locked out, and make each request a new one.

    The generator sends the same few Idempotency-Keys, and would see stored answers and conflicts.
    """
    number = STATUSES.total()
    case.headers["X-Forwarded-For"] = f"198.18.{number // 250 % 250}.{number % 250 + 1}"
    key = str(case.headers.get("Idempotency-Key", ""))
    if re.fullmatch(r"[ -~]{1,240}", key):
        case.headers["Idempotency-Key"] = f"{key}-{number}"


@schemathesis.hook
def after_call(_context: HookContext, case: Case[Any], response: Response) -> None:
    """Count what each operation answered, and apart from it what other methods got there."""
    is_own = case.method.upper() == case.operation.method.upper()
    STATUSES[f"{name_of(case) if is_own else OTHER_METHOD} {response.status_code}"] += 1


@atexit.register
def write() -> None:
    """Leave the counts for the test."""
    COUNTS.write_text(json.dumps(STATUSES))
