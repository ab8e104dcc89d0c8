"""Functions compiled by numba, with their types kept."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function as machine code, made at its first call and kept in numba's cache.

    It lets go of the interpreter while it runs. Neither `parallel` nor `fastmath`: threads do not
    survive the server's fork, and the same payment must always get the same score.
    """
    return cast(Callable[P, R], njit(cache=True, nogil=True)(function))
