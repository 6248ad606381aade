"""Misspelled words are put right by what the archive prints; what it or a dictionary knows stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.query.spelling import correct_request
from assistant.query.types import AskRequest
from corpus import Archive


@pytest.fixture
def asked(demo_home: Path):  # type: ignore[no-untyped-def]
    """Return how a question is spelled once it was put right."""
    archive = Archive.open(demo_home)
    return lambda text, **fields: correct_request(AskRequest(text, **fields), archive).text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Why did Oskar Lindquist resign?", "Why did Oskar Lindqvist resign?"),
        ("When did the docers strik?", "When did the dockers strike?"),
        ("How mcuh was the fine?", "How much was the fine?"),
        ("Wich minister resigned?", "Which minister resigned?"),
    ],
)
def test_a_slip_is_put_right(asked, typed: str, meant: str) -> None:  # type: ignore[no-untyped-def]
    assert asked(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Which calibre were the shells?",
        "Summarise the colour of the organised labour.",
        "Who is Zbigniew Kowalczyk-Brandt?",
        "See https://example.org/strik and mail docers@example.org",
        "Wie viele Menschen starben bei der Flut in Brenna?",
        "STRIK AND DOCERS",
    ],
)
def test_what_is_no_slip_stays(asked, text: str) -> None:  # type: ignore[no-untyped-def]
    assert asked(text) == text


def test_a_form_written_by_hand_stays(asked) -> None:  # type: ignore[no-untyped-def]
    assert asked("When did the docers strik?", standalone="When did the docers strik?") == "When did the docers strik?"
