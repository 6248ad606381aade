"""What an article knows of itself: read from its words where its source left it out, never overriding it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from corpus.ingestion.dates import day_in_words, parse_published
from corpus.ingestion.language import language_of
from corpus.ingestion.metadata import describe
from corpus.readers.mapping import article_from
from corpus.types import Article

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May, said the mayor."
NOTICE = "Correction: The quay has nine berths, not eight."
NOW = datetime(2025, 6, 20, 12, tzinfo=UTC)


def read(**fields: object) -> Article:
    """Return the article of a record."""
    found = article_from({"title": "Quay", "text": BODY, **fields}, place="a:1")
    assert isinstance(found, Article)
    return found


def test_all_that_a_text_tells() -> None:
    article = read(text=f"MERRIN, March 12, 2025 (Reuters) - {BODY}\n\n{NOTICE}")
    assert (article.kind, article.language, article.dateline, article.agency) == ("wire", "en", "MERRIN", "Reuters")
    assert article.corrections == (NOTICE,)
    assert (article.published, article.dated_by, article.day_confidence) == ("2025-03-12", "text", "low")


def test_a_text_that_tells_nothing() -> None:
    article = read()
    assert (article.kind, article.dateline, article.agency, article.corrections) == ("news", None, None, ())
    assert (article.published, article.dated_by) == (None, None)


def test_what_the_source_says_stays() -> None:
    article = read(
        text=f"MERRIN, March 12, 2025 (Reuters) - {BODY}\n\n{NOTICE}",
        kind="Opinion", language="de-AT", dateline="DRAVNO (AFP) —", agency="AFP", published="2025-03-01",
        corrections=["Correction: the quay has NINE berths, not eight", "Another one."],
    )  # fmt: skip
    assert (article.kind, article.language, article.dateline, article.agency) == ("opinion", "de", "DRAVNO", "AFP")
    assert (article.published, article.dated_by) == ("2025-03-01", "record")
    assert article.corrections == ("Correction: the quay has NINE berths, not eight", "Another one.")


def test_the_day_comes_from_the_record_then_the_address_then_the_text() -> None:
    text, url = f"Published: March 12, 2025\n\n{BODY}", "https://ledger.example/2025/03/11/quay"
    assert [(article.published, article.dated_by) for article in (
        read(text=text, url=url, date="2025-03-10"), read(text=text, url=url), read(text=text))
    ] == [("2025-03-10", "record"), ("2025-03-11", "address"), ("2025-03-12", "text")]  # fmt: skip


def test_a_day_read_from_the_text_does_not_name_the_article() -> None:
    first = read(text=f"Published: March 12, 2025\n\n{BODY}")
    assert first.id != read(text=f"Published: March 12, 2025\n\n{BODY} More.").id


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("March 12, 2025", "2025-03-12"),
        ("Published: Wednesday, 12 March 2025, 10:00 GMT", "2025-03-12"),
        ("Posted on 2025-03-12 10:00", "2025-03-12"),
        ("By Jo Reyes | March 12, 2025", "2025-03-12"),
        ("March 12", None),
        ("The treaty was signed on March 12, 2025.", None),
        ("12 March 2099", None),
        ("12 March 1899", None),
        ("31 June 2024", None),
        ("Updated: March 12, 2025", None),
    ],
)
def test_a_line_of_its_own_is_a_day(opening: str, day: str | None) -> None:
    assert day_in_words(f"A headline\n{opening}\n\n{BODY}", None, now=NOW) == day


def test_a_day_without_a_year_is_none() -> None:
    assert day_in_words(BODY, "March 12", now=NOW) is None
    assert day_in_words(BODY, "12 March 2025", now=NOW) == parse_published("2025-03-12", None, now=NOW)


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        ("x", "en-US", "en"), ("x", "English", "en"), ("x", "pt_BR", "pt"), ("x", "Deutsch", "de"), ("x", "eng", "en"),
        ("x", "und", None), ("x", "an article", None), (BODY, "??", "en"), (BODY, None, "en"),
        ("Der Minister sagte am Montag, dass die Verhandlungen nicht fortgesetzt werden.", None, "de"),
        ("Le ministre a annoncé que les négociations sont dans une impasse totale.", None, "fr"),
        ("El presidente anunció ayer que las nuevas medidas entrarán en vigor el lunes.", None, "es"),
        ("El ministro dijo que el plan del que hablaron las partes no es una buena idea para el país.", None, "es"),
        ("Ministeren sagde mandag, at forhandlingerne ikke vil fortsætte, og at de skal have mere tid.", None, "da"),
        ("De minister zei maandag dat de onderhandelingen met het buurland niet worden voortgezet.", None, "nl"),
        ("Министр заявил в понедельник, что переговоры продолжены не будут.", None, "ru"),
        ("Short.", None, None), ("12345 " * 50, None, None), ("", None, None),
    ],
)  # fmt: skip
def test_the_language(text: str, given: str | None, code: str | None) -> None:
    assert language_of(text, given) == code


@pytest.mark.parametrize("part", ["a", "AB ", "\n", "(", "Q: a?\nA: I b\n", "9:30 p.m. X\n", "We Word ", "\u200f😀"])
def test_hostile_articles_are_described_all_the_same(part: str) -> None:
    text = part * (200_000 // len(part))
    given = text[:300]
    article = describe(
        Article("id", given, text, outlet=given, section=given, authors=(given,), kind=given, language=given,
                dateline=given, agency=given, url=f"https://ledger.example/{given}")
    )  # fmt: skip
    assert article.text == text
    assert article.corrections == ()
