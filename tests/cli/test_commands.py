"""Commands that need a database, on a real one; and how every command ends."""

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from secureflow.cli import commands
from secureflow.infra import local
from secureflow.infra.local import CHECKOUT
from tests.cli.conftest import Call, CallJson

PASSWORD = "correct horse battery"


def test_help_is_quick_and_names_every_command() -> None:
    before = os.times()
    said = subprocess.run(
        [sys.executable, "-m", "secureflow.cli", "--help"],
        cwd=CHECKOUT / "backend",
        capture_output=True,
        text=True,
        check=True,
    )
    after = os.times()  # what it computed, which a busy machine does not change
    spent = [after.children_user - before.children_user]
    spent.append(after.children_system - before.children_system)
    for name, command in commands.commands.items():
        assert name in said.stdout
        assert command.help
    assert sum(spent) < 0.5


def test_merchant_user_and_key_are_made_and_work(
    machine: dict[str, str],
    call: Call,
    call_json: CallJson,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code, merchant = call_json(
        "create-merchant", "Fabrikam", "--currency", "eur", "--time-zone", "Europe/Berlin"
    )
    assert (code, merchant["currency"]) == (0, "EUR")
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    number = merchant["merchant"]
    person = ("--merchant", number, "--email", "Lee@Fabrikam.example", "--name", "Lee")
    code, out, errors = call("create-user", *person, "--role", "owner", "--password-stdin")
    assert code == 0
    assert "lee@fabrikam.example" in out
    assert PASSWORD not in out + errors
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    code, said = call_json("create-user", *person, "--password-stdin")
    assert (code, said["error"]["code"]) == (1, "conflict")
    scopes = ("--scope", "score", "--scope", "read")
    code, key = call_json("create-key", "--merchant", number, "--name", "till", *scopes)
    assert code == 0
    assert key["key"].startswith("sf_live_")
    assert key["scopes"] == ["score", "read"]
    from secureflow.app import create_app

    client = create_app(machine).test_client()
    me = client.get("/api/me", headers={"X-API-Key": key["key"]})
    assert me.status_code == 200
    signed_in = client.post(
        "/api/auth/login", json={"email": "lee@fabrikam.example", "password": PASSWORD}
    )
    assert signed_in.status_code == 200


@pytest.mark.usefixtures("machine")
def test_a_password_is_never_taken_from_nowhere(
    call_json: CallJson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    person = ("--merchant", 1, "--email", "a@b.example", "--name", "A")
    code, said = call_json("create-user", *person)
    assert (code, said["error"]["field"]) == (1, "password")
    assert said["error"]["fix"] == "--password-stdin"


@pytest.mark.usefixtures("machine")
def test_an_unknown_merchant_is_named(call_json: CallJson) -> None:
    code, said = call_json("create-key", "--merchant", 4711, "--name", "till")
    assert code == 1
    assert said["error"]["code"] == "not_found"
    assert "4711" in said["error"]["message"]


def test_release_registers_the_base_and_a_later_model_stays(
    machine: dict[str, str], bundle_bytes: bytes, tmp_path: Path, call_json: CallJson
) -> None:
    base = tmp_path / "base.npz"
    base.write_bytes(bundle_bytes)
    code, first = call_json("release", "--bundle", base)
    assert code == 0
    assert (Path(machine["SECUREFLOW_DATA"]) / "bundles" / f"{first['model']}.npz").is_file()
    assert call_json("migrate") == (0, {"revision": first["revision"]})
    code, trained = call_json("train", "--payments", 1_000, "--trees", 10)
    assert (code, trained["is_active"]) == (0, True)
    code, second = call_json("release", "--bundle", base)
    assert (code, second["model"]) == (0, trained["version"])
    checks = {one["name"]: one["ok"] for one in call_json("check")[1]["checks"]}
    names = ("python", "settings", "database", "migrations", "model", "model file", "jobs")
    assert {name: checks[name] for name in names} == dict.fromkeys(names, True)
    payments = tmp_path / "some.csv"
    payments.write_text("amount\n12.50\n", encoding="utf-8")
    assert call_json("score", payments)[1]["model_version"] == trained["version"]


def test_a_missing_server_is_one_line(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:9/none")
    monkeypatch.setenv("JWT_SECRET", "x" * 40)
    code, out, errors = call("create-merchant", "Nobody")
    assert (code, out) == (1, "")
    assert errors.startswith("error: The database cannot be used: ")
    assert "Traceback" not in errors
    assert errors.count("\n") == 1


def test_a_database_without_tables_names_the_command(
    own_database: str, call_json: CallJson, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", own_database.replace("/commands", "/template1"))
    monkeypatch.setenv("SECUREFLOW_DATA", str(tmp_path))
    code, said = call_json("create-merchant", "Nobody")
    assert (code, said["error"]["fix"]) == (1, "Run `secureflow migrate`.")


def test_production_makes_nothing_up(
    bare: Path, call_json: CallJson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECUREFLOW_ENV", "production")
    code, said = call_json("migrate")
    assert (code, said["error"]["code"]) == (1, "misconfigured")
    assert "DATABASE_URL" in said["error"]["message"]
    assert "JWT_SECRET" in said["error"]["message"]
    assert "AUDIT_SECRET" in said["error"]["message"]
    assert not bare.exists()


def test_check_on_a_bare_machine_says_what_to_do(bare: Path, call: Call) -> None:
    code, out, _ = call("check")
    assert code == 1
    assert "MISSING database: there is none yet; run `make run`" in out
    assert not bare.exists()


def test_openapi_is_fresh_and_a_stale_file_is_found(tmp_path: Path, call: Call) -> None:
    path = tmp_path / "openapi.json"
    assert call("openapi", "--check", "--output", path)[0] == 1
    assert not path.exists()
    assert call("openapi", "--output", path)[0] == 0
    assert json.loads(path.read_text())["openapi"].startswith("3.1")
    assert call("openapi", "--check", "--output", path)[0] == 0
    assert call("openapi", "--check")[0] == 0, "docs/openapi.json is stale: run make openapi"


def test_root_keeps_its_state_outside_of_private_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    folder = local.folder_of({})
    assert folder.parent == Path("/var/lib/secureflow")
    name, _, mark = folder.name.rpartition("-")
    assert name == CHECKOUT.name
    assert mark == hashlib.sha256(str(CHECKOUT).encode()).hexdigest()[:8]
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert local.folder_of({"SECUREFLOW_DATA": ""}) == CHECKOUT / ".data"
    assert local.folder_of({"SECUREFLOW_DATA": "/srv/x"}) == Path("/srv/x")


def test_a_wrong_option_is_told_in_both_ways(call: Call, call_json: CallJson) -> None:
    code, out, errors = call("score", "--unknown")
    assert (code, out) == (2, "")
    assert "No such option" in errors
    code, said = call_json("score", "--unknown")
    assert (code, said["error"]["code"]) == (1, "usage")


def test_reset_deletes_what_was_made_and_nothing_else(bare: Path, call_json: CallJson) -> None:
    assert call_json("reset", "--yes") == (0, {"deleted": []})
    with local.opened(os.environ) as here:
        assert here.is_embedded
        assert (bare / "secret").stat().st_mode & 0o777 == 0o600
        code, said = call_json("reset", "--yes")
        assert (code, said["error"]["code"]) == (1, "conflict")
    (bare / "outbox").mkdir()
    (bare / "outbox" / "mail.eml").write_text("a link that works", encoding="utf-8")
    (bare / "own.txt").write_text("mine", encoding="utf-8")
    code, said = call_json("reset")
    assert (code, said["error"]["fix"]) == (1, "--yes")
    code, said = call_json("reset", "--yes")
    assert code == 0
    assert {Path(path).name for path in said["deleted"]} == {
        "postgres",
        "postgres.lock",
        "secret",
        "outbox",
    }
    assert sorted(path.name for path in bare.iterdir()) == ["lock", "own.txt"]
