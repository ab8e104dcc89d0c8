"""No dead code: what vulture finds unused, less the fields of tables, requests and answers."""

import ast
import tomllib
from pathlib import Path

from vulture import Vulture

from tests.house.code import ROOT


def declared_fields(path: str) -> set[int]:
    """Return the lines on which a class declares a field: frameworks read those by name."""
    tree = ast.parse(Path(path).read_text())
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return {
        statement.lineno
        for node in classes
        for statement in node.body
        if isinstance(statement, ast.AnnAssign | ast.Assign)
    }


def test_nothing_is_unused() -> None:
    settings = tomllib.loads((ROOT / "backend/pyproject.toml").read_text())["tool"]["vulture"]
    vulture = Vulture(
        ignore_names=settings["ignore_names"], ignore_decorators=settings["ignore_decorators"]
    )
    vulture.scavenge([str(ROOT / path) for path in settings["paths"]])
    unused = [
        f"{item.filename}:{item.first_lineno} {item.typ} {item.name}"
        for item in vulture.get_unused_code(min_confidence=settings["min_confidence"])
        if item.first_lineno not in declared_fields(str(item.filename))
    ]
    assert unused == []
