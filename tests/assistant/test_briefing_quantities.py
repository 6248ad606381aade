from __future__ import annotations

import pytest

from assistant.briefing.quantities import quantities


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
    ],
)
def test_figures_are_read_and_what_is_no_figure_is_not(text: str, told: list[tuple[str, float, str]]) -> None:
    assert [(each.shown, each.value, each.kind) for each in quantities(text)] == told


def test_a_figure_stands_where_it_says() -> None:
    text = "It counted 412 homes destroyed and 1,150 damaged."
    for each in quantities(text):
        assert text[each.start : each.end] == each.shown
