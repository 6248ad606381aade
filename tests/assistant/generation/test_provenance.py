"""Copies, corrections and kinds in an answer: one copy speaks, its origin is named, and its outlets are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.citations import attribution, citation, reports
from assistant.generation.extractive import extract_answer
from assistant.reader.passages import ReadPassages
from assistant.reader.sentence_ranking import Sentence
from assistant.retrieval.ranking import Ranking, choose
from assistant.types import Also, Evidence, Question
from corpus import Article, Copy, Hit, Passage, Scope, Story

_TEXT = "The dam at Hask broke on Friday night, the ministry said."


def _article(i: str, outlet: str | None, day: str = "2025-03-14", **facts: object) -> Article:
    return Article(i, f"Title {i}", _TEXT, outlet=outlet, published=day, **facts)  # type: ignore[arg-type]


def _hit(article: Article, score: float, story: str = "") -> Hit:
    passage = Passage(f"{article.id}.1.0", article.id, 1, 0, 0, len(article.text), article.text)
    return Hit(passage, article, score=score, story=story or article.id)


def _story(*articles: Article, origin: str | None) -> Story:
    first, *others = articles
    return Story(first.id, (Copy(first, None, "first", 1.0), *(Copy(o, first.id, "near", 0.9) for o in others)), origin)


WIRE = _article("wire", "Continental Wire", "2025-03-14T20:00:00Z")
COURIER = _article("courier", "The Merrin Courier", "2025-03-15")
FLASH = _article("flash", "Daily Flash", "2025-03-15", kind="opinion")


def _speaks(*hits: Hit) -> list[str]:
    return [hit.article.id for hit in choose(sorted(hits, key=lambda h: -h.score), limit=8, ranking=Ranking())]


def test_of_a_story_the_copy_that_was_printed_first_speaks_where_it_is_hardly_worse() -> None:
    assert _speaks(_hit(COURIER, 1.0, "wire"), _hit(WIRE, 0.9, "wire"), _hit(FLASH, 0.8, "wire")) == ["wire"]
    assert _speaks(_hit(COURIER, 1.0, "wire"), _hit(WIRE, 0.5, "wire")) == ["courier"], "the first one was cut"


def test_a_copy_with_a_correction_speaks_before_the_first_print() -> None:
    corrected = replace(COURIER, corrections=("Correction: it was Saturday.",))
    assert _speaks(_hit(corrected, 0.9, "wire"), _hit(WIRE, 1.0, "wire")) == ["courier"]


_SEVEN = (
    "KORVA (Reuters) - A train with chlorine left the rails near Korva early on Saturday, the ministry said. Nobody "
    "was killed. Seven firemen were treated for burns. The line to the coast will be shut for a week, said Anton Reis."
)
_NINETEEN = _SEVEN.replace("Nobody was", "Two men were").replace("Seven", "Nineteen")


def _train(i: str, outlet: str, day: str, text: str, **facts: object) -> Article:
    return replace(_article(i, outlet, day, **facts), text=text)


ANCHOR, UPDATE = _train("anchor", "Anchor", "2025-03-15", _SEVEN), _train("update", "Anchor", "2025-03-16", _NINETEEN)
SUN = _train(
    "sun", "Sun", "2025-03-16", _SEVEN.replace("(Reuters)", "(AP)").replace("early on", "in the small hours of")
)


def test_a_copy_that_says_something_else_stands_beside_the_one_that_speaks() -> None:
    late = _train("late", "Star", "2025-03-17", _NINETEEN)
    hits = [_hit(SUN, 1.0, "a"), _hit(late, 0.9, "a"), _hit(UPDATE, 0.8, "a")]
    assert _speaks(*hits) == ["sun", "late"], "two that say the same stand there once"
    judge = _SEVEN.replace("Anton Reis", "Hanna Lund")
    assert _speaks(_hit(SUN, 1.0, "a"), _hit(_train("judge", "Star", "2025-03-17", judge), 0.9, "a")) == [
        "sun",
        "judge",
    ]


def test_a_copy_in_other_words_does_not_stand_beside() -> None:
    assert _speaks(_hit(ANCHOR, 1.0, "a"), _hit(SUN, 0.9, "a")) == ["anchor"]
    cut = _train("cut", "Star", "2025-03-17", _SEVEN.partition(" Nobody")[0])
    assert _speaks(_hit(ANCHOR, 1.0, "a"), _hit(cut, 0.9, "a")) == ["anchor"]


def test_only_the_passage_that_says_something_else_stands_beside() -> None:
    head, tail = _hit(UPDATE, 0.9, "a"), _hit(UPDATE, 0.8, "a")
    at = _NINETEEN.index("The line")
    head = replace(head, passage=replace(head.passage, end=at, text=_NINETEEN[:at]))
    tail = replace(tail, passage=replace(tail.passage, id="update.1.1", start=at, text=_NINETEEN[at:]))
    found = choose([_hit(SUN, 1.0, "a"), head, tail], limit=8, ranking=Ranking())
    assert [hit.passage.id for hit in found] == ["sun.1.0", "update.1.0"]


def test_an_outlets_later_copy_takes_the_place_of_its_earlier_one() -> None:
    assert _speaks(_hit(ANCHOR, 1.0, "a"), _hit(UPDATE, 0.9, "a")) == ["update"]
    assert _speaks(_hit(ANCHOR, 1.0, "a"), _hit(UPDATE, 0.2, "a")) == ["update"], "it says something else"
    later = replace(ANCHOR, id="later", published="2025-03-17")
    assert _speaks(_hit(ANCHOR, 1.0, "a"), _hit(later, 0.2, "a")) == ["anchor"], "it was cut"
    corrected = replace(ANCHOR, corrections=("Correction: seven, not six.",))
    assert _speaks(_hit(corrected, 1.0, "a"), _hit(UPDATE, 0.9, "a")) == ["anchor", "update"]


def test_who_says_it_names_the_origin_and_marks_what_is_no_news() -> None:
    told = _story(WIRE, COURIER, FLASH, origin="Continental Wire")
    day = date(2025, 4, 1)
    assert attribution(COURIER, as_of=day, story=told) == "The Merrin Courier, 15 March, from Continental Wire"
    assert attribution(WIRE, as_of=day, story=told) == "Continental Wire, 14 March"
    assert attribution(FLASH, as_of=day) == "Daily Flash, 15 March (opinion)"
    assert attribution(replace(COURIER, agency="Reuters"), as_of=day) == "The Merrin Courier, 15 March, from Reuters"


def _answered(*evidence: Evidence) -> list[Sentence]:
    return [
        Sentence(item, 0, len(item.hit.article.text), item.hit.article.text, 1.0 - item.number / 100, reader=0.3)
        for item in evidence
    ]


def test_an_answer_counts_outlets_and_independent_reports_and_tells_of_corrections() -> None:
    told = _story(WIRE, COURIER, FLASH, origin="Continental Wire")
    other = replace(
        _article("ledger", "The Harbor Ledger", corrections=("Correction: 29 people died.",)),
        text="Twenty-nine people drowned in Sorrel when the water came.",
    )
    question = Question("Who died?", "Who died?", "Who died?", Scope(as_of=date(2025, 4, 1)))
    found = [Evidence(1, _hit(COURIER, 1.0, "wire"), told), Evidence(2, _hit(other, 0.9))]
    answer = extract_answer(question, ReadPassages(_answered(*found), (), 1.0), doubtful=False)
    assert (answer.reports.outlets, answer.reports.independent) == (4, 2)
    assert answer.citations[0].also_in == ("Continental Wire", "Daily Flash")
    assert answer.citations[0].origin == "Continental Wire"
    notice = "The Harbor Ledger has corrected its article of 14 March: “Correction: 29 people died.”"
    assert answer.also == (Also(notice, "correction", (2,)),)
    assert reports(answer.citations[:1]).independent == 1


def test_also_in_are_outlets_whose_newest_copy_has_the_cited_words() -> None:
    typeset = replace(FLASH, id="typeset", outlet="Typeset", text=_TEXT.replace("the ministry", "the\n ministry"))
    cut = replace(FLASH, id="cut", outlet="Cut", text="The dam at Hask broke.")
    changed = replace(COURIER, id="changed", published="2025-03-16", text=_TEXT.replace("Friday", "Saturday"))
    told = _story(WIRE, COURIER, typeset, cut, changed, origin=None)
    cited = citation(1, WIRE, _hit(WIRE, 1.0).passage, 0, len(_TEXT), story=told)
    assert cited.also_in == ("Typeset",)
    assert reports([cited]).outlets == 2


def test_an_answer_without_copies_does_not_speak_of_them() -> None:
    question = Question("Who died?", "Who died?", "Who died?", Scope(as_of=date(2025, 4, 1)))
    sentences = _answered(Evidence(1, _hit(COURIER, 1.0)))
    answer = extract_answer(question, ReadPassages(sentences, (), 1.0), doubtful=False)
    assert answer.lead == ""
    assert (answer.reports.outlets, answer.reports.independent, answer.notes) == (1, 1, ())
