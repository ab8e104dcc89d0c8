"""The dashboard has a name for every input of the models and for every group of reasons."""

import re
from pathlib import Path

from secureflow.scoring.history.features import FEATURES

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "frontend/src/messages/en/inputs.ts"


def _words(part: str) -> set[str]:
    """Return the names that a part of the dashboard's words has a text for."""
    _, _, rest = WORDS.read_text().partition(f"{part}: {{")
    return set(re.findall(r"^ {4}(\w+):", rest.split("  } as Record")[0], re.MULTILINE))


def test_every_input_and_group_is_named_in_words() -> None:
    names, entities, traits = _words("names"), _words("entities"), _words("traits")
    told = {feature.name for feature in FEATURES} | {feature.group for feature in FEATURES}
    by_grammar = {f"{entity}_{trait}" for entity in entities for trait in traits}
    assert told - names - by_grammar == set()
