"""What the guide in the dashboard says in numbers is what docs/limits.md says."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "frontend/src/messages/en/guide/limits.ts"
TABLE = ROOT / "docs/limits.md"
NO_LIMITS = {"304", "429", "503", "255"}
"""Statuses, and the length of an Idempotency-Key, which its pattern in the description sets."""


def numbers(text: str) -> set[str]:
    """Return the whole numbers of a text, without their thousands separators."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d)", "", text)))


def test_the_guide_names_the_limits_that_are() -> None:
    table = numbers(TABLE.read_text())
    megabytes = {number[:-6] for number in table if number.endswith("000000")}
    # "1 MB" stands for 1,000,000 bytes; the words of the code hold no other numbers.
    written = numbers(GUIDE.read_text())
    assert len(written) > 15
    assert written - table - megabytes - NO_LIMITS == set()
