"""Sentences are scored, and the few that make an answer are picked, as they stand in the article."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.generation.extractive import pick
from assistant.nlp.lexical import names, words_by_stem
from assistant.nlp.similarity import Matches, WordVectors
from assistant.reader.sentence_ranking import Sentence, score_sentences
from tests.assistant.evidence import encode, evidence

STRIKE = (
    "The dockers of Port Ansel walked out on Monday. Their union asked for a rise of 11 percent. "
    "The port handles most of the grain of the country."
)
FLOOD = "The river rose on Friday. Rain had fallen for three days. Nobody had warned the village of Sorrel."


def asked(question: str, *texts: str) -> list[Sentence]:
    return score_sentences(question, evidence(*texts), encode)


def test_the_sentence_that_answers_stands_first_and_is_verbatim() -> None:
    found = asked("What rise did the dockers' union ask for?", STRIKE, FLOOD)
    assert found[0].text == "Their union asked for a rise of 11 percent."
    assert all(s.text == s.evidence.hit.article.text[s.start : s.end] for s in found)
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)


def test_a_number_is_preferred_where_a_number_is_asked_for() -> None:
    text = "The workers of the union asked for a rise. The workers of the union asked for 11 percent."
    assert asked("How much did the workers of the union ask for?", text)[0].text.endswith("11 percent.")


def test_no_evidence_gives_no_sentences_and_scraps_are_none() -> None:
    assert asked("What happened?") == []
    assert [s.text for s in asked("What happened?", "Why?\nThe bridge fell on Monday.")] == [
        "The bridge fell on Monday."
    ]


def test_a_question_of_common_words_alone_is_scored_too() -> None:
    assert asked("What was it?", STRIKE)


def test_each_article_speaks_once_before_one_speaks_again() -> None:
    one = "The dam at Hask broke on Friday night. The dam at Hask broke because its spillway was cracked."
    two = "Lack of care and money broke the dam at Hask, say engineers of the ministry in Merrin."
    picked = pick(asked("How did the dam at Hask break?", one, two))
    assert {s.evidence.hit.article.id for s in picked[:2]} == {"article-1", "article-2"}


def test_a_repeated_sentence_is_said_once() -> None:
    wire = "The dam at Hask broke on Friday night, the ministry said."
    assert len(pick(asked("When did the dam at Hask break?", wire, wire))) == 1


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    picked = pick(asked("What rise was asked for, in percent, by the union?", STRIKE))
    assert picked[0].text.startswith("The dockers of Port Ansel walked out on Monday. Their union")
    assert picked[0].text == STRIKE[picked[0].start : picked[0].end]


def test_nothing_is_brought_across_a_line_break() -> None:
    picked = pick(asked("What rise did the union ask for?", STRIKE.replace(". Their", ".\n\nTheir")))
    assert picked[0].text == "Their union asked for a rise of 11 percent."


def test_spans_of_one_article_never_overlap() -> None:
    text = "The union asked for a rise. It asked for a rise of 11 percent. It asked the port for a rise again."
    spans = sorted((s.start, s.end) for s in pick(asked("What rise did the union ask the port for?", text)))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_nothing_is_picked_from_nothing() -> None:
    assert pick([]) == []


def test_a_word_of_like_meaning_matches_in_part() -> None:
    near = {"jail": (1.0, 0.0), "prison": (0.8, 0.6), "harvest": (0.0, 1.0)}

    def vectors(words: Sequence[str]) -> NDArray[np.float32]:
        return np.array([near[word] for word in words], dtype=np.float32)

    matches = Matches(words_by_stem("jail"), ["prison", "harvest", "jail"], WordVectors(vectors))
    same, like, other = (float(matches.best(word)[0]) for word in ("jail", "prison", "harvest"))
    assert same == 1.0
    assert 0.8 < like < 0.9
    assert other == 0.0
    assert matches.best("and of the").tolist() == [0.0]


def test_words_are_encoded_once() -> None:
    calls: list[str] = []

    def counted(words: Sequence[str]) -> NDArray[np.float32]:
        calls.extend(words)
        return encode(words)

    vectors = WordVectors(counted)
    vectors(["river", "dam"])
    assert vectors(["dam", "rain", "dam"]).shape == (3, 512)
    assert sorted(calls) == ["dam", "rain", "river"]


def test_names_are_the_capital_words_inside_a_sentence() -> None:
    assert names("Who told Judge Ruth Calloway about Hask?") == {"judg", "ruth", "calloway", "hask"}
