"""Test that the held-out sets are whole: fields, splits, and answers that stand in the articles named."""

from collections import Counter
from pathlib import Path

from tests.heldout.verdicts import find_phrase, read_questions

_HERE = Path(__file__).parent
_ARTICLES = _HERE.parent.parent / "corpus" / "demo" / "articles"
_RELATIVE = ("yes", "no", "today", "yesterday", "none")


def test_every_question_has_an_id_of_its_own_and_every_third_is_for_the_report() -> None:
    for path in _HERE.glob("*_questions.jsonl"):
        questions = read_questions(path)
        assert len({question.id for question in questions}) == len(questions)
        kinds = Counter(question.kind for question in questions)
        for kind, count in kinds.items():
            report = [q for q in questions if q.kind == kind and q.split == "report"]
            assert len(report) == count // 3, kind


def test_answers_of_the_demonstration_set_stand_in_their_articles() -> None:
    for question in read_questions(_HERE / "demo_questions.jsonl"):
        body = " ".join((_ARTICLES / f"{name}.md").read_text(encoding="utf-8") for name in question.sources)
        if question.status != "answered":
            continue
        for spellings in question.parts or (question.answers,):
            known = [word for word in spellings if word.casefold() in _RELATIVE or find_phrase(word, body) is not None]
            assert known, question.id
