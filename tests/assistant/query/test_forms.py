"""The form of an answer: plain words decide, else the trained network; where it is unsure it is a fact."""

from __future__ import annotations

import pytest

from assistant.query.forms import choose_form, is_foreign
from assistant.reader.passages import taken_for_granted
from assistant.types import Form


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Sum up the ferry inquiry for me", "summary"),
        ("Give me an overview of the strike at the mill", "summary"),
        ("Tell me the story of the lost lighthouse", "summary"),
        ("What exactly did Jorn Eide say about the tide?", "quote"),
        ("What were Tilde Aas's words on the museum?", "quote"),
        ('Who said "the sea keeps what it takes"?', "quote"),
        ("Should the harbour master step down?", "opinion"),
        ("Is Tilde Aas a good mayor?", "opinion"),
        ("Who is to blame for the loss of the boats?", "opinion"),
        ("How many boats were lost in Ruun?", "fact"),
        ("Why did the harbour master close the port?", "fact"),
        ("Did the ferry sail on Sunday?", "yes or no"),
        ("What is the latest on the ferry?", "latest"),
        ("Hoe hoog was het water in de haven van Ruun?", "language"),
        ("Warum wurde der Hafen von Ruun geschlossen?", "language"),
    ],
)
def test_each_question_has_its_form(question: str, form: Form) -> None:
    assert choose_form(question) == form


def test_names_alone_and_english_are_no_foreign_language() -> None:
    assert choose_form("Tilde Aas museum opening day") == "fact"
    assert not is_foreign("ruun harbour closure cause reopening")
    assert not is_foreign("How high was the water in the harbour of Ruun?")


def test_what_a_question_takes_for_granted_is_asked_by_itself() -> None:
    assert taken_for_granted("Why did the mayor of Ruun resign?") == "Did the mayor of Ruun resign?"
    assert taken_for_granted("When was the lighthouse sold?") == "Was the lighthouse sold?"
    assert taken_for_granted("How many boats were lost?") is None
    assert taken_for_granted("Who closed the port?") is None
