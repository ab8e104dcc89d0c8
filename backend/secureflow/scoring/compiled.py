"""Functions compiled by numba, with their types kept."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function as machine code, made at its first call and kept for later processes.

    It lets go of the interpreter while it runs. Neither `parallel` nor `fastmath`: threads do not
    survive the server's fork, and the same payment must always get the same score. Numba keeps
    the code in NUMBA_CACHE_DIR, beside the source or in the home folder, whichever may be written
    to first; where none may be, each process compiles for itself, and ``is_kept`` says so.
    """
    # Numba notices a change in the file of the function, but not in those of functions it calls
    # (they are part of its machine code), so the file it keeps is named by all of their folder.
    function.__qualname__ += f"_{_sources(Path(function.__code__.co_filename).parent)}"
    try:
        made = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # there is no folder to write to
        made = njit(nogil=True)(function)
    return cast(Callable[P, R], made)


def is_kept(function: Callable[..., Any]) -> bool:
    """Return whether the machine code of a compiled function outlives the process."""
    return bool(cast(Any, function).stats.cache_path)


@cache
def _sources(folder: Path) -> str:
    sources = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    return sha256(sources).hexdigest()[:16]
