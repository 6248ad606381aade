"""Days as sources write them: each is the day meant, or the article is taken without one and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.ingestion.dates import parse_published
from corpus.readers import read_sources
from corpus.types import Article

_READ = [
    # what is written, and what it is
    ("Mo, 25 Jun 2018 11:41:36", "2018-06-25T11:41:36Z"),
    ("Ke, 30 Lok 2013 11:34:37 +0000", "2013-10-30T11:34:37Z"),
    ("Do, 10 Dez 2020 08:00:00 +0100", "2020-12-10T08:00:00+01:00"),
    ("Ср, 05 фев 2020 10:30:00 +0300", "2020-02-05T10:30:00+03:00"),
    ("mer., 14 août 2019 09:00:00 +0200", "2019-08-14T09:00:00+02:00"),
    ("mar. 4 mar. 2025", "2025-03-04"),
    ("dom, 2 mar 2025 10:00", "2025-03-02T10:00:00Z"),
    ("vendredi 14 février 2025 à 10h15", "2025-02-14T10:15:00Z"),
    ("14 de febrero de 2025", "2025-02-14"),
    ("torsdag 13. mars 2025 kl. 10.15", "2025-03-13T10:15:00Z"),
    ("to 13.3.2025 klo 10.15", "2025-03-13T10:15:00Z"),
    ("2025. február 14. 10:15", "2025-02-14T10:15:00Z"),
    ("2025 m. vasario 14 d.", "2025-02-14"),
    ("14 Şubat 2025 Cuma 10:15", "2025-02-14T10:15:00Z"),
    ("14 Φεβρουαρίου 2025", "2025-02-14"),
    ("2025年2月14日", "2025-02-14"),
    ("2025년 2월 14일", "2025-02-14"),
    ("شکراً ١٤ فبراير ٢٠٢٥", "2025-02-14"),
    ("शुक्रवार, 14 फ़रवरी 2025", "2025-02-14"),
    ("14 กุมภาพันธ์ 2568", "2025-02-14"),
    ("Freitag, 14.02.2025 10:15 Uhr", "2025-02-14T10:15:00Z"),
    ("03.04.2025", "2025-04-03"),
    ("Friday 14th February 2025 10.15 GMT", "2025-02-14T10:15:00Z"),
    ("Fri 14 Feb 2025 10.15 GMT Last modified on Sat 15 Feb 2025 11.00 GMT", "2025-02-14T10:15:00Z"),
    ("Updated 15 Feb 2025 | Published 14 Feb 2025", "2025-02-14"),
    ("Veröffentlicht am 14. März 2025, aktualisiert am 18. März 2025, 09:00 Uhr", "2025-03-14"),
    ("Published: 14/02/2025", "2025-02-14"),
    ("Datum: 14.02.2025", "2025-02-14"),
    ("Le 14/02/2025 à 10:15", "2025-02-14T10:15:00Z"),
    ("20 mins ago | 14 Feb 2025", "2025-02-14"),
    ("2025-02-14T10:00:00 Europe/Oslo", "2025-02-14T10:00:00+01:00"),
    ("2025-02-14T10:00:00+01:00[Europe/Oslo]", "2025-02-14T10:00:00+01:00"),
    ("2025-02-14 10:00 MESZ", "2025-02-14T10:00:00+02:00"),
    ("Feb. 14, 2025 at 5:30 p.m. ET", "2025-02-14T17:30:00-05:00"),
    ("14 Feb 2025 10:00 IST", "2025-02-14"),  # India, Israel or Ireland: the day is sure, the moment is not
    ("2025-045", "2025-02-14"),
    ("2025-W07-5", "2025-02-14"),
    (45702, "2025-02-14"),
    ("45702.5", "2025-02-14T12:00:00Z"),
    ("/Date(1739527200000)/", "2025-02-14T10:00:00Z"),
    ("/Date(1739527200000+0100)/", "2025-02-14T10:00:00Z"),
    ("new Date(1739527200000)", "2025-02-14T10:00:00Z"),
    ('ISODate("2025-02-14T10:00:00Z")', "2025-02-14T10:00:00Z"),
    ({"$date": "2025-02-14T10:00:00Z"}, "2025-02-14T10:00:00Z"),
    ({"$date": {"$numberLong": "1739527200000"}}, "2025-02-14T10:00:00Z"),
    ({"_seconds": 1739527200, "_nanoseconds": 0}, "2025-02-14T10:00:00Z"),
    ({"date": "2025-02-14 10:00:00.000000", "timezone": "Europe/Oslo"}, "2025-02-14T10:00:00+01:00"),
    ([2025, 2, 14, 10, 15], "2025-02-14T10:15:00Z"),
]

_NONE = [
    *("12 hours ago", "yesterday", "14 minuti fa", "February 2025", "2025", "14 Feb", "2025-W07", "1,739,527,200"),
    *("0000-00-00", "0001-01-01T00:00:00Z", "Mon, 30 Nov -0001 00:00:00 +0000", "1970-01-01T00:00:00Z"),
    *("2025-02-14T25:00:00Z", "Sat, 01 Mar 2025 25:61:00 GMT", "31.02.2025", "03/04/2025", "5 lis 2020"),
    *("Updated: 15 February 2025", "zuletzt geändert am 15. Februar 2025", {"year": 2025}, [2025, 2]),
]


@pytest.mark.parametrize(("written", "day"), _READ, ids=str)
def test_a_day_is_read(written: object, day: str) -> None:
    assert parse_published(written, None) == day


@pytest.mark.parametrize("written", _NONE, ids=str)
def test_what_is_no_one_day_leaves_the_article_without_one(written: object, tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_text(json.dumps([{"title": "Quay", "text": "The quay opens in May, the mayor said.", "date": written}]))
    (article,) = read_sources([path])
    assert isinstance(article, Article)
    assert article.published is None
    assert article.remarks[0].startswith("its day is not taken: ")


def test_the_language_of_a_feed_tells_its_months() -> None:
    assert parse_published("5 lis 2020", None, language="pl") == "2020-11-05"
    assert parse_published("5 lis 2020", None, language="hr") == "2020-10-05"


_PAGE = (
    '<html lang="{lang}"><head><title>Ferry fined</title>{head}</head><body><article><h1>Ferry fined</h1>{seen}'
    "<p>The ferry company was fined 400,000 crowns on Friday for sailing without enough life jackets, it was said.</p>"
    "<p>The company said that it would appeal. It had been warned twice since 2019, most recently on 3 May 2024.</p>"
    "</article><aside><span>Published 1 January 2020</span></aside><footer>Published 2 February 2021</footer></body>"
)
_CHANGED = '<meta property="article:modified_time" content="2025-03-18T09:00:00+00:00">'
_LINKED = (
    '<script type="application/ld+json">{{"@type":"NewsArticle","datePublished":"{}","dateModified":"{}"}}</script>'
)
_PAGES = [
    ("en", _CHANGED, "<p>Updated: 18 March 2025 at 09:00 Published 14 March 2025 17:45</p>", "2025-03-14T17:45:00Z"),
    ("en", _CHANGED + '<meta name="date" content="2025-03-18">', "<p>First published 14 March 2025</p>", "2025-03-14"),
    ("en", _CHANGED, "", None),
    ("en", '<meta name="date" content="2025-03-14">' + _CHANGED, "", "2025-03-14"),
    ("de", _CHANGED, "<p>Veröffentlicht: 14. März 2025</p>", "2025-03-14"),
    (
        "fr",
        _CHANGED,
        "<span>Publié le 14 mars 2025 à 10h15 - Mis à jour le 18 mars 2025</span>",
        "2025-03-14T10:15:00Z",
    ),
    ("nl", "", "<b>Gepubliceerd op</b> <i>14 maart 2025</i>", "2025-03-14"),
    ("ja", "", "<p>公開: 2025年3月14日 更新: 2025年3月18日</p>", "2025-03-14"),
    (
        "en",
        _LINKED.format("2025-03-18T09:00:00Z", "2025-03-18T09:00:00Z"),
        "<p>Published 14 March 2025</p>",
        "2025-03-14",
    ),
    (
        "en",
        _LINKED.format("2025-03-14T09:00:00Z", "2025-03-18"),
        "<p>Published 20 March 2025</p>",
        "2025-03-14T09:00:00Z",
    ),
    ("en", "", '<time datetime="2025-03-14" itemprop="datePublished">Friday</time>', "2025-03-14"),
    ("en", "", "<p>2 hours ago · 3 min read</p>", None),
]


@pytest.mark.parametrize(("lang", "head", "seen", "day"), _PAGES)
def test_the_day_of_a_page_is_that_of_publication(
    lang: str, head: str, seen: str, day: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(_PAGE.format(lang=lang, head=head, seen=seen), encoding="utf-8")
    (article,) = (record for record in read_sources([path]) if isinstance(record, Article))
    assert article.published == day


_MAILS = [
    "---------- Forwarded message ---------\nFrom: Press Office <press@port.example>\nDate: Fri, 14 Mar 2025 at 17:45\n"
    "Subject: Quay opens\nTo: <desk@herald.example>\n\n",
    "FYI, for tomorrow.\n\nVon: Press Office <press@port.example>\nGesendet: Freitag, 14. März 2025 17:45\n"
    "An: desk@herald.example\nBetreff: Quay opens\n\n",
    "Begin forwarded message:\n\nFrom: Press Office <press@port.example>\nSubject: Quay opens\n"
    "Date: 14 March 2025 at 17:45:00 GMT\nTo: desk@herald.example\n\n",
    "-------- Message transféré --------\nSujet : Quay opens\nDate : 14 mars 2025 à 17:45\n"
    "De : Press Office <press@port.example>\nPour : desk@herald.example\n\n",
]


@pytest.mark.parametrize("above", _MAILS)
def test_a_forwarded_mail_is_of_the_day_on_which_it_was_sent_first(above: str, tmp_path: Path) -> None:
    head = "From: Jo Reed <jo@herald.example>\nMIME-Version: 1.0\nDate: Mon, 17 Mar 2025 08:00:00 +0000\n"
    text = "The new quay of Port Ansel opens in May, the harbour office said.\n"
    path = tmp_path / "mail.eml"
    content = "Content-Type: text/plain; charset=utf-8\n"
    path.write_text(f"{head}{content}Subject: Fwd: Quay opens\n\n{above}{text}", encoding="utf-8")
    (article,) = read_sources([path])
    assert isinstance(article, Article)
    assert (article.published, article.outlet) == ("2025-03-14T17:45:00Z", "Press Office")
    assert article.text == text.strip()
