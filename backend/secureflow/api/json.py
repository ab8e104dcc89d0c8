"""JSON as this API reads and writes it: numbers exact, nothing that JSON does not know."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider

from secureflow.errors import MalformedBody


class StrictJSON(DefaultJSONProvider):
    """Reads fractions as Decimal from the text; refuses NaN, Infinity, bad UTF-8 and depth."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Return the decoded value; MalformedBody says why it cannot be read."""
        try:
            text = s.decode("utf-8") if isinstance(s, bytes) else s
            return json.loads(text, parse_float=Decimal, parse_constant=_refuse)
        except UnicodeDecodeError as error:
            raise MalformedBody("The body is not UTF-8.") from error
        except RecursionError as error:
            raise MalformedBody("The body is nested too deep.") from error
        except (ValueError, ArithmeticError) as error:
            raise MalformedBody("The body is not JSON.") from error


def _refuse(constant: str) -> NoReturn:
    raise MalformedBody(f"{constant} is not a JSON number.", fix="Send finite numbers only.")
