"""The figures of an evaluation, on outcomes made by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import AssistantError
from assistant.evaluation import metrics
from assistant.evaluation.dataset import Case
from assistant.evaluation.metrics import Outcome, exact_match, stands_in, token_f1
from assistant.evaluation.realtimeqa import Half, read_year, year_of
from assistant.evaluation.report import absence, figures, in_words
from assistant.evaluation.unanswerable import both_ways, drawn
from assistant.nlp.lexical import normalised
from assistant.types import Answer, Question, Statement
from corpus import Article, Scope


def outcome(
    *ranked: str, gold: str = "g", answerable: bool = True, short: str | None = None, confidence: float = 0.5
) -> Outcome:
    status = "answered" if confidence >= 0.5 else "abstained"
    answer = Answer(
        Question("q", "q", "q", Scope()),
        status,  # type: ignore[arg-type]
        (Statement("s", (1,), "quoted"), Statement("t", (), "unsupported")),
        short_answer=short,
        confidence=confidence,
        timings={"retrieve": 0.25},
    )
    case = Case("q", (gold,) if gold else (), ("The Squid Game",), answerable)
    found = tuple(frozenset({i}) for i in ranked)
    return Outcome(case, answer, found, tuple(f"It was {i}: squid game!" for i in ranked), found, len(ranked))


def test_articles_are_ranked() -> None:
    outcomes = [outcome("g"), outcome("a", "b", "g"), outcome("a"), outcome("a", gold="")]
    assert metrics.hit_at(outcomes, 1) == pytest.approx(1 / 3)
    assert metrics.hit_at(outcomes, 3) == pytest.approx(2 / 3)
    assert metrics.mrr_at(outcomes, 10) == pytest.approx((1 + 1 / 3) / 3)
    assert metrics.mrr_at(outcomes, 2) == pytest.approx(1 / 3)
    assert metrics.cited_at(outcomes, 1) == pytest.approx(1 / 3)
    assert metrics.answer_recall_at(outcomes, 5) == 1
    assert metrics.verbatim(outcomes) == 1
    assert metrics.supported(outcomes) == 0.5


def test_what_has_no_case_is_none_and_not_nought() -> None:
    assert metrics.hit_at([outcome("a", gold="")], 1) is None
    assert metrics.abstained([outcome("a")]) is None
    assert figures([])["MRR@10"] is None
    assert (in_words(None), in_words(0.5), in_words(1234)) == ("–", "0.500", "1,234")


def test_abstention() -> None:
    outcomes = [outcome(confidence=0.9), outcome(confidence=0.4), outcome(answerable=False, confidence=0.4)]
    assert metrics.answered(outcomes) == 0.5
    assert metrics.abstained(outcomes) == 1
    assert metrics.area_under_roc(outcomes) == 0.75
    assert absence(outcomes)["answer hidden, abstained"] == 1


def test_short_answers_count_nought_where_there_is_none() -> None:
    outcomes = [outcome(short="squid game"), outcome(short="a game"), outcome()]
    assert metrics.short_answers(outcomes, exact_match) == pytest.approx(1 / 3)
    assert metrics.short_answers(outcomes, token_f1) == pytest.approx((1 + 2 / 3) / 3)
    assert metrics.short_answers(outcomes, exact_match, answered_only=True) == 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The Squid Game!", "squid game"), ("“A”", ""), ("U.S.", "us"), ("  an   apple ", "apple"), ("", "")],
)
def test_normalisation(text: str, expected: str) -> None:
    assert normalised(text) == expected


def test_answers_stand_in_a_text_whole() -> None:
    assert stands_in("Squid Game", "The hit “Squid Game” returns.")
    assert not stands_in("art", "The party began.")
    assert not stands_in("the", "The party began.")
    assert token_f1("", "") == 1
    assert token_f1("", "a dog") == 0


def test_seconds_are_the_median_and_the_nearest_rank() -> None:
    assert metrics.seconds([float(n) for n in range(1, 101)]) == (50.5, 95.0)
    assert metrics.seconds([2.0]) == (2.0, 2.0)
    assert metrics.seconds([]) == (0.0, 0.0)


def test_a_case_is_asked_with_its_answer_and_without() -> None:
    articles = [
        Article("a", "Squid Game is back", "News."),
        Article("b", "T", "A squid and a game."),
        Article("c", "T", "x"),
    ]
    cases = [Case("q", answers=("Squid Game",)), Case("r", answers=("Nowhere",)), Case("s", answers=())]
    assert drawn(cases, 5) == drawn(cases, 5)
    assert len(drawn(cases, 1)) == 1
    there, hidden = both_ways(drawn(cases, 5)[::-1], articles)
    assert (there.answerable, hidden.answerable, hidden.hidden) == (True, False, frozenset({"a"}))


def _checkout(folder: Path) -> Path:
    year = folder / "past" / "2022"
    year.mkdir(parents=True)
    for week in ("20220617", "20220624", "20220701"):
        question = {
            "question_id": f"{week}_0", "question_date": "2022/06/16", "question_sentence": f"Which show of {week}?",
            "choices": ["A", "B"], "answer": ["1"],
            "evidence": f'It <a href="https://www.cnn.com/{week}/index.html">stands</a> there.',
        }  # fmt: skip
        (year / f"{week}_qa.jsonl").write_text(json.dumps(question) + "\n", encoding="utf-8")
    gold = {
        "question_id": "20220617_0",
        "search_result": [{"url": "http://edition.cnn.com/gold?utm_source=x"}, {"url": None}],
    }
    (year / "20220617_gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("half", "weeks"), [("tune", ["20220617", "20220701"]), ("report", ["20220624"]), ("all", ["20220617"] * 3)]
)
def test_the_weeks_of_realtimeqa_are_halved(tmp_path: Path, half: Half, weeks: list[str]) -> None:
    known = {"https://cnn.com/20220617": "x", "https://cnn.com/gold": "y"}
    cases = read_year(year_of(_checkout(tmp_path), 2022), half=half, known=known)
    assert len(cases) == len(weeks)
    if half == "tune":
        first, last = cases
        assert (first.articles, first.answers, first.as_of) == (("x", "y"), ("B",), date(2022, 6, 16))
        assert (last.articles, last.id) == ((), "20220701_0")


def test_what_is_no_checkout_is_said(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match="no questions of 2023"):
        year_of(_checkout(tmp_path), 2023)
    (tmp_path / "past" / "2022" / "20220708_qa.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(AssistantError, match=r"20220708_qa\.jsonl:1"):
        read_year(year_of(tmp_path, 2022), half="all", known={})
