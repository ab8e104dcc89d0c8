"""docs/limits.md says what the code does, number by number."""

import re
from datetime import timedelta
from importlib import import_module
from runpy import run_path
from typing import Any

import pytest

from secureflow.api.limits import LIMITS
from secureflow.config import Settings
from tests.house.code import ROOT

TEXT = (ROOT / "docs" / "limits.md").read_text()
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| limit") and "`" in line
]
CONSTANTS = [row for row in ROWS if re.fullmatch(r"`[a-z_.]+\.\w+`", row[-1])]
RATES = [row for row in ROWS if row[-1].startswith("`RATE_LIMIT_")]
NGINX = [row for row in ROWS if row not in CONSTANTS and row not in RATES]
UNITS = {"seconds": 1, "minutes": 60, "days": 86_400, "hours": 3_600}


def constant(path: str) -> Any:
    module, name = path.rsplit(".", 1)
    if module == "gunicorn.conf":
        return run_path(str(ROOT / "backend" / "gunicorn.conf.py"))[name]
    return getattr(import_module(f"secureflow.{module}"), name)


@pytest.mark.parametrize("row", CONSTANTS, ids=lambda row: row[-1])
def test_a_number_is_that_of_the_code(row: list[str]) -> None:
    what, value, path = row
    found = constant(path.strip("`"))
    if isinstance(found, timedelta):
        found = found.total_seconds() / UNITS[what.split()[0]]
    assert found == int(value.replace(",", ""))


@pytest.mark.parametrize("row", NGINX, ids=lambda row: row[0])
def test_a_number_of_nginx_is_in_its_configuration(row: list[str]) -> None:
    files = [ROOT / "frontend" / "nginx.conf", *(ROOT / "frontend" / "nginx").glob("*.conf")]
    configuration = "\n".join(path.read_text() for path in files)
    said = re.findall(r"`([^`]+)`", row[-1])
    assert said
    assert all(words in configuration for words in said)
    numbers = row[1].split(", ")
    assert all(any(n in words for words in said) for n in numbers)


def test_every_rate_is_listed_with_its_default() -> None:
    listed = {row[3].strip("`").lower(): (row[0], row[1], row[2]) for row in RATES}
    whom = {"address": "address", "caller": "key or person"}
    assert listed == {
        limit.setting: (
            limit.covers,
            whom[limit.counts],
            Settings.model_fields[limit.setting].default,
        )
        for limit in LIMITS.values()
    }


def test_the_tables_have_been_read() -> None:
    assert (len(CONSTANTS), len(RATES), len(NGINX)) == (144, 8, 7)
