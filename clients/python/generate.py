"""Write src/secureflow_client/generated.py from docs/openapi.json.

Run it with the Python of this repository's .venv: `python clients/python/generate.py`. With
``--check`` nothing is written and a stale file is an error. Only what the methods of the client
need is generated: the operations of OPERATIONS and every schema they reach.
"""

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DESCRIPTION = ROOT / "docs" / "openapi.json"
WRITTEN = HERE / "src" / "secureflow_client" / "generated.py"

OPERATIONS = (
    "predict",
    "predict_batch",
    "give_feedback",
    "give_feedback_in_bulk",
    "upload_feedback",
    "list_transactions",
    "get_transaction",
    "score_upload",
    "me",
)
SENT = {"PredictRequest": "Payment", "FeedbackRequest": "FeedbackToSend"}
"""Bodies that a caller writes, and what they are called here."""
FILTERS = "Which stored payments to list; all given filters must hold."
PAGING = {"cursor", "fields", "limit"}
"""Parts of a query that the iterator over pages sets itself."""

HEAD = '''"""Operations and types of the API, written by generate.py from docs/openapi.json."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple, Required, TypedDict

from pydantic import BaseModel, ConfigDict, SkipValidation


class Operation(NamedTuple):
    """A method and a path of the API."""

    method: str
    path: str


class Answer(BaseModel):
    """What the service sends. Fields that a newer service adds are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")
'''
ON_THE_WIRE = "A decimal as text."
"""What the description says of money, which is a Decimal here."""
PLAIN = {"integer": "int", "number": "float", "boolean": "bool", "string": "str", "null": "None"}


class Words:
    """Names for the closed lists of words in the description; equal lists share a name.

    Words are not checked when an answer is read: a newer service may know more of them.
    """

    def __init__(self) -> None:
        self.lists: dict[str, tuple[str, ...]] = {}

    def name(self, title: str, words: tuple[str, ...]) -> str:
        """Return the name of a list, or the list itself where another took the name."""
        known = next((name for name, found in self.lists.items() if found == words), None)
        wanted = known or title.replace(" ", "")
        if self.lists.setdefault(wanted, words) == words:
            return wanted
        return f"Annotated[{literal(words)}, SkipValidation]"

    def lines(self) -> Iterator[str]:
        """Yield the definitions."""
        for name, words in self.lists.items():
            yield f"{name} = Annotated[{literal(words)}, SkipValidation]"


def literal(words: tuple[str, ...]) -> str:
    """Return the type of a list of words."""
    return f"Literal[{', '.join(map(json.dumps, words))}]"


def python_type(schema: dict[str, Any], words: Words, *, sent: bool, title: str = "") -> str:
    """Return a schema's type: money is Decimal, a time is datetime; text will do when sending."""
    title = schema.get("title", title)
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "const" in schema:
        return literal((schema["const"],))
    if "enum" in schema:
        return words.name(title, tuple(schema["enum"]))
    if "anyOf" in schema:
        parts = [python_type(part, words, sent=sent, title=title) for part in schema["anyOf"]]
        names = list(dict.fromkeys(name for part in parts for name in part.split(" | ")))
        # An amount may be a JSON number too, which a float cannot write exactly.
        return " | ".join(name for name in names if name != "float" or "Decimal" not in names)
    if schema.get("type") in ("array", "object"):
        return container(schema, words, sent=sent)
    return scalar(schema, sent=sent)


def container(schema: dict[str, Any], words: Words, *, sent: bool) -> str:
    """Return the type of a list or of an object without a name."""
    is_list = schema["type"] == "array"
    inner = schema.get("items" if is_list else "additionalProperties")
    of = python_type(inner, words, sent=sent) if isinstance(inner, dict) else "Any"
    return f"list[{of}]" if is_list else f"dict[str, {of}]"


def scalar(schema: dict[str, Any], *, sent: bool) -> str:
    """Return the type of a single value."""
    if r"(\.\d" in schema.get("pattern", ""):
        return "Decimal | int | str" if sent else "Decimal"
    if schema.get("format") == "date-time":
        return "datetime | str" if sent else "datetime"
    return PLAIN.get(schema.get("type", ""), "Any")


def money_fields(schemas: dict[str, Any], query: dict[str, Any]) -> list[str]:
    """Return the fields in which a caller sends money."""
    sent = [schemas[name]["properties"] for name in SENT] + [query]
    return sorted(
        field
        for fields in sent
        for field, inner in fields.items()
        if "Decimal" in python_type(inner, Words(), sent=True)
    )


def documented(text: str, indent: str = "    ") -> list[str]:
    """Return a docstring, wrapped to the width of this repository."""
    lines = textwrap.wrap(text, 90)
    if len(lines) == 1:
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""{lines[0]}', *(indent + line for line in lines[1:]), f'{indent}"""']


def field_lines(name: str, kind: str, schema: dict[str, Any]) -> list[str]:
    """Return a field and what the description says of it."""
    found = [schema, *schema.get("anyOf", ())]
    said = next((part["description"] for part in found if part.get("description")), None)
    return [f"    {name}: {kind}", *(documented(said) if said and said != ON_THE_WIRE else [])]


def answer_class(name: str, schema: dict[str, Any], words: Words) -> list[str]:
    """Return a class for what the service sends."""
    lines = [f"class {name}(Answer):", *documented(schema["description"]), ""]
    for field, inner in schema["properties"].items():
        kind = python_type(inner, words, sent=False)
        default = "" if field in schema.get("required", ()) else f" = {inner.get('default')!r}"
        lines += field_lines(field, kind + default, inner)
    return lines


def sent_class(
    name: str, said: str, fields: dict[str, Any], required: set[str], words: Words
) -> list[str]:
    """Return a class for what a caller sends, all of it by keyword and most of it optional."""
    lines = [f"class {name}(TypedDict, total=False):", *documented(said), ""]
    for field, inner in fields.items():
        kind = python_type(inner, words, sent=True)
        lines += field_lines(field, f"Required[{kind}]" if field in required else kind, inner)
    return lines


def references(node: Any) -> Iterator[str]:
    """Yield the names of the schemas that a part of the description points to."""
    if isinstance(node, dict):
        if node.get("$ref", "").startswith("#/components/schemas/"):
            yield node["$ref"].rsplit("/", 1)[1]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def reached(schemas: dict[str, Any], start: list[str]) -> list[str]:
    """Return the schemas behind these names, what is pointed to before what points."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for inner in references(schemas[name]):
                visit(inner)
            order.append(name)

    for name in start:
        visit(name)
    return order


def generated(description: dict[str, Any]) -> str:
    """Return the text of the module, formatted."""
    schemas, words = description["components"]["schemas"], Words()
    operations = {
        operation["operationId"]: (method.upper(), path, operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }
    constants = [
        f"{name.upper()} = Operation({operations[name][0]!r}, {operations[name][1]!r})"
        for name in OPERATIONS
    ]
    answers = [operations[name][2]["responses"] for name in OPERATIONS]
    done = [
        found.get("content", {})
        for each in answers
        for status, found in each.items()
        if status[0] == "2"
    ]
    names = reached(schemas, list(references(done)))
    classes = [answer_class(name, schemas[name], words) for name in names]
    for name, ours in SENT.items():
        found = schemas[name]
        required = set(found.get("required", ()))
        classes.append(sent_class(ours, found["description"], found["properties"], required, words))
    query = {
        found["name"]: found["schema"]
        for found in operations["list_transactions"][2]["parameters"]
        if found["in"] == "query" and found["name"] not in PAGING
    }
    classes.append(sent_class("TransactionFilters", FILTERS, query, set(), words))
    most = schemas["BatchBody"]["properties"]["transactions"]["maxItems"]
    limits = [f"MAX_BATCH = {most}", f"MONEY = frozenset({money_fields(schemas, query)})"]
    sections = (HEAD, *map("\n".join, (constants, limits, words.lines(), *classes)))
    return formatted("\n\n".join(sections))


def formatted(code: str) -> str:
    """Return code in the style of this repository."""
    config = ROOT / "backend" / "pyproject.toml"
    command = [sys.executable, "-m", "ruff", "format", "--config", str(config), "-"]
    done = subprocess.run(command, input=code, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout


def main() -> None:
    """Write the module, or with --check say whether it is fresh."""
    text = generated(json.loads(DESCRIPTION.read_text()))
    if "--check" not in sys.argv[1:]:
        WRITTEN.write_text(text)
    elif not WRITTEN.exists() or WRITTEN.read_text() != text:
        sys.exit(f"{WRITTEN.relative_to(ROOT)} is older than the API: run `make openapi`.")


if __name__ == "__main__":
    main()
