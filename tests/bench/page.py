"""docs/benchmarks.md, of which each command writes its own part and leaves the others'."""

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"
OTHERS = ("Policies", "Card testing")
"""Sections that `make bench` does not write, in their order."""
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def whole(text: str) -> None:
    """Write what `make bench` writes; the sections of other commands stay below it."""
    kept = [said for name in OTHERS if (said := _sections(_read()).get(name)) is not None]
    _write([text, *kept])


def section(text: str) -> None:
    """Write a section of another command, which begins with its heading, in its place."""
    found = _HEADING.match(text)
    if found is None or found[1] not in OTHERS:
        raise ValueError(f"a section of this page begins with one of {OTHERS}")
    page = _read()
    sections = _sections(page)
    start = min((page.index(f"## {name}\n") for name in OTHERS if name in sections), default=None)
    sections[found[1]] = text
    _write([page[:start], *(sections[name] for name in OTHERS if name in sections)])


def _read() -> str:
    return PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""


def _sections(page: str) -> dict[str, str]:
    heads = list(_HEADING.finditer(page))
    ends = [head.start() for head in heads[1:]] + [len(page)]
    return {
        head[1]: page[head.start() : end]
        for head, end in zip(heads, ends, strict=True)
        if head[1] in OTHERS
    }


def _write(parts: list[str]) -> None:
    PAGE.write_text("\n\n".join(part.strip() for part in parts) + "\n", encoding="utf-8")
