"""Passwords: good enough by length and by what is tried first; right or not."""

import pytest

from secureflow.errors import InvalidInput
from secureflow.services import passwords

NAMES = ["dana.lee@northwind.example", "Dana Lee", "Northwind Store"]


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "thirteen moons",
        "purple-rain-over-my-dana",
        "ÄÖÜ äöü ßß 12",
        "八重桜が咲く春の夜に月",
        "7f3kQ!99xz0Lmn",
        "sleepwalking tigers",
        "x" * 500 + "yzabc" * 100,
    ],
)
def test_good_ones_pass(password: str) -> None:
    passwords.check(password + "!" * (12 - len(password)), NAMES)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("elevenchars", "12 to 1,024 characters"),
        ("x" * 1_025, "12 to 1,024 characters"),
        ("aaaaaaaaaaaaaaaa", "different characters"),
        ("123123123123", "different characters"),
        ("1234567890123", "tried first"),
        ("Password12345!", "tried first"),
        ("!!!QWERTYUIOP!!!", "tried first"),
        ("sunshinesunshine", "tried first"),
        ("dana.lee@northwind.example", "mostly your name"),
        ("NorthwindStore2026!", "mostly your name"),
        ("danalee12345678", "mostly your name"),
        ("secureflow-dana", "mostly your name"),
        ("northwindpassword", "mostly your name"),
    ],
)
def test_easy_ones_are_refused_with_the_reason(password: str, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason) as refusal:
        passwords.check(password, NAMES, field="new_password")
    assert refusal.value.field == "new_password"
    assert refusal.value.advice
    assert password not in refusal.value.message


def test_without_names_only_what_is_common_counts() -> None:
    passwords.check("northwind-dana-2026")


def test_a_password_is_right_however_a_keyboard_writes_it() -> None:
    stored = passwords.hashed("Å ngström unit")
    assert stored.startswith("$argon2id$")
    assert passwords.is_right(stored, "A\u030a ngstro\u0308m unit")
    assert not passwords.is_right(stored, "A ngstrom unit")


def test_of_nobody_no_password_is_right() -> None:
    assert not passwords.is_right(None, "anything at all")
    assert not passwords.is_right("not a hash", "anything at all")
