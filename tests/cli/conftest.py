"""The command itself: called in this process for speed, or as a process where that matters."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from sqlalchemy.engine import make_url

from secureflow import cli
from secureflow.cli.database import upgrade
from secureflow.cli.place import app
from secureflow.infra.local import Local
from tests.conftest import SECRET

Call = Callable[..., tuple[int, str, str]]
CallJson = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="session")
def own_database(database_url: str) -> str:
    """A database for commands alone, since they put models in force."""
    url = make_url(database_url)
    connection = psycopg2.connect(host=url.query["host"], user=url.username, dbname="postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE DATABASE commands")
    connection.close()
    return url.set(database="commands").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def migrated(own_database: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a machine whose database has the tables."""
    folder = tmp_path_factory.mktemp("machine")
    environment = {
        "DATABASE_URL": own_database,
        "JWT_SECRET": SECRET,
        "SECUREFLOW_DATA": str(folder),
    }
    with app(Local(environment, folder, is_embedded=False, lock=None)):
        upgrade()
    return environment


@pytest.fixture
def machine(migrated: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The migrated machine's environment as this process's own."""
    for name, value in migrated.items():
        monkeypatch.setenv(name, value)
    return migrated


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a machine on which nothing was ever started."""
    for name in ("DATABASE_URL", "JWT_SECRET", "SECUREFLOW_ENV", "DASHBOARD_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SECUREFLOW_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `secureflow` and return its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["secureflow", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


@pytest.fixture
def call_json(call: Call) -> CallJson:
    """Call `secureflow … --json` and return its exit code and its one object."""

    def run(*arguments: object) -> tuple[int, Any]:
        code, out, _ = call(*arguments, "--json")
        assert out.count("\n") == 1
        return code, json.loads(out)

    return run
