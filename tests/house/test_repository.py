"""The files around the code: what is promised in one place is true in the other."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from secureflow.config import ENVIRONMENT
from tests.house.code import ROOT, imported, modules

BACKEND = ROOT / "backend"
SOURCES = ("backend", "frontend/src", "frontend/nginx", "clients", "tests")
FOLDERS = (*SOURCES, "bin", "docs", ".github", ".ci")
MADE = {"__pycache__", "bundles"}
READABLE = {".py", ".ts", ".tsx", ".css", ".html", ".md", ".yml", ".toml", ".conf", ".mjs", ""}


@pytest.mark.parametrize(
    ("package", "module"),
    [
        ("flask", "flask"),
        ("flask-sqlalchemy", "flask_sqlalchemy"),
        ("flask-limiter", "flask_limiter"),
        ("flask-jwt-extended", "flask_jwt_extended"),
        ("scikit-learn", "sklearn"),
        ("shap", "shap"),
        ("joblib", "joblib"),
    ],
)
def test_a_promised_package_is_direct_and_used(package: str, module: str) -> None:
    assert package in direct()
    assert any(module in imported(path) for path in modules())


def test_the_database_driver_and_the_server_are_direct_and_used() -> None:
    assert {"psycopg2-binary", "gunicorn"} <= direct()
    assert "postgresql+psycopg2://" in (BACKEND / "secureflow" / "config.py").read_text()
    assert 'CMD ["gunicorn"]' in (BACKEND / "Dockerfile").read_text()


def direct() -> set[str]:
    """Return the packages the service asks for itself."""
    text = (BACKEND / "requirements.in").read_text()
    return set(re.findall(r"^([a-z0-9-]+)", text, re.MULTILINE))


def test_locks_carry_hashes_and_no_registry() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (BACKEND / name).read_text()
        assert not re.search(r"https?://|^--?(extra-)?index|^--find-links|^-f ", text, re.MULTILINE)
        assert text.count("==") <= text.count("--hash=sha256:")
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    addressed = [name for name, entry in lock["packages"].items() if "resolved" in entry]
    assert addressed == []
    assert "registry=" not in (ROOT / "frontend" / ".npmrc").read_text()


def test_the_example_names_exactly_the_settings_that_are_read() -> None:
    text = (ROOT / ".env.example").read_text()
    named = re.findall(r"^([A-Z][A-Z_]+)=", text, re.MULTILINE)
    assert sorted(named) == sorted([*ENVIRONMENT.values(), "SECUREFLOW_DEMO"])


def test_the_guide_to_operations_names_every_setting() -> None:
    text = (ROOT / "docs" / "operations.md").read_text()
    assert [name for name in ENVIRONMENT.values() if f"`{name}`" not in text] == []


def test_every_target_has_a_sentence_and_is_listed() -> None:
    text = (ROOT / "Makefile").read_text()
    documented = dict(re.findall(r"^([a-z][a-z0-9-]*):.*## (.+)$", text, re.MULTILINE))
    phony = " ".join(re.findall(r"^\.PHONY: ((?:.*\\\n)*.*)$", text, re.MULTILINE))
    public = {
        name
        for name in re.sub(r"\\\n", " ", phony).split()
        if re.fullmatch(r"[a-z][a-z0-9-]*", name) and not name.startswith("check-")
    }
    assert public - {"need"} == documented.keys()
    assert [name for name, sentence in documented.items() if sentence[-1] not in '.)"'] == []
    listed = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert all(re.search(rf"^  make {name} ", listed, re.MULTILINE) for name in documented)


def test_nothing_is_left_to_do() -> None:
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b")
    unfinished = [str(path) for path in texts() if marks.search(path.read_text("utf-8", "ignore"))]
    assert unfinished == []


def texts() -> list[Path]:
    """Return the files people write in this repository."""
    found = [path for top in (ROOT, ROOT / "frontend") for path in top.iterdir() if path.is_file()]
    for folder in FOLDERS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [
        path
        for path in found
        if path.suffix in READABLE and not MADE & set(path.relative_to(ROOT).parts)
    ]
