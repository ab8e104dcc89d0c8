"""What the packages we ship allow: read from their metadata, sorted into families, kept in a page.

`make licences` (`python -m tests.house.licences`) writes the page.
"""

import json
import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

from tests.house.code import ROOT

PAGE = ROOT / "docs" / "licences.md"

FAMILIES = {
    "LGPL": r"LGPL|Lesser General Public",
    "AGPL": r"AGPL|Affero",
    "GPL": r"(?<![AL])GPL|(?<!Lesser )General Public License",
    "MIT": r"\bMIT\b",
    "BSD": r"\bBSD\b|BSD-\d|0BSD",
    "Apache-2.0": r"Apache",
    "ISC": r"\bISC\b",
    "MPL-2.0": r"MPL-2|Mozilla Public License 2",
    "PSF": r"PSF|Python Software Foundation",
    "Unlicense": r"Unlicense",
    "Zlib": r"\bZlib\b",
    "CC0": r"CC0",
    "OFL-1.1": r"OFL-1\.1",
}
REFUSED = {"GPL", "AGPL"}
MAY_BE_LGPL = {"psycopg", "psycopg-binary", "psycopg-pool", "psycopg2-binary"}
"""Drivers that are used as they come and can be replaced by whoever runs SecureFlow."""

ELSEWHERE = {"async-timeout": "Apache-2.0", "colorama": "BSD", "greenlet": "MIT, PSF"}
"""Packages that other versions of Python or other systems need, and that may be absent here."""

PACKAGED = """
`backend/secureflow/services/common_passwords.txt` is from Django (BSD); its licence is beside it.
"""


def of_python(name: str) -> str:
    """Return the families of an installed Python package's licence, by its own metadata."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ELSEWHERE[name]
    return families(_said(found))


def families(words: str) -> str:
    """Return the families that words about a licence name; empty where they name none."""
    return ", ".join(family for family, form in FAMILIES.items() if re.search(form, words))


def _said(found: Distribution) -> str:
    """Return the expression of PEP 639, else the classifiers, else the first line of the text."""
    metadata = found.metadata.json
    classifiers = [c for c in metadata.get("classifier", ()) if c.startswith("License")]
    words = metadata.get("license_expression") or "; ".join(classifiers)
    return str(words or metadata.get("license", "")).split("\n")[0]


def backend() -> dict[str, str]:
    """Return the licence of each package of the service."""
    return {name: of_python(name) for name in sorted(set(locked()))}


def locked() -> list[str]:
    """Return the names in the service's lock, once for each version of a package."""
    lock = (ROOT / "backend" / "requirements.txt").read_text()
    return re.findall(r"^([a-z0-9._-]+)==", lock, re.MULTILINE)


def client() -> dict[str, str]:
    """Return the licence of each package that the Python client brings."""
    project = tomllib.loads((ROOT / "clients" / "python" / "pyproject.toml").read_text())
    found: dict[str, str] = {}
    waiting = list(project["project"]["dependencies"])
    while waiting:
        wanted = Requirement(waiting.pop())
        name = wanted.name.lower().replace("_", "-")
        if name not in found and (not wanted.marker or wanted.marker.evaluate({"extra": ""})):
            found[name] = of_python(name)
            waiting += distribution(name).requires or []
    return dict(sorted(found.items()))


def dashboard() -> dict[str, str]:
    """Return the licence of each package that the dashboard is built from, or may be."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text())
    return {
        path.rpartition("node_modules/")[2]: families(entry.get("license", ""))
        for path, entry in sorted(lock["packages"].items())
        if path and not entry.get("dev")
    }


def refused(name: str, licence: str) -> bool:
    """Return whether a package may not be shipped: not free enough, or nobody knows."""
    kinds = set(licence.split(", "))
    return not licence or bool(kinds & REFUSED) or ("LGPL" in kinds and name not in MAY_BE_LGPL)


def page() -> str:
    """Return the page as it should be."""
    parts = [
        "# Licences\n",
        "What SecureFlow (Apache-2.0) is made of, written by `make licences` from what the packages"
        " say of\nthemselves. Nothing under GPL or AGPL is shipped; LGPL is allowed for the drivers"
        " of the database, which\nare used unchanged. A test refuses the rest.\n",
    ]
    for title, found in (
        ("The service", backend()),
        ("The Python client", client()),
        ("The dashboard", dashboard()),
    ):
        lines = "".join(f"| {name} | {licence} |\n" for name, licence in found.items())
        parts.append(f"## {title}\n\n| package | licence |\n|---|---|\n{lines}")
    return "\n".join([*parts, f"## Data\n{PACKAGED}"])


if __name__ == "__main__":
    Path(PAGE).write_text(page(), encoding="utf-8")
