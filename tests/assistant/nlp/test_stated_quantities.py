from __future__ import annotations

import pytest

from assistant.nlp.stated_quantities import StatedQuantity, find_currencies, find_currency, find_stated_quantities


def _read(text: str) -> StatedQuantity:
    (found,) = find_stated_quantities(text)
    assert text[found.start : found.end] == found.shown
    return found


@pytest.mark.parametrize(
    ("text", "shown", "value", "subject"),
    [
        ("Some 700 residents were displaced.", "700 residents", 700, "away"),
        ("Nineteen miners are dead.", "Nineteen miners", 19, "miner"),
        ("The blast killed nineteen people.", "nineteen people", 19, "deaths"),
        ("No one was hurt.", "No one", 0, "injured"),
        ("The penalty is $12 million.", "$12 million", 12e6, "USD fine"),
        ("Unemployment was 6.1 per cent.", "6.1 per cent", 6.1, "% unemployment"),
        ("The bank lowered rates by 25 basis points.", "25 basis points", 0.25, "% rate"),
        ("Analysts expect growth of 2%.", "2%", 2, "% growth expected"),
        ("Tickets sell for £30 a head.", "£30", 30, "GBP a head"),
        ("It burned for 11 hours.", "11 hours", 11, "hour"),
    ],
)
def test_a_quantity_is_read_with_what_it_is_of(text: str, shown: str, value: float, subject: str) -> None:
    found = _read(text)
    assert (found.shown, found.value, found.subject) == (shown, value, subject)


@pytest.mark.parametrize(
    "text",
    [
        "She is 100 percent certain.",
        "They stood at gate 12.",
        "Rain fell in the past 48 hours.",
        "Ten days later it was over.",
        "All three went home.",
        "They left at seven.",
        "They hoped that nobody died.",
        "Dozens came.",
        "Ms. Orrell, 47, and a 9-year-old boy were there.",
    ],
)
def test_what_no_report_states_as_a_figure_is_left_out(text: str) -> None:
    assert find_stated_quantities(text) == []


def test_a_sum_in_brackets_is_the_one_before_it_in_another_currency() -> None:
    assert _read("The yard cost €90 million ($98 million).").shown == "€90 million"


def test_a_figure_without_a_subject_has_that_of_the_one_before_it() -> None:
    found = find_stated_quantities("Inflation was 3 percent in May, against 4 percent.")
    assert [each.subject for each in found] == ["% inflation", "% inflation"]


def test_the_clause_leaves_a_gap_for_the_figure() -> None:
    assert _read("Rangers counted 85 otters, while anglers saw none.").clause == "Rangers counted …"


def test_a_currency_that_is_not_known_is_seen_from_how_texts_count_in_it() -> None:
    texts = [
        "It costs 3 million florin.",
        "He paid 40 florin, she 25 florin.",
        "3 million trout swam. A trout, a trout!",
    ]
    currencies = find_currencies(texts)
    assert currencies == {"florin"}
    assert find_currency(texts, currencies) == "florin"
    (found,) = find_stated_quantities("The repair costs 5 million florin.", currencies)
    assert (found.shown, found.unit, found.money) == ("5 million florin", "florin", True)
