"""Of a long text the question is found; a short one is left whole."""

from __future__ import annotations

import pytest

from assistant.query.long_questions import find_question


@pytest.mark.parametrize(
    "text",
    [
        "Who leads the inquiry?",
        "When the harbour of Ruun was closed, who told the fishermen that they had to stay at home?",
    ],
)
def test_a_short_question_is_asked_whole(text: str) -> None:
    assert find_question(text) == text


def test_the_last_sentence_asks_and_the_one_before_says_of_what() -> None:
    told = "Good evening, I am a retired teacher and I have read your paper for forty years, with much pleasure."
    near = "My sister says that a ferry ran aground near Ruun in the spring."
    assert find_question(f"{told} {near} How many were on board?") == f"{near} How many were on board?"


def test_of_a_single_long_sentence_the_clause_that_asks_is_taken() -> None:
    told = "I promised my neighbour, who is ill and cannot look it up by herself at the moment, to find out for her"
    assert find_question(f"{told}, by how much the water rates in Ruun went up.") == (
        "by how much the water rates in Ruun went up."
    )
