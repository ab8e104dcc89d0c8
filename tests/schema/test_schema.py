"""The running server holds what docs/openapi.json promises, whatever it is sent."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from apiflask import APIFlask
from schemathesis import APIOperation
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.openapi.checks import IgnoredAuth

from tests.deploy.served import BACKEND, Gunicorn, gunicorn
from tests.house.code import ROOT
from tests.schema import configuration, media, valid, world
from tests.schema.configuration import LAST, OTHER_METHOD

SPECIFICATION = ROOT / "docs" / "openapi.json"
LONGEST_SECONDS = 900
ENDLESS = "stream_events"
"""Its answer ends with the client: tests/deploy/test_events.py has its promises."""
Operations = dict[str, APIOperation[Any, Any, Any, Any]]


@pytest.fixture(scope="module")
def operations() -> Operations:
    """The documented operations by their ids."""
    media.register()
    results = schemathesis.openapi.from_path(SPECIFICATION).get_all_operations()
    found = [result.ok() for result in results if isinstance(result, Ok)]
    named = {operation.definition.raw["operationId"]: operation for operation in found}
    del named[ENDLESS]
    return named


@pytest.fixture
def server(app: APIFlask, settings: dict[str, str], tmp_path: Path) -> Iterator[Gunicorn]:
    """A server behind one proxy, so that requests may come from many addresses."""
    with gunicorn(settings | {"TRUSTED_PROXIES": "1"}, tmp_path / "log") as running:
        yield running


def succeed(server: Gunicorn, operations: Operations, made: world.World) -> None:
    """Call every operation as it succeeds; those that take something away come last."""
    parts = valid.requests(made)
    for name in sorted(operations, key=lambda name: (name in LAST, name)):
        operation = operations[name]
        case = operation.Case(**parts.get(name, [{}])[0])
        described = operation.definition.raw
        is_open = not described.get("security")
        headers = {} if is_open else configuration.caller(made, operation.path, described)
        response = case.call_and_validate(base_url=server.url, headers=headers)
        assert response.status_code < HTTPStatus.MULTIPLE_CHOICES, (name, response.text)


def generate(server: Gunicorn, folder: Path, chosen: list[str]) -> Counter[str]:
    """Run schemathesis on some operations and return how often which answered what."""
    counts = folder / "counts.json"
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        *("--config-file", str(folder / "schemathesis.toml"), "run", str(SPECIFICATION)),
        *("--url", server.url, "--phases", "examples,coverage,fuzzing", "--no-color"),
        *(part for name in chosen for part in ("--include-operation-id", name)),
    ]
    environment = {
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(BACKEND))),
        "SECUREFLOW_TEST_WORLD": str(folder / "world.json"),
        "SECUREFLOW_TEST_COUNTS": str(counts),
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST_SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Tested: {len(chosen)}\n" in done.stdout, done.stdout
    assert "Traceback" not in done.stderr, done.stderr
    return Counter(json.loads(counts.read_text()))


def test_every_operation_succeeds_and_keeps_its_promise_whatever_it_is_sent(
    app: APIFlask,
    server: Gunicorn,
    operations: Operations,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = world.build(app)
    succeed(server, operations, made)
    (tmp_path / "world.json").write_text(json.dumps(made))
    (tmp_path / "schemathesis.toml").write_text(configuration.text(made))
    seen: Counter[str] = Counter()
    # A generated note of a customer is seldom a number, and its address then a customer's page.
    for chosen in (operations.keys() - LAST, LAST - {"delete_customer_note"}):
        seen += generate(server, tmp_path, sorted(chosen))
    with capsys.disabled():
        sys.stdout.write(f"\n{seen.total()} generated requests to {len(operations)} operations\n")

    broken = {tuple(answer.split()) for answer in seen if int(answer.split()[1]) >= 500}
    # The forced error of the test mode, and payments of the world whose model is not there.
    assert broken <= {("predict", "503"), ("replay_transaction", "503")}


def test_the_forced_error_is_documented(
    app: APIFlask, server: Gunicorn, operations: Operations
) -> None:
    headers = world.build(app)["test_key"]
    body: dict[str, Any] = {"amount": 1, "customer": valid.FORCED_ERROR}
    answer = requests.post(f"{server.url}/api/predict", json=body, headers=headers, timeout=20)
    assert (answer.status_code, answer.json()["code"]) == (503, "test_error")
    documented: dict[str, Any] = operations["predict"].definition.raw["responses"]
    assert "503" in documented


def test_a_route_that_forgets_its_policy_is_found(server: Gunicorn) -> None:
    promised = json.loads(SPECIFICATION.read_text())
    promised["paths"]["/api/health"]["get"]["security"] = [{"ApiKey": []}]
    operation = schemathesis.openapi.from_dict(promised)["/api/health"]["GET"]
    with pytest.raises(FailureGroup) as found:
        operation.Case().call_and_validate(base_url=server.url, headers={"X-API-Key": "any"})
    assert [type(failure) for failure in found.value.exceptions] == [IgnoredAuth]


def test_every_name_of_the_configuration_is_an_operation(operations: Operations) -> None:
    named = LAST | configuration.WITHOUT_LUCK | configuration.IDS.keys()
    named |= configuration.CALLERS.keys()
    assert named <= operations.keys()
    assert OTHER_METHOD not in operations
