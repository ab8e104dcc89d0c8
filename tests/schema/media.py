"""How schemathesis reads and writes the media types it does not know."""

import csv
import io
import json
from typing import Any

import schemathesis
from schemathesis import DeserializationContext, Response

AMAZON = "application/x-amz-json-1.1"


def register() -> None:
    """Make the media types of our answers known to this process."""
    schemathesis.serializer.alias(AMAZON, "application/json")
    schemathesis.deserializer(AMAZON)(amazon)
    schemathesis.deserializer("application/jsonl")(json_lines)
    schemathesis.deserializer("text/csv")(sheet)


def amazon(_context: DeserializationContext, response: Response) -> Any:
    """Read Amazon's JSON."""
    return json.loads(response.content)


def json_lines(_context: DeserializationContext, response: Response) -> Any:
    """Read each line as an object, and describe them as the text they are."""
    for line in response.text.splitlines():
        json.loads(line)
    return response.text


def sheet(_context: DeserializationContext, response: Response) -> Any:
    """Read a sheet, and describe it as the text it is."""
    assert list(csv.reader(io.StringIO(response.text, newline=""), strict=True))
    return response.text
