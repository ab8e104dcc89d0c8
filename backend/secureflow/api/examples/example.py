"""What an example is."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A request's body and the answer it gets; None where there is none, or a file."""

    request: Any = None
    response: Any = None
