"""Who says what in some invented articles, as the voices of a briefing have it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefing.documents import Reading, Sentence
from assistant.briefing.voices import Spoken, find_voices
from assistant.types import Evidence
from corpus import Article, Hit, Passage, sentence_spans


def _read(texts: Sequence[str]) -> Reading:
    articles, evidence, sentences = [], [], []
    for number, text in enumerate(texts):
        article = Article(str(number), "The harbour", text, published=f"2025-03-{number + 10}")
        item = Evidence(number + 1, Hit(Passage(f"{number}:0", str(number), 1, 0, 0, len(text), text), article))
        articles.append(article)
        evidence.append(item)
        for place, (start, end) in enumerate(sentence_spans(text)):
            sentences.append(Sentence(item, start, end, text[start:end], place, 0.5))
    return Reading("the harbour", {}, {}, tuple(articles), tuple(evidence), tuple(sentences))


def _find(texts: Sequence[str], *, all_of_them: bool = True) -> list[Spoken]:
    return find_voices(_read(texts), all_of_them=all_of_them)


def test_a_surname_is_given_the_full_name_and_role_that_another_article_has() -> None:
    texts = [
        "The mayor, Ann Holt, went to the harbour on Monday. It was raining.",
        "“I have nothing at all to say about the harbour today,” Holt told reporters on Tuesday.",
    ]
    (said,) = _find(texts)
    assert (said.speaker, said.role, said.kind) == ("Ann Holt", "mayor", "named")
    assert said.quotes == ("I have nothing at all to say about the harbour today,",)


def test_what_one_goes_on_to_say_is_one_voice() -> None:
    (said,) = _find(["“I told you that I would do it,” Peter Hask said. “Read it out to all of them at home.”"])
    assert len(said.quotes) == 2
    assert said.sentence.text.startswith("“I told") and said.sentence.text.endswith("home.”")


def test_a_pronoun_is_the_person_of_the_paragraph_before() -> None:
    text = "Ann Lorrimer stood at the quay for six hours.\n“I only wanted to listen to what they had to say,” she said."
    assert [said.speaker for said in _find([text])] == ["Ann Lorrimer"]


def test_it_is_the_body_that_the_sentence_before_is_about() -> None:
    text = "The company disputes the memo. In a statement it said that “several hundred notes are filed every year”."
    assert [(said.speaker, said.kind) for said in _find([text])] == [("The company", "institution")]


def test_words_that_nobody_says_are_no_voice() -> None:
    assert _find(["She wrote “The Day the Harbour Froze”. It was “small”."]) == []


def test_a_briefing_hears_each_speaker_before_it_hears_one_again() -> None:
    topics = ("the crane fell", "rain is due", "ferries stopped", "wages rose", "nobody asked us", "gulls came back")
    own = [f"“At the quay {told}, as we were told at length on that day,” said Ann Holt, the mayor." for told in topics]
    others = [
        "“I would not wait for any boat in that basin before summer,” said Peter Hask.",
        "“My grandfather built half of these sheds with his hands,” said Ida Vale.",
        "“Insurers will look hard at every single claim they get,” said Noor Brandt.",
        "“Whoever signed this contract has never seen salt water,” said Jon Amery.",
    ]
    found = _find([*own, *own, *others], all_of_them=False)
    assert len(found) <= 12
    assert {said.speaker for said in found} == {"Ann Holt", "Peter Hask", "Ida Vale", "Noor Brandt", "Jon Amery"}
    days = [said.sentence.article.published or "" for said in found]
    assert days == sorted(days)
