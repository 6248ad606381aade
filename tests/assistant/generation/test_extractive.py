"""Sentences are scored, and the few that make an answer are picked, as they stand in the article."""

from __future__ import annotations

from itertools import pairwise

from assistant.generation.whole_sentences import distinct
from assistant.nlp.lexical import names
from assistant.reader.sentence_ranking import Sentence, score_sentences
from tests.assistant.evidence import evidence

STRIKE = (
    "The dockers of Port Ansel walked out on Monday. Their union asked for a rise of 11 percent. "
    "The port handles most of the grain of the country."
)
FLOOD = "The river rose on Friday. Rain had fallen for three days. Nobody had warned the village of Sorrel."


def asked(question: str, *texts: str) -> list[Sentence]:
    return score_sentences(question, evidence(*texts))


def _pick(ranked: list[Sentence]) -> list[Sentence]:
    return distinct(ranked, limit=3)


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


def test_a_repeated_sentence_is_said_once() -> None:
    wire = "The dam at Hask broke on Friday night, the ministry said."
    assert len(_pick(asked("When did the dam at Hask break?", wire, wire))) == 1


def test_a_sentence_that_points_back_brings_the_one_before_it() -> None:
    picked = _pick(asked("What rise was asked for, in percent, by the union?", STRIKE))
    assert picked[0].text.startswith("The dockers of Port Ansel walked out on Monday. Their union")
    assert picked[0].text == STRIKE[picked[0].start : picked[0].end]


def test_nothing_is_brought_across_a_line_break() -> None:
    picked = _pick(asked("What rise did the union ask for?", STRIKE.replace(". Their", ".\n\nTheir")))
    assert picked[0].text == "Their union asked for a rise of 11 percent."


def test_spans_of_one_article_never_overlap() -> None:
    text = "The union asked for a rise. It asked for a rise of 11 percent. It asked the port for a rise again."
    spans = sorted((s.start, s.end) for s in _pick(asked("What rise did the union ask the port for?", text)))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_nothing_is_picked_from_nothing() -> None:
    assert distinct([], limit=3) == []


def test_names_are_the_capital_words_inside_a_sentence() -> None:
    assert names("Who told Judge Ruth Calloway about Hask?") == {"judg", "ruth", "calloway", "hask"}
