"""Work that waits at the same time is done together, and nobody waits for nobody."""

from collections.abc import Sequence
from threading import Barrier, Event, Thread

import pytest

from secureflow.services.gathering import MOST, Gathering


def squared(work: Sequence[int]) -> list[int]:
    return [one * one for one in work]


def test_one_alone_is_done_at_once() -> None:
    assert Gathering[int, int]().join("line", 3, squared) == 9


def gathered(count: int, answers: dict[int, int | None], *, fails: bool = False) -> list[list[int]]:
    """Return who was done together, where all but the first come while the first is done."""
    line: Gathering[int, int] = Gathering()
    begun, all_wait = Event(), Event()
    turns: list[list[int]] = []

    def do(work: Sequence[int]) -> list[int] | None:
        turns.append(list(work))
        if len(turns) == 1:
            begun.set()
            assert all_wait.wait(10)
        return None if fails else squared(work)

    def come(number: int) -> None:
        answers[number] = line.join("line", number, do)

    threads = [Thread(target=come, args=(number,)) for number in range(count)]
    threads[0].start()
    assert begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    while len(line._lines["line"].waiting) < count - 1:
        begun.wait(0.01)
    all_wait.set()
    for thread in threads:
        thread.join(10)
    assert not line._lines
    return turns


def test_who_comes_meanwhile_is_done_together_next() -> None:
    answers: dict[int, int | None] = {}
    turns = gathered(8, answers)
    assert [len(turn) for turn in turns] == [1, 7]
    assert answers == {number: number * number for number in range(8)}


def test_so_many_are_done_at_once_and_the_others_after_them() -> None:
    answers: dict[int, int | None] = {}
    turns = gathered(MOST + 8, answers)
    assert [len(turn) for turn in turns] == [1, MOST, 7]
    assert answers == {number: number * number for number in range(MOST + 8)}


def test_each_goes_alone_where_they_cannot_be_done_together() -> None:
    answers: dict[int, int | None] = {}
    gathered(5, answers, fails=True)
    assert answers == dict.fromkeys(range(5))


def test_an_error_is_raised_where_it_arose_and_leaves_the_line_free() -> None:
    line: Gathering[int, int] = Gathering()

    def broken(work: Sequence[int]) -> list[int]:
        raise OSError(len(work))

    with pytest.raises(OSError, match="1"):
        line.join("line", 1, broken)
    assert line.join("line", 2, squared) == 4


def test_lines_do_not_wait_for_each_other() -> None:
    lines: Gathering[int, int] = Gathering()
    both = Barrier(2, timeout=10)

    def do(work: Sequence[int]) -> list[int]:
        both.wait()
        return squared(work)

    threads = [Thread(target=lines.join, args=(name, 1, do)) for name in ("one", "other")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not both.broken
