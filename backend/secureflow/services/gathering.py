"""Requests that wait at the same time, done together by one of their threads.

The first to come leads: it does its own work at once, waiting for nobody. Whoever comes while it
is at it waits in line, and the first of those leads all of them next. So one alone is as quick as
ever, and the more there are, the more share what is done once for all of them.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")

MOST = 32
"""How many are done at once; more wait for the next turn."""


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Work, Done]):
    work: Work
    woken: Event = field(default_factory=Event)
    done: Done | None = None
    leads: bool = False


class Gathering(Generic[Work, Done]):
    """Lines of work by what they have in common; safe under threads, empty before its first use."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, list[_Waiting[Work, Done]]] = {}
        self._lock = Lock()

    def join(
        self, line: Hashable, work: Work, do: Callable[[Sequence[Work]], Sequence[Done] | None]
    ) -> Done | None:
        """Return what became of a piece of work, done with others of its line.

        ``do`` returns as many results as it was given works, or None where they cannot be done
        together: then each caller gets None and goes alone, as it does when ``do`` raises, which
        only the leading caller sees.
        """
        own = _Waiting[Work, Done](work)
        with self._lock:
            others = self._lines.get(line)
            if others is None:
                self._lines[line] = []
            else:
                others.append(own)
        if others is not None:
            own.woken.wait()
            if not own.leads:
                return own.done
        with self._lock:
            rest = self._lines[line]
            mates = rest[: MOST - 1]
            del rest[: len(mates)]
        try:
            done = do([work, *(mate.work for mate in mates)])
        except BaseException:
            self._hand_over(line, mates, None)
            raise
        self._hand_over(line, mates, None if done is None else done[1:])
        return None if done is None else done[0]

    def _hand_over(
        self, line: Hashable, mates: Sequence[_Waiting[Work, Done]], done: Sequence[Done] | None
    ) -> None:
        """Let the next lead before anybody is woken, so that the line never stands still."""
        with self._lock:
            rest = self._lines[line]
            following = rest.pop(0) if rest else None
            if following is None:
                del self._lines[line]
        if following is not None:
            following.leads = True
            following.woken.set()
        for place, mate in enumerate(mates):
            mate.done = None if done is None else done[place]
            mate.woken.set()
