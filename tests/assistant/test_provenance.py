"""Copies, corrections and kinds in an answer: one copy speaks, its origin is named, and its outlets are counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.answers import from_articles
from assistant.cite import attribution, reports
from assistant.rank import Ranking, choose
from assistant.scoring import Sentence
from assistant.types import Evidence, Question
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


def test_who_says_it_names_the_origin_and_marks_what_is_no_news() -> None:
    told = _story(WIRE, COURIER, FLASH, origin="Continental Wire")
    day = date(2025, 4, 1)
    assert attribution(COURIER, as_of=day, story=told) == "The Merrin Courier, 15 March, from Continental Wire"
    assert attribution(WIRE, as_of=day, story=told) == "Continental Wire, 14 March"
    assert attribution(FLASH, as_of=day) == "Daily Flash, 15 March (opinion)"
    assert attribution(replace(COURIER, agency="Reuters"), as_of=day) == "The Merrin Courier, 15 March, from Reuters"


def _answered(*evidence: Evidence) -> list[Sentence]:
    return [
        Sentence(item, 0, len(item.hit.article.text), item.hit.article.text, 1.0 - item.number / 100)
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
    answer = from_articles(question, _answered(*found), sure=True)
    assert (answer.reports.outlets, answer.reports.independent) == (4, 2)
    assert answer.lead == "In the words of 2 articles, 14 to 15 March (4 outlets, 2 independent reports):"
    assert answer.citations[0].also_in == ("Continental Wire", "Daily Flash")
    assert answer.citations[0].origin == "Continental Wire"
    assert answer.notes == ("The Harbor Ledger has corrected its article of 14 March: “Correction: 29 people died.”",)
    assert reports(answer.citations[:1]).independent == 1


def test_an_answer_without_copies_does_not_speak_of_them() -> None:
    question = Question("Who died?", "Who died?", "Who died?", Scope(as_of=date(2025, 4, 1)))
    answer = from_articles(question, _answered(Evidence(1, _hit(COURIER, 1.0))), sure=True)
    assert answer.lead == "In the words of one article, 15 March:"
    assert (answer.reports.outlets, answer.reports.independent, answer.notes) == (1, 1, ())
