"""Which payments a person sees: how many, which, and how probable it was."""

import pytest

from secureflow.domain import Watch
from secureflow.scoring.selection import Choice, choose, draw_of

KEY = b"a key of the tests"
WATCH = Watch(sample_share=0.02, close_call_share=0.01, close_call_line=40.0)


def test_a_sample_by_chance_has_its_share_and_says_how_probable_it_was() -> None:
    drawn = [choose(10.0, "approve", WATCH, draw_of(KEY, str(i))) for i in range(20_000)]
    share = sum(choice.selected == "sample" for choice in drawn) / len(drawn)
    assert share == pytest.approx(0.02, abs=0.004)
    assert {choice.inclusion for choice in drawn} == {0.02}


def test_what_was_nearest_to_the_line_is_always_shown() -> None:
    assert choose(40.0, "approve", WATCH, 0.99) == Choice("close_call", 1.0)
    assert choose(39.9, "approve", WATCH, 0.99) == Choice(None, 0.02)
    assert choose(39.9, "approve", WATCH, 0.01) == Choice("sample", 0.02)


def test_what_a_rule_or_a_list_let_through_is_no_close_call() -> None:
    assert choose(100.0, "approve", WATCH, 0.99, by_lines=False) == Choice(None, 0.02)
    assert choose(100.0, "approve", WATCH, 0.01, by_lines=False) == Choice("sample", 0.02)


def test_what_a_person_decides_anyway_needs_no_choice() -> None:
    assert choose(60.0, "review", WATCH, 0.0) == Choice(None, 1.0)


def test_what_was_blocked_is_looked_at_by_chance_alone() -> None:
    assert choose(95.0, "block", WATCH, 0.01) == Choice("sample", 0.02)
    assert choose(95.0, "block", WATCH, 0.5) == Choice(None, 0.02)


def test_nothing_is_shown_where_no_share_is_set() -> None:
    nothing = Watch(sample_share=0.0, close_call_share=0.0, close_call_line=40.0)
    assert choose(44.0, "approve", nothing, 0.0) == Choice(None, 0.0)
    assert choose(44.0, "approve", Watch(close_call_line=None), 0.9).selected is None


def test_a_draw_is_the_same_again_and_another_under_another_key() -> None:
    assert draw_of(KEY, "7", "hash") == draw_of(KEY, "7", "hash")
    assert draw_of(KEY, "7", "hash") != draw_of(b"another", "7", "hash")
    assert draw_of(KEY, "7", "hash") != draw_of(KEY, "8", "hash")
