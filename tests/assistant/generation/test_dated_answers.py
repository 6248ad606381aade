"""Days that an article tells by a weekday are told in full, where the words have none."""

from __future__ import annotations

import pytest

from assistant.generation.dated_answers import date_answer, explain_day
from assistant.reader.sentence_ranking import Sentence
from assistant.types import Evidence
from corpus import Article, Hit, Passage


def sentence(text: str, published: str | None = "2025-04-02") -> Sentence:
    """Return a sentence of an article that says something before it; 2 April 2025 is a Wednesday."""
    whole = f"The board met. {text}"
    article = Article(id="a", title="Board", text=whole, published=published)
    start = len(whole) - len(text)
    hit = Hit(Passage("p", "a", 1, 0, 0, len(whole), whole), article)
    return Sentence(Evidence(1, hit), start, len(whole), text)


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("She resigned on Wednesday.", "Wednesday", "Wednesday [2 April 2025]"),
        ("The strike began on Monday of last week.", "Monday of last week", "Monday of last week [24 March 2025]"),
        ("He was arrested yesterday.", "yesterday", "yesterday [1 April 2025]"),
        ("She resigned on 31 March.", "31 March", "31 March"),
        ("It began in June 2019.", "June 2019", "June 2019"),
        ("He came on Monday and left on Tuesday.", "Tuesday", "Tuesday [1 April 2025]"),
        ("She resigned after the vote.", "after the vote", "after the vote"),
    ],
)
def test_a_short_answer_names_its_day_in_full(text: str, answer: str, told: str) -> None:
    found = sentence(text)
    assert date_answer(answer, found, found.start + text.index(answer)) == told


def test_a_day_of_an_undated_article_stays_as_it_is() -> None:
    found = sentence("She resigned on Wednesday.", None)
    assert date_answer("Wednesday", found, found.start + 16) == "Wednesday"
    assert explain_day(found) == ""


def test_the_one_weekday_of_a_sentence_is_explained() -> None:
    assert explain_day(sentence("She resigned on Wednesday.")) == "“Wednesday” is 2 April 2025 here."
    assert explain_day(sentence("He came on Monday and left on Tuesday.")) == ""
    assert explain_day(sentence("She resigned on 31 March.")) == ""
