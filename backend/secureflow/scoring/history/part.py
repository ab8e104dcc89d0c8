"""Pieces of compiled functions, with their types kept, and how numba's cache notices a change."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")

ROOM = sha256(
    b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
).hexdigest()
"""Hash of all code of this room.

Numba takes what it kept in its cache as long as the file of the function that it looks up is the
same, whatever has changed in the files of the functions which that one calls. A variable around
a function is part of what it is looked up by; functions that call others across files have this.
"""


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function for use inside compiled functions; it has no cache of its own."""
    return cast(Callable[P, R], njit(nogil=True)(function))
