from __future__ import annotations

import pytest

from assistant.nlp.quantities_in_briefings import is_number, quantities


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("About 4,200 people have been evacuated.", [("4,200 people", 4200.0, "away")]),
        ("THIRTY-ONE people are now known to have died.", [("THIRTY-ONE people", 31.0, "deaths")]),
        ("The fine was $45 million.", [("$45 million", 45e6, "$ fine")]),
        ("Half a BILLION talvar was withdrawn.", [("Half a BILLION talvar", 5e8, "talvar withdrawn")]),
        ("Inflation rose to 7.4 per cent in May.", [("7.4 per cent", 7.4, "% inflation")]),
        ("The rate went up by 50 basis points.", [("50 basis points", 0.5, "% rate")]),
        ("Castane, 58, came at 10:30 on 14 March 2025 with a 34-year-old aide and pressed gate 3.", []),
        ("They won 2-1 in the 88th minute.", []),
        ("Nobody was killed.", [("Nobody", 0.0, "deaths")]),
        ("Nobody could say what had been lost.", []),
        ("It is false that no one died.", []),
        ("The queen dies at 96, having reigned since she was 25.", []),
        ("She came to the throne at 25, in London.", []),
        ("They raise from 18 to 21 the minimum age.", []),
        ("He heard a 911 call in his 40s.", []),
        ("It cost £730 million ($826 million).", [("£730 million", 730e6, "£ damage")]),
        ("He is 100% ready.", []),
        ("100% of prices rose.", [("100%", 100.0, "% inflation")]),
        ("Many left in the past 24 hours, and two weeks later.", []),
        ("Strikes are on 21, 23 and 25 June and on May 3, 5 and 7.", []),
        ("It fired on 13 of the 15 days.", [("13", 13.0, "")]),
        ("He is among the UK's 250 wealthiest people.", []),
        ("In interviews with 24 lawmakers it was clear.", []),
        ("She saw a hundred websites.", []),
        ("Losses are between $25 and $40 billion.", [("$25", 25e9, "$ damage"), ("$40 billion", 40e9, "$ damage")]),
        ("Inflation will soar to 13%.", [("13%", 13.0, "% inflation expected")]),
        (
            "It was expected when inflation was put at 8.2 per cent.",
            [("8.2 per cent", 8.2, "% inflation")],
        ),
        ("The 61 were captured.", [("61", 61.0, "held")]),
        ("Food prices rose 6%.", [("6%", 6.0, "%")]),
    ],
)
def test_figures_are_read_and_what_is_no_figure_is_not(text: str, told: list[tuple[str, float, str]]) -> None:
    assert [(each.shown, each.value, each.kind) for each in quantities(text)] == told


def test_a_figure_stands_where_it_says() -> None:
    text = "It counted 412 homes destroyed and 1,150 damaged."
    for each in quantities(text):
        assert text[each.start : each.end] == each.shown


@pytest.mark.parametrize("word", ["400", "1,200", "THIRTY", "forty-two", "million"])
def test_a_number_is_one_in_words_too(word: str) -> None:
    assert is_number(word)


@pytest.mark.parametrize("word", ["shells", "thirty-metre", "onerous"])
def test_a_thing_is_no_number(word: str) -> None:
    assert not is_number(word)
