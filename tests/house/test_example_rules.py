"""A rule that the dashboard shows as an example can be written as it stands."""

import re
from pathlib import Path

from secureflow.rules.sentence import parse

MESSAGES = Path(__file__).parents[2] / "frontend/src/messages/en"
EXAMPLE = re.compile(r"“((?:Review|Block|Approve|Add \d+ points) if [^”]+)”")


def test_every_example_of_a_rule_can_be_read() -> None:
    texts = [file.read_text() for file in MESSAGES.rglob("*.ts")]
    examples = [rule for text in texts for rule in EXAMPLE.findall(text)]
    assert examples
    for example in examples:
        assert parse(example).condition, example
