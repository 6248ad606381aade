from __future__ import annotations

import pytest

from assistant.nlp.quantities import Quantity, agree, find_numbers, find_quantities


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("Half a million bees swarmed.", "Half a million", 500_000, 500_000, ""),
        ("It sold two and a half million copies.", "two and a half million", 2_500_000, 2_500_000, ""),
        ("The bill came to 1.2bn euros.", "1.2bn euros", 1.2e9, 1.2e9, "EUR"),
        ("Offers of $3.5 million to $4 million came in.", "$3.5 million to $4 million", 3.5e6, 4e6, "USD"),
        ("Between 3 and 4 million bulbs were planted.", "3 and 4 million", 3e6, 4e6, ""),
        ("A third of the herd was lost.", "A third", 1 / 3, 1 / 3, "share"),
        ("Two-thirds of them voted.", "Two-thirds", 2 / 3, 2 / 3, "share"),
        ("One in five pupils walks.", "One in five", 0.2, 0.2, "share"),
        ("They paid a quarter of a million for it.", "a quarter of a million", 250_000, 250_000, ""),
        ("He waited half an hour.", "half an hour", 0.5, 0.5, "hour"),
        ("They met a year and a half ago.", "a year and a half", 1.5, 1.5, "year"),
        ("Tens of thousands marched.", "Tens of thousands", 20_000, 90_000, ""),
        ("Two hundred and five cows crossed.", "Two hundred and five", 205, 205, ""),
        ("Winds of 70 miles per hour blew.", "70 miles per hour", 70, 70, "mile per hour"),
        ("The rate rose 0.5 percentage points.", "0.5 percentage points", 0.5, 0.5, "percentage point"),
        ("Some 1\u202f200 boats came.", "1\u202f200", 1200, 1200, ""),
        ("It cost US$45.5m in all.", "US$45.5m", 45.5e6, 45.5e6, "USD"),
    ],
)
def test_a_quantity_is_read_with_its_unit(text: str, words: str, low: float, high: float, unit: str) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == words
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.unit == unit


@pytest.mark.parametrize(
    "text",
    [
        "The vote is on 12 March.",
        "It began in 1987.",
        "The 3rd bridge opened.",
        "No one came.",
        "One of the pilots spoke.",
        "She drove a Volvo 240 to the shop.",
        "The second half was dull.",
        "It starts at 6 pm.",
        "They read Seven Gothic Tales.",
        "Trains stop on 8, 10 and 11 August and on June 2, 9 and 16.",
        "It is shut from 6 to 9 May.",
        "The Rovers won 4-0.",
        "It grew a lot in the 90s.",
        "They paid for a Boeing and in 2011 won a prize.",
    ],
)
def test_what_counts_nothing_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_days_of_a_month_are_told_where_they_are_asked_for() -> None:
    text = "On 8, 10 and 11 August 5 ships came."
    assert [found.low for found in find_numbers(text)] == [5]
    assert [found.low for found in find_numbers(text, days=True) if found.kind == "day"] == [8, 10, 11]


def test_two_figures_of_a_change_are_no_range() -> None:
    assert [(found.low, found.high) for found in find_quantities("It rose from 5 percent to 7 percent.")] == [
        (5, 5),
        (7, 7),
    ]


def test_numbers_are_told_apart() -> None:
    kinds = [found.kind for found in find_numbers("In 2018 the 2nd of 40 trains, an Orient 7, left at 18:05.")]
    assert kinds == ["year", "ordinal", "quantity", "label", "clock"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("half a million people", "500,000 people", True),
        ("a third of voters", "33 percent of voters", True),
        ("a third of voters", "30 percent of voters", False),
        ("half a century", "50 years", True),
        ("six months", "half a year", True),
        ("45 dollars", "45 euros", False),
        ("45 dollars", "45", True),
        ("hundreds of boats", "340 boats", True),
        ("hundreds of boats", "31 boats", False),
        ("1.2 billion", "1.2 million", False),
    ],
)
def test_figures_that_state_the_same_agree(one: str, other: str, same: bool) -> None:
    (a,), (b,) = find_quantities(one), find_quantities(other)
    assert agree(a, b) is same
    assert agree(b, a) is same


def test_an_age_is_told_apart() -> None:
    found = find_quantities("Ms. Orrell, 47, and a 9-year-old boy, aged 9 for 2 days, were there.")
    assert [(each.low, each.kind) for each in found] == [(47, "age"), (9, "age"), (9, "age"), (2, "quantity")]


def test_about_allows_a_little() -> None:
    exact, near = Quantity(0, 3, 247, 247), Quantity(0, 3, 250, 250)
    assert not agree(near, exact)
    assert agree(near, exact, about=True)
