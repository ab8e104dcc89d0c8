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
PATIENCE = 0.002
"""Seconds that a turn waits, while there are several, for those that had one just now.

Else those come back one turn too late, again and again, and each turn is of half of them.
"""


@dataclass(slots=True, eq=False)
class _Waiting(Generic[Work, Done]):
    work: Work
    woken: Event = field(default_factory=Event)
    done: Done | None = None
    leads: bool = False


@dataclass(slots=True)
class _Line(Generic[Work, Done]):
    """Who waits, and how many of them the next turn had better be of."""

    waiting: list[_Waiting[Work, Done]] = field(default_factory=list)
    wanted: int = 0
    is_full: Event = field(default_factory=Event)


class Gathering(Generic[Work, Done]):
    """Lines of work by what they have in common; safe under threads, empty before its first use."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, _Line[Work, Done]] = {}
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
            found = self._lines.get(line)
            if found is None:
                self._lines[line] = _Line()
            else:
                found.waiting.append(own)
                if len(found.waiting) >= found.wanted:
                    found.is_full.set()
        if found is not None:
            own.woken.wait()
            if not own.leads:
                return own.done
            found.is_full.wait(PATIENCE)
        with self._lock:
            rest = self._lines[line].waiting
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
        """Let the next lead before anybody is woken, so that the line never stands still.

        It waits a moment for those who are done now, who are likely to come back with more.
        """
        with self._lock:
            found = self._lines[line]
            following = found.waiting.pop(0) if found.waiting else None
            if following is None:
                del self._lines[line]
            else:
                found.wanted = min(len(found.waiting) + len(mates) + 1, MOST - 1)
                found.is_full.clear()
        if following is not None:
            following.leads = True
            following.woken.set()
        for place, mate in enumerate(mates):
            mate.done = None if done is None else done[place]
            mate.woken.set()
