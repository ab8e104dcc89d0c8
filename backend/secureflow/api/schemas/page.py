"""What every list takes and every page of one says."""

from typing import Annotated, Any

from pydantic import Field

from secureflow.api.schemas.base import Answer
from secureflow.db.pages import MAX_CURSOR
from secureflow.intake.fields import Request, Text

DEFAULT_LIMIT = 50
MAX_LIMIT = 200
MAX_FIELDS = 1_000

Fields = Annotated[
    str | None,
    Field(
        pattern=r"^[a-z_]+(,[a-z_]+)*$",
        max_length=MAX_FIELDS,
        description="Names of the fields wanted, parted by commas; default all.",
        examples=["id"],
    ),
]


def fields_of(choices: frozenset[str]) -> dict[str, Any]:
    """Return the API's description of `fields` where these can be chosen."""
    one = f"({'|'.join(sorted(choices))})"
    return {
        "name": "fields",
        "in": "query",
        "required": False,
        "schema": {
            "type": "string",
            "pattern": f"^{one}(,{one})*$",
            "maxLength": MAX_FIELDS,
            "examples": [min(choices)],
        },
        "description": "Names of the fields wanted, parted by commas; default all.",
    }


class PageQuery(Request):
    """Base of the query of a list: filters and `sort` are added by each."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="Items of one page.")] = (
        DEFAULT_LIMIT
    )
    cursor: Annotated[
        Text | None,
        Field(max_length=MAX_CURSOR, description="`next_cursor` of the page before, unchanged."),
    ] = None
    fields: Fields = None


class PageAnswer(Answer):
    """Base of one page of a list: `items` are added by each."""

    next_cursor: str | None = Field(
        description="Send as `cursor` for the next page; null at the end."
    )
