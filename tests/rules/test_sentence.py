"""What is said is read back as the same rule, and an error says what could stand where."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secureflow.errors import RuleError
from secureflow.rules.grammar import parser
from secureflow.rules.limits import checked
from secureflow.rules.meaning import ListName
from secureflow.rules.rule import from_json, to_json
from secureflow.rules.saying import said, sentence
from secureflow.rules.sentence import parse
from secureflow.rules.tree import from_tree, to_tree
from tests.rules import made

A_CLAUSE = "a clause such as the device is new for the customer"


@settings(max_examples=200, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_said_is_read_back_as_the_same_rule(rng: Random) -> None:
    rule = made.rule(rng)
    text = sentence(rule.effect, rule.points, rule.condition)
    read = parse(text, made.LISTS)
    assert (read.effect, read.points, read.condition) == (rule.effect, rule.points, rule.condition)
    assert from_tree(to_tree(rule.condition)) == rule.condition
    assert from_json(to_json(rule)) == rule


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_rule_or_an_error_with_a_place(text: str) -> None:
    found: RuleError | None = None
    try:
        checked(parse(f"Block if {text}").condition)
    except RuleError as error:
        found = error
    assert found is None or found.facts["place"] >= 0


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (
            'review IF the amount is more than 1,000.50 and country is one of "us","ca".',
            'Review if amount is over 1000.5 and country is one of "US", "CA"',
        ),
        (
            "Block if amount is over 5 or hour is 3 and hour is at most 9",
            "Block if amount is over 5 or (hour is 3 and hour is at most 9)",
        ),
        (
            "Approve if ((customer_count_24h is at least 3))",
            "Approve if earlier payments of the customer in 24 hours are at least 3",
        ),
        ("Add 1 point if customer age is under 1 day", None),
        ("Take 2.5 points off if the device is not new for the customer", None),
        ("Block if card is not in list “Stolen”", 'Block if card is not in list "Stolen"'),
        (
            "Block if chance of fraud is at least 20%",
            "Block if chance of fraud is at least 20 percent",
        ),
        (
            "Review if the customer age is at most 7 days old and account age is over 1 day old",
            "Review if customer age is at most 7 days and account age is over 1 day",
        ),
        ('Review if weekday is "sunday"', 'Review if weekday is "Sunday"'),
        ("Review if extra.Shipping.cost is over 5 and extra.vip is true", None),
    ],
)
def test_a_sentence_may_be_written_in_several_ways(text: str, same: str | None) -> None:
    lists = (*made.LISTS, ListName(99, "Stolen", "card"))
    read = parse(text, lists)
    assert sentence(read.effect, read.points, read.condition) == (same or text)


def test_a_renamed_list_is_said_by_its_name_of_today() -> None:
    read = parse('Block if card is in list "Stolen"', (ListName(9, "Stolen", "card"),))
    assert said(read.condition, {9: "Lost"}) == 'card is in list "Lost"'


@pytest.mark.parametrize(
    ("text", "place", "read", "expected", "nearest"),
    [
        ("Review if amuont is over 5", 10, "amuont", "a field such as amount", "amount"),
        ("Review if costumer age is over 5", 10, "costumer", "an opening bracket", "customer age"),
        ("Review if whether amount is known", 18, "amount", A_CLAUSE, None),
        ("Review if ex.shop is 5", 10, "ex.shop", "a field of your own such as extra.shop", None),
        ("Review amount", 7, "amount", "if", None),
        ("Review if amount is over", 24, "", "a number", None),
        ("Block if amount is over 5 dasy", 26, "dasy", "and", None),
        ("Block if amount over 2000", 16, "over", "is under", "is over"),
        ("Block if (the amount more than 5)", 21, "more", "is under", "is over"),
        ("Block if customer age < 7 days", 22, "<", "is over", "is under"),
        ("Block if card card", 14, "card", "starts with", None),
        ("Block if extra.amount over 5", 22, "over", "starts with", None),
        ("Block if (amount is over 5", 26, "", "a closing bracket", None),
        ('Block if amount is over "x"', 24, '"x"', "a number", None),
        ('Block if e-mail is "x', 19, '"x', 'text in "quotes"', None),
        ("", 0, "", "review", None),
    ],
)
def test_an_error_says_what_stands_there_and_what_could(
    text: str, place: int, read: str, expected: str, nearest: str | None
) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    facts = caught.value.facts
    assert (facts["place"], facts["read"]) == (place, read)
    assert expected in facts["expected"]
    assert nearest is None or nearest in facts["nearest"]


def test_a_number_is_never_said_to_contain_text_and_one_press_mends_it() -> None:
    text = "Block if amount more than 2000"
    with pytest.raises(RuleError, match="Did you mean is over") as caught:
        parse(text)
    facts = caught.value.facts
    assert facts["expected"] == [
        "is over",
        "is at least",
        "is under",
        "is at most",
        "is between",
        "is",
    ]
    start, end = facts["replaces"]
    assert parse(f"{text[:start]}{facts['nearest'][0]}{text[end:]}").condition
    with pytest.raises(RuleError, match="missing something; expected is over, is at least"):
        parse("Block if amount")


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("Block if amount is over 5 days", 26, "amount has no unit"),
        ("Block if customer age is under 7 hours", 33, "measured in days"),
        ('Block if card is in list "None"', 25, "no list of yours"),
        ('Block if card is in list "Hosts"', 25, "kind domain, not one of card"),
        ("Block if customer is over 5", 9, "customer is text"),
        ('Block if country is "USA"', 9, "2 letters"),
        ('Block if weekday is "Caturday"', 9, "Monday"),
        ("Block if amount is between 5 and 1", 9, "lower one comes first"),
        ("Block if amount is over 1.1234567", 9, "decimals"),
        ("Add 101 points if amount is 5", 4, "at most 100"),
        ("Add 0 points if amount is 5", 4, "above 0"),
        ('Block if customer is ""', 9, "empty"),
        ("Block if time since the last fraud of the card is under 7 days old", 63, "an age alone"),
        (f"Block if hour is 1{' or hour is 2' * 50}", 18 + 13 * 49 + 4, "more than the 50"),
        ("Block if hour is 1 and (hour is 2 and not (not (not (hour is 3))))", 53, "deeper than 5"),
    ],
)
def test_what_can_be_read_but_makes_no_sense_says_why(text: str, place: int, words: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text, (ListName(4, "Hosts", "domain"),))
    assert caught.value.facts["place"] == place
    assert words in caught.value.message


def test_a_field_that_is_no_number_names_those_that_begin_like_it() -> None:
    for text in ("Block if customer is under 7 days", "Block if customer is under 7"):
        with pytest.raises(RuleError, match="Did you mean customer age") as caught:
            parse(text)
        assert caught.value.facts["nearest"] == ["customer age"]
        assert caught.value.facts["replaces"] == [9, 17]


def test_another_field_is_not_named_where_the_number_is_what_is_wrong() -> None:
    for text in ("Block if amount is between 5 and 1", "Block if amount is over 1000000000000000"):
        with pytest.raises(RuleError, match="'amount' cannot be") as caught:
            parse(text)
        assert caught.value.facts["nearest"] == []
        assert "Did you mean" not in caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "Review if amuont is over 5",
        "Review if the costumer age is under 7 days and amount is over 5",
        "Block if amount is over 5 and custmer age",
        "Block if customer is under 7 days",
        "Block if amount is over 500 and the customer is under 7 days old",
    ],
)
def test_the_nearest_field_put_in_its_place_mends_the_sentence(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse(text)
    start, end = caught.value.facts["replaces"]
    mended = text[:start] + caught.value.facts["nearest"][0] + text[end:]
    if mended.endswith("age"):
        mended += " is over 1"
    assert parse(mended)


def test_sentences_are_read_by_many_threads_at_once() -> None:
    rng = Random(9)
    rules = [made.rule(rng) for _ in range(40)]
    texts = [sentence(rule.effect, rule.points, rule.condition) for rule in rules]
    parser.cache_clear()  # each thread may be the one that builds it
    with ThreadPoolExecutor(8) as pool:
        read = list(pool.map(lambda text: parse(text, made.LISTS).condition, texts * 8))
    assert read == [rule.condition for rule in rules] * 8
