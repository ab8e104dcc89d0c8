"""What the guide in the dashboard says of limits and rules is what the service holds to."""

import re
from pathlib import Path

from secureflow.rules.meaning import ListName
from secureflow.rules.sentence import parse

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


def test_the_rules_of_the_guide_are_sentences_of_the_grammar() -> None:
    text = (GUIDE.parent / "policies.ts").read_text()
    block = text.split("code: `", 1)[1].split("`", 1)[0]
    partners = ListName(1, "Partners", "customer")
    rules = block.splitlines()
    assert len(rules) == 5
    for rule in rules:
        parse(rule, [partners])
    [sent] = re.findall(r'"sentence": "(.*?)"', text)
    parse(sent)
