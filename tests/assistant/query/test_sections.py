from __future__ import annotations

import pytest

from assistant.query.intent import asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("timeline of the Brenna flood", ("timeline", "the Brenna flood")),
        ("Give me a timeline of events in Upper Tarn, please?", ("timeline", "Upper Tarn, please")),
        ("Where do they differ on the death toll?", ("differences", "the death toll")),
        ("where do the outlets disagree about the leak", ("differences", "the leak")),
        ("Show me the figures on the strike", ("figures", "the strike")),
        ("Who said what about the tram trial?", ("voices", "the tram trial")),
        ("all quotes on Lumen", ("voices", "Lumen")),
    ],
)
def test_a_section_is_asked_for_by_its_name(text: str, told: tuple[str, str]) -> None:
    assert asked(text) == told


@pytest.mark.parametrize("text", ["How many people died?", "Is there a timeline?", "", "What happened in Brenna?"])
def test_other_questions_ask_for_no_section(text: str) -> None:
    assert asked(text) is None
