"""What a question asks for, and whether a sentence holds such a thing."""

from __future__ import annotations

import pytest

from assistant.reader.answer_types import Kind, holds, kind_of, wants_news


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many people were killed?", "number"),
        ("By how much did the rate fall?", "number"),
        ("What percentage of members voted?", "number"),
        ("What exactly did the mayor say about the bridge?", "quote"),
        ("When did the strike begin?", "when"),
        ("On what date was the treaty signed?", "when"),
        ("Where was the painting found?", "where"),
        ("In which town did the trial take place?", "where"),
        ("Who leads the inquiry?", "who"),
        ("Which minister resigned?", "who"),
        ("Why was the line closed?", "why"),
        ("Tell me about the harvest.", "other"),
    ],
)
def test_the_kind_is_read_from_the_words(question: str, kind: Kind) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize(
    ("sentence", "kind", "held"),
    [
        ("Seventeen people died, 12 of them in Sorrel.", "number", True),
        ("Nobody was hurt, the police said.", "number", False),
        ("“We were not asked,” she said.", "quote", True),
        ("She said that they were not asked.", "quote", False),
        ("The strike began on Monday.", "when", True),
        ("The strike began without warning.", "when", False),
        ("It was found in Port Ansel.", "where", True),
        ("It was found by chance.", "where", False),
        ("The inquiry is led by Ruth Calloway.", "who", True),
        ("The line was closed because of ice.", "why", True),
        ("Anything at all.", "other", True),
    ],
)
def test_a_sentence_holds_the_kind_or_not(sentence: str, kind: Kind, held: bool) -> None:
    assert holds(sentence, kind) is held


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the latest on the strike?", True),
        ("Who is currently in charge?", True),
        ("Who was in charge in 2019?", False),
    ],
)
def test_asking_for_the_newest_state(question: str, wanted: bool) -> None:
    assert wants_news(question) is wanted
