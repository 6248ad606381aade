from __future__ import annotations

import pytest

from assistant.nlp.lexical import after_dateline


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("BRENNA BRIDGE, 15 March (Continental Wire) - At least nine died.", "At least nine died."),
        ("Washington (CNN Business) Apple must change.", "Apple must change."),
        ("LONDON, May 3 — Prices rose.", "Prices rose."),
        ("Merrin (Reuters): Prices rose.", "Prices rose."),
    ],
)
def test_a_dateline_that_opens_an_article_is_left_out(text: str, left: str) -> None:
    assert text[after_dateline(text, 0, len(text)) :] == left


@pytest.mark.parametrize(
    "text",
    [
        "Harrow resigned (on Friday) - and then the minister followed.",
        "The bank (ASB) said it would close.",
        "The deal (NATO) was signed.",
        "Prices rose - for the third month (March) - by 2 per cent.",
    ],
)
def test_a_bracket_in_a_sentence_is_no_dateline(text: str) -> None:
    assert after_dateline(text, 0, len(text)) == 0


def test_a_dateline_stands_at_the_beginning_of_a_line_near_the_top() -> None:
    line = "LONDON (AP) - Prices rose."
    after = "By Ann Lee\n" + line
    assert after[after_dateline(after, 11, len(after)) :] == "Prices rose."
    within = f"He read it out. {line}"
    assert after_dateline(within, 16, len(within)) == 16
    late = "x" * 400 + "\n" + line
    assert after_dateline(late, 401, len(late)) == 401
