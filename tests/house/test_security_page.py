"""The page on security covers its standard, and what it refers to is there."""

import re

import pytest

from tests.house.code import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (V\d+) [^|]+\| (.+) \|$", PAGE, re.MULTILINE))
NOT_USED = {"V10", "V17"}


def test_every_chapter_of_the_standard_has_a_row() -> None:
    assert list(ROWS) == [f"V{number}" for number in range(1, 18)]


@pytest.mark.parametrize("chapter", sorted(ROWS.keys() - NOT_USED))
def test_a_chapter_names_tests_that_exist(chapter: str) -> None:
    named = re.findall(r"`(tests/[^`]+)`", ROWS[chapter])
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_every_page_it_leads_to_exists() -> None:
    leads = re.findall(r"\]\(([^)]+)\)", PAGE)
    assert [path for path in leads if not (ROOT / "docs" / path).is_file()] == []
