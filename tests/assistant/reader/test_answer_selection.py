"""Answers in a few words: spans of several passages added up, and placed in the sentence that is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.generation.extractive import extract_answer
from assistant.reader.answer_selection import Candidate, candidates
from assistant.reader.answer_spans import completed
from assistant.reader.answer_types import fits
from assistant.reader.model import Reading, Span, read_hits
from assistant.reader.passages import ReadPassages
from assistant.reader.sentence_ranking import score_sentences
from assistant.serialization import answer_json
from assistant.types import Answer, Evidence, FirstLine, Form, Question
from corpus import CannotCompile, Scope
from tests.assistant.evidence import evidence

FERRY = "The ferry struck the pier on Tuesday. Mayor Ilse Kovar said that 63 people were hurt."
OTHER = "Sixty-three were hurt, Mayor Ilse Kovar told reporters. Captain Jon Brandt was questioned."
WRONG = "Captain Jon Brandt spoke of the pier. It was built in 1911."


def reading(passage: str, *spans: tuple[str, float], answers: float = 0.9) -> Reading:
    found = (Span(passage.index(words), passage.index(words) + len(words), share) for words, share in spans)
    return Reading(tuple(found), 0.0, answers)


def read(texts: Sequence[str], *readings: Reading) -> tuple[list[Evidence], dict[str, Reading]]:
    held = evidence(*texts)
    return held, {item.hit.passage.id: found for item, found in zip(held, readings, strict=True)}


def asked(question: str, form: Form = "fact") -> Question:
    return Question(question, question, question, Scope(), form=form)


def answers(question: str, *pairs: tuple[str, Reading]) -> list[Candidate]:
    held, readings = read([text for text, _ in pairs], *(found for _, found in pairs))
    level = [replace(sentence, score=1.0) for sentence in score_sentences(question, held)]
    return candidates(asked(question), level, held, readings)


def test_what_several_passages_say_outweighs_what_one_says_loudest() -> None:
    found = answers(
        "Who spoke to reporters?",
        (WRONG, reading(WRONG, ("Jon Brandt", 0.6))),
        (FERRY, reading(FERRY, ("Ilse Kovar", 0.45))),
        (OTHER, reading(OTHER, ("Ilse Kovar", 0.4), ("Jon Brandt", 0.1))),
    )
    assert found[0].text == "Ilse Kovar"
    assert found[0].evidence.hit.article.text[found[0].start : found[0].end] == "Ilse Kovar"
    assert 0 < found[1].share < found[0].share


def test_a_passage_that_hardly_answers_has_little_to_say() -> None:
    doubtful = reading(WRONG, ("Jon Brandt", 0.9), answers=0.05)
    found = answers("Who spoke?", (WRONG, doubtful), (FERRY, reading(FERRY, ("Ilse Kovar", 0.3))))
    assert [c.text for c in found] == ["Ilse Kovar", "Jon Brandt"]


def test_a_figure_answers_how_many_sooner_than_a_name() -> None:
    both = reading(FERRY, ("Ilse Kovar", 0.4), ("63", 0.3))
    assert answers("How many people were hurt?", (FERRY, both))[0].text == "63"
    assert answers("Who counted them?", (FERRY, both))[0].text == "Ilse Kovar"


def test_the_questions_own_words_are_no_answer_unless_it_offers_them() -> None:
    both = reading(FERRY, ("ferry", 0.5), ("pier", 0.3))
    assert answers("What did the ferry strike?", (FERRY, both))[0].text == "pier"
    assert answers("Was it a ferry or a train?", (FERRY, both))[0].text == "ferry"


def test_a_question_for_yes_or_no_has_no_short_answer() -> None:
    assert answers("Was anybody hurt?", (FERRY, reading(FERRY, ("63", 0.9)))) == []
    held, readings = read([FERRY], reading(FERRY, ("63", 0.9)))
    sentences = score_sentences("What happened in Korva?", held)
    assert candidates(asked("What is the latest on who was hurt?", "latest"), sentences, held, readings) == []


def answered(share: float, *, question: str = "Who spoke?") -> Answer:
    """Return the answer where the reader takes a name in the second passage for the answer, with a share."""
    held, readings = read([WRONG, FERRY], reading(WRONG), reading(FERRY, ("Ilse Kovar", share), answers=1.0))
    level = [replace(sentence, score=1.0) for sentence in score_sentences(question, held)]
    passages = ReadPassages(level, candidates(asked(question), level, held, readings), 1.0)
    return extract_answer(asked(question), passages, doubtful=False)


def test_the_sentence_that_holds_the_answer_comes_first() -> None:
    answer = answered(0.8)
    at = answer.short_answer_in(answer.statements[0])
    assert at is not None
    assert answer.statements[0].text[slice(*at)] == answer.short_answer == answer.headline == "Ilse Kovar"
    assert answer.answer == FirstLine("Ilse Kovar", "span", (1,), answer.answer.as_of if answer.answer else None)
    value = answer_json(answer)
    assert value["short_answer_at"] == {"citation": 1, "start": FERRY.index("Ilse"), "end": FERRY.index(" said that")}


def test_an_unsure_answer_is_a_sentence() -> None:
    answer = answered(0.2)
    assert answer.headline is None
    assert answer.short_answer_confidence < 0.5
    assert answer.answer is not None
    assert (answer.answer.kind, answer.answer.text) == ("sentence", answer.statements[0].text)


def test_without_a_short_answer_there_is_none_in_the_object() -> None:
    value = answer_json(answered(0.0))
    assert (value["short_answer"], value["short_answer_at"], value["short_answer_confidence"]) == (None, None, 0.0)


class Fixed:
    """Answer with given readings."""

    def __init__(self, *readings: Reading) -> None:
        self.readings = list(readings)

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        assert question
        return self.readings[: len(passages)]


class Broken:
    """Have no runtime."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        raise CannotCompile("no processor")


def test_each_hit_is_read_and_without_a_runtime_none_is() -> None:
    found = [item.hit for item in evidence(WRONG, FERRY)]
    read = read_hits(Fixed(reading(WRONG, answers=0.0), reading(FERRY, answers=1.0)), "Who spoke?", found)
    assert [read[hit.passage.id].answers for hit in found] == [0.0, 1.0]
    assert read_hits(Broken(), "Who spoke?", found) == {}


@pytest.mark.parametrize(
    ("question", "text", "words", "whole"),
    [
        ("Who withdrew?", "On Monday Novak Djokovic withdrew.", "Djokovic", "Novak Djokovic"),
        ("Who withdrew?", "Then President Novak Djokovic withdrew.", "Novak", "Novak Djokovic"),
        ("Which gallery?", "It hangs in the National Gallery.", "National", "National Gallery"),
        ("Who won?", "The Courier says Brandt won.", "Brandt", "Brandt"),
        ("How old is he?", "The 17-year-old pilot landed.", "17-year", "17"),
        ("How long?", "A 20-year sentence.", "20", "20-year"),
        ("What did he call it?", "He called it “a disgrace”, and left.", "“a disgrace”, ", "a disgrace"),
        ("Who won?", "MERRIN\n\nIlse Kovar won.", "MERRIN\n\nIlse Kovar", "Ilse Kovar"),
        ("Who?", "… — …", "… — …", ""),
        ("Wer?", "Gewonnen hat Jürgen Groß-Weber.", "Groß", "Jürgen Groß-Weber"),
        ("Who?", "🚢 Ilse Kovar 🚢 spoke.", "Kovar", "Ilse Kovar"),
    ],
)
def test_an_answer_is_given_in_whole_words(question: str, text: str, words: str, whole: str) -> None:
    start = text.index(words)
    begin, end = completed(question, text, start, start + len(words))
    assert text[begin:end] == whole


@pytest.mark.parametrize(
    ("question", "fit", "unfit"),
    [
        ("What percentage of voters agreed?", "45%", "45"),
        ("How much did the bridge cost?", "$40 million", "four years"),
        ("How old is she?", "63", "young"),
        ("In which year did it open?", "1911", "last March"),
        ("How long was he jailed?", "20 years", "20"),
        ("How many people were hurt?", "sixty", "people"),
        ("Which film won?", "The Harbour", ""),
        ("Who leads the inquiry?", "Judge Ilse Kovar", "The interim report of the inquiry"),
    ],
)
def test_the_questions_words_say_of_what_kind_the_answer_is(question: str, fit: str, unfit: str) -> None:
    assert fits(question, fit)
    assert not unfit or not fits(question, unfit)


def test_a_country_is_given_where_one_is_asked_for_and_one_is_there() -> None:
    quake = "The earthquake struck Luzon in the Philippines. Talvia sent help on Tuesday."
    both = reading(quake, ("Luzon", 0.6), ("Philippines", 0.3))
    assert answers("Which country was struck?", (quake, both))[0].text == "Philippines"
    invented = reading(quake, ("Talvia", 0.6), ("Luzon", 0.3))
    assert answers("Which country sent help?", (quake, invented))[0].text == "Talvia"


def test_the_place_that_a_thing_was_stolen_from_is_nobody() -> None:
    text = "The ring was stolen from the Kovar Museum. Jon Brandt took it, the police say."
    found = answers("Who stole the ring?", (text, reading(text, ("Kovar Museum", 0.6), ("Jon Brandt", 0.3))))
    assert found[0].text == "Jon Brandt"
    where = answers("Where was the ring stolen?", (text, reading(text, ("Kovar Museum", 0.6), ("Jon Brandt", 0.3))))
    assert where[0].text == "Kovar Museum"
