"""Pieces of compiled functions, with their types kept."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def part(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function for use inside compiled functions of its folder.

    What it is compiled to is kept with those that call it, and nowhere else.
    """
    return cast(Callable[P, R], njit(nogil=True)(function))
