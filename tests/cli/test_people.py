"""Commands that let people in: operators, and links for a forgotten password."""

import io
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from secureflow.app import create_app
from secureflow.extensions import db
from tests.api.browser import signed_in, with_second_factor
from tests.cli.conftest import Call, CallJson
from tests.conftest import Tenant

PASSWORD = "correct horse battery"
NEW = "seven quiet lighthouses"
Typed = Callable[[str], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    """Put a line on standard input."""
    return lambda line: monkeypatch.setattr(sys, "stdin", io.StringIO(f"{line}\n"))


def sign_in(client: FlaskClient, email: str, password: str) -> Any:
    return client.post("/api/auth/login", json={"email": email, "password": password})


def test_an_operator_is_made_once_and_signs_in(
    machine: dict[str, str], call_json: CallJson, typed: Typed
) -> None:
    person = ("--email", "Ops@Platform.example", "--name", "Ops", "--password-stdin")
    typed("too short")
    code, said = call_json("create-operator", *person)
    assert (code, said["error"]["field"]) == (1, "password")
    typed(PASSWORD)
    code, made = call_json("create-operator", *person)
    assert (code, made["email"], made["role"]) == (0, "ops@platform.example", "operator")
    typed(PASSWORD)
    code, said = call_json("create-operator", *person)
    assert (code, said["error"]["code"]) == (1, "conflict")
    answer = sign_in(create_app(machine).test_client(), "ops@platform.example", PASSWORD)
    assert answer.get_json()["me"]["role"] == "operator"


def test_a_link_for_a_new_password_is_printed_and_works(
    machine: dict[str, str], call: Call, call_json: CallJson, typed: Typed
) -> None:
    number = call_json("create-merchant", "Adatum")[1]["merchant"]
    typed(PASSWORD)
    person = ("--merchant", number, "--email", "ada@adatum.example", "--name", "Ada")
    assert call("create-user", *person, "--role", "owner", "--password-stdin")[0] == 0
    code, out, errors = call("reset-password", "Ada@adatum.example")
    assert (code, errors.count("Traceback")) == (0, 0)
    begin = "http://127.0.0.1:5001/reset/"
    assert out.startswith(begin)
    client = create_app(machine).test_client()
    body = {"token": out.strip().removeprefix(begin), "password": NEW}
    assert client.post("/api/auth/reset", json=body).status_code == 204
    assert sign_in(client, "ada@adatum.example", PASSWORD).status_code == 401
    assert sign_in(client, "ada@adatum.example", NEW).status_code == 200


def test_a_lost_second_factor_is_removed(
    machine: dict[str, str], call: Call, call_json: CallJson, typed: Typed
) -> None:
    number = call_json("create-merchant", "Tailspin")[1]["merchant"]
    typed(PASSWORD)
    email = "tess@tailspin.example"
    person = ("--merchant", number, "--email", email, "--name", "Tess")
    assert call("create-user", *person, "--role", "owner", "--password-stdin")[0] == 0
    app = create_app(machine)
    with app.app_context():
        whose = Tenant(int(number), email, PASSWORD, "")
        browser = signed_in(app, whose)
        with_second_factor(browser, whose)
        db.session.remove()
        db.engine.dispose()
    client = app.test_client()
    assert sign_in(client, email, PASSWORD).get_json()["code"] == "second_factor_required"
    assert call("remove-second-factor", "Tess@tailspin.example")[0] == 0
    assert sign_in(client, email, PASSWORD).status_code == 200
    code, said = call_json("remove-second-factor", email)
    assert (code, said["error"]["field"]) == (1, "email")


@pytest.mark.usefixtures("machine")
def test_nobodys_password_is_not_reset(call_json: CallJson) -> None:
    code, said = call_json("reset-password", "nobody@adatum.example")
    assert (code, said["error"]["field"]) == (1, "email")
