"""JSON as this API reads and writes it: numbers exact, nothing that JSON does not know."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider

from secureflow.errors import InvalidInput, MalformedBody

MAX_NESTING = 16
"""How deep lists and objects of a body may lie in each other; a payment needs eleven levels."""


class StrictJSON(DefaultJSONProvider):
    """Reads fractions as Decimal from the text; refuses NaN, Infinity, bad UTF-8 and depth."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return the decoded value; an error of ours says why it cannot be used."""
        try:
            text = s.decode("utf-8") if isinstance(s, bytes) else s
            value = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
        except UnicodeDecodeError as error:
            raise MalformedBody("The body is not UTF-8.") from error
        except RecursionError as error:
            raise MalformedBody("The body is nested too deep.") from error
        except (ValueError, ArithmeticError) as error:
            raise MalformedBody("The body is not JSON.") from error
        if value is None:
            # It would be taken for an empty object, which is another thing to say.
            raise InvalidInput("The body must be a JSON object.", fix="Send {} for an empty one.")
        if not _is_flat_enough(value):
            raise MalformedBody(
                "The body is nested too deep.", fix=f"Nest at most {MAX_NESTING} levels deep."
            )
        return value


def _refuse(constant: str) -> NoReturn:
    raise MalformedBody(f"{constant} is not a JSON number.", fix="Send finite numbers only.")


def _is_flat_enough(value: Any) -> bool:
    """Return whether a value has at most ``MAX_NESTING`` levels, looking at one after another."""
    level = [value] if isinstance(value, dict | list) else []
    for _ in range(MAX_NESTING):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return True
    return False
