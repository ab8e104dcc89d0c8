"""Nothing is shipped that may not be, and the page that says so is fresh."""

from collections import Counter

import pytest

from tests.house import licences


def test_nothing_is_shipped_that_may_not_be() -> None:
    shipped = licences.backend() | licences.client() | licences.dashboard()
    assert len(shipped) > 100
    assert [one for one in shipped.items() if licences.refused(*one)] == []


def test_the_page_is_fresh() -> None:
    written = licences.PAGE.read_text(encoding="utf-8").splitlines()
    wanted = licences.page().splitlines()
    # Where the version depends on Python's, what it says of itself may, too.
    versions = Counter(licences.locked())
    for line in set(written) ^ set(wanted):
        name = line.removeprefix("| ").partition(" | ")[0]
        assert versions[name] > 1, f"run make licences: {line}"
    assert len(written) == len(wanted)


@pytest.mark.parametrize(
    ("name", "words", "refused"),
    [
        ("one", "GPL-3.0-only", True),
        ("one", "GNU General Public License v2 (GPLv2)", True),
        ("one", "AGPL-3.0-or-later", True),
        ("one", "GNU Affero General Public License v3", True),
        ("one", "MIT AND GPL-2.0-or-later", True),
        ("one", "LGPL-3.0-only", True),
        ("psycopg", "LGPL-3.0-only", False),
        ("psycopg2-binary", "GNU Library or Lesser General Public License (LGPL)", False),
        ("one", "Proprietary", True),
        ("one", "", True),
        ("one", "Apache-2.0 OR BSD-3-Clause", False),
    ],
)
def test_what_is_refused(name: str, words: str, refused: bool) -> None:
    assert licences.refused(name, licences.families(words)) is refused
