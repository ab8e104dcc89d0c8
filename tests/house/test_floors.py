"""The rules of ARCHITECTURE.md that a machine can keep."""

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.house.code import PACKAGE, ROOT, calls_of, imported, modules

WEB = {"flask", "apiflask", "werkzeug", "flask_jwt_extended", "flask_limiter", "flask_migrate"}


def test_the_map_names_every_package_and_stays_short() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    packages = [path.parent.relative_to(PACKAGE) for path in PACKAGE.rglob("__init__.py")]
    missing = [str(name) for name in packages if name.parts and f"{name.as_posix()}/" not in text]
    assert missing == []
    assert len(text.splitlines()) <= 120


def test_every_file_can_be_read_standing() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules()
        if (lines := len(path.read_text().splitlines())) > 250
    }
    assert long == {}


def test_only_services_commit() -> None:
    elsewhere = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in modules()
        if "services" not in path.relative_to(PACKAGE).parts
        # The session itself, whose commit is the one that services call.
        and path.name != "holding.py"
        for line in calls_of(path, "commit")
    ]
    assert elsewhere == []


@pytest.mark.parametrize("floor", ["services", "db"])
def test_only_the_doors_know_the_web(floor: str) -> None:
    knowing = {path.name: found for path in modules(floor) if (found := imported(path) & WEB)}
    assert knowing == {}


def test_migrations_have_one_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "backend" / "migrations"))
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1
