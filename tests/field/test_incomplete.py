"""What is cut off is kept, and marked as incomplete; what is whole is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.ingestion.completeness import without_offer
from corpus.readers import read_sources
from corpus.types import Article, Record, Refusal

TEXT = "The contract for the Lindvik bridge was twelve days old when the mayor learned that the price had doubled."
NEXT = "According to letters seen by the Herald, the county had been told in March, and had said nothing to the town."

_OFFERS = [
    "This article is for subscribers. To read on, subscribe to the Herald for 9 crowns a month, or log in.",
    "Subscribe to continue reading\n\nAlready a subscriber? Log in here. Cancel at any time.",
    "You have reached your limit of free articles. Sign up for a free trial to keep reading.",
    "Jetzt weiterlesen mit einem Abo\n\nBereits Abonnent? Hier anmelden",
    "Dieser Artikel ist nur für Abonnenten. Jetzt kostenlos testen, jederzeit kündbar.",
    "Il vous reste 80% de cet article à lire. La suite est réservée aux abonnés.",
    "Cet article est réservé aux abonnés.\n\nDéjà abonné ? Connectez-vous",
    "Contenido exclusivo para suscriptores. Suscríbete para seguir leyendo.",
    "Per continuare a leggere abbonati per 1 euro al mese.\n\nSei già abbonato? Accedi",
    "Dit artikel is alleen voor abonnees. Inloggen",
    "Tylko dla subskrybentów. Aby czytać dalej, zaloguj się.",
    "[+2113 chars]",
    "… [+2113 chars]",
    "[…]",
    "... Read more",
    "... Continue reading Bridge deal »",
]
_WHOLE = [
    "The paper will be exclusive to subscribers from May, its owner said.",
    "Sign up for our newsletter and get the news in your mailbox.",
    "To read the full report, visit the page of the office.",
    "The union has 2,113 members. [1]",
    "Readers must log in to see their account, the bank said.",
]


@pytest.mark.parametrize("offer", _OFFERS)
def test_what_ends_with_an_offer_is_marked(offer: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"title": "Bridge", "text": f"{TEXT}\n\n{NEXT}\n\n{offer}"}]))
    (article,) = read_sources([path])
    assert isinstance(article, Article)
    assert "incomplete" in article.caveats
    assert article.text.rstrip("…") == f"{TEXT}\n\n{NEXT}"
    assert article.remarks[-1].startswith("cut off")


@pytest.mark.parametrize("last", _WHOLE)
def test_what_only_speaks_of_subscribers_is_whole(last: str) -> None:
    assert without_offer(f"{TEXT}\n\n{last}") == (f"{TEXT}\n\n{last}", "")


def _page(linked: str, body: str) -> str:
    script = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Bridge deal",{linked}}}</script>'
    article = f"<article><h1>Bridge deal</h1>{body}</article>"
    return f"<html lang='en'><head><title>Bridge deal</title>{script}</head><body>{article}</body></html>"


_DAY = '"datePublished":"2025-04-05T05:00:00Z"'
_PART = '"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".paywall"}'
_LONG = f"<p>{TEXT}</p><p>{NEXT}</p>"
_BOX = (
    '<div class="subscribe-box"><p>To read on, subscribe for 9 crowns a month. Already a subscriber? Log in.</p></div>'
)
_PAGES = [
    # JSON-LD, body, whether it is incomplete
    (f'{_DAY},"isAccessibleForFree":"False",{_PART}', _LONG, True),
    (f'{_DAY},"isAccessibleForFree":false', _LONG, True),
    (f'{_DAY},"isAccessibleForFree":"http://schema.org/False"', _LONG, True),
    (f"{_DAY},{_PART}", _LONG, True),
    (f'{_DAY},"hasPart":[{_PART.partition(":")[2]}]', _LONG + _BOX, True),
    (_DAY, _LONG + _BOX, True),
    (
        f'{_DAY},"isAccessibleForFree":"False",{_PART}',
        f'<p>{TEXT}</p><div class="paywall"><p>{NEXT * 2}</p></div>',
        False,
    ),
    (f'{_DAY},"isAccessibleForFree":"False"', f"<p>{TEXT}</p>" + f"<p>{NEXT}</p>" * 20, False),
    (f'{_DAY},"isAccessibleForFree":"True"', _LONG, False),
    (f'{_DAY},"isAccessibleForFree":true', _LONG, False),
    (_DAY, _LONG, False),
]


@pytest.mark.parametrize(("linked", "body", "incomplete"), _PAGES)
def test_a_page_behind_a_paywall_is_marked(linked: str, body: str, incomplete: bool, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(_page(linked, body))
    (article,) = read_sources([tmp_path / "a.html"])
    assert isinstance(article, Article)
    assert ("incomplete" in article.caveats) is incomplete
    assert TEXT in article.text and NEXT in article.text
    assert "subscribe" not in article.text


def _page_of(words: str) -> bytes:
    body = f"<p>{words} page of the town says so.</p><p>{TEXT}</p><p>{NEXT}</p>"
    return (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><head><title>%s page</title></head>"
        b"<body><article><h1>%s page</h1>%s</article></body></html>" % (words.encode(), words.encode(), body.encode())
    )


def _record(number: int, body: bytes, length: int | None = None, more: bytes = b"", cut: int | None = None) -> bytes:
    said = len(body) if length is None else length
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://herald.example/%d\r\n%s" % (number, more)
    head += b"WARC-Date: 2025-03-12T09:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n" % number
    head += b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % said
    return head + body[:cut] + b"\r\n\r\n"


_FIRST, _SECOND, _THIRD = map(_page_of, ("First", "Second", "Third"))
_ARCHIVES = [
    # the second of three records, and whether its article is incomplete
    (_record(2, _SECOND, 100), False),
    (_record(2, _SECOND, len(_SECOND) - 5), False),
    (_record(2, _SECOND, 5), False),
    (_record(2, _SECOND, len(_SECOND) + 50), True),
    (_record(2, _SECOND, len(_SECOND) + 5_000_000), True),
    (_record(2, _SECOND, more=b"WARC-Truncated: length\r\n"), True),
    (_record(2, _SECOND, more=b"WARC-Truncated: disconnect\r\n"), True),
    (_record(2, _SECOND, cut=len(_SECOND) - 60), True),
    (_record(2, _SECOND.replace(b"text/html\r\n", b"text/html\r\nContent-Length: 99999\r\n")), True),
    (_record(2, _SECOND.replace(b"text/html\r\n", b"text/html\r\nContent-Length: 10\r\n")), False),
    (_record(2, _SECOND), False),
]


@pytest.mark.parametrize(("second", "incomplete"), _ARCHIVES)
def test_the_record_behind_a_broken_one_is_found(second: bytes, incomplete: bool, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(_record(1, _FIRST) + second + _record(3, _THIRD))
    found = list(read_sources([tmp_path / "a.warc"]))
    articles = [record for record in found if isinstance(record, Article)]
    assert [article.title for article in articles] == ["First page", "Second page", "Third page"]
    assert ["incomplete" in article.caveats for article in articles] == [False, incomplete, False]
    assert incomplete or NEXT in articles[1].text


def test_an_archive_that_ends_in_a_record_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes((_record(1, _FIRST) + _record(2, _SECOND))[:-80])
    articles = [record for record in read_sources([tmp_path / "a.warc"]) if isinstance(record, Article)]
    assert [("incomplete" in article.caveats) for article in articles] == [False, True]


_TABLES = [
    ('id,title,text,date\n1,One,"{a}",2025-02-20\n2,Two,"{b}', True),
    ("id,title,text,date\n1,One,{a},2025-02-20\n2,Two,{b}", True),
    ('title;text\nOne;"{a}"\nTwo;"{b}\n\nSecond paragraph of', True),
    ('title,text,date\nOne,"{a}",2025-02-20\nTwo,"{b}",2025-02-21', False),
    ('title,text,date\nOne,"{a}",2025-02-20\nTwo,"{b}",2025-02-21\n', False),
    ('title,text,date\nOne,"{a}",2025-02-20\nTwo,"{b} \\"so\\" he said",2025-02-21\n', False),
    ("title,text,date\nOne,{a},2025-02-20\nTwo,{b}\n", False),
]


@pytest.mark.parametrize(("table", "cut"), _TABLES)
def test_a_table_that_ends_within_a_row_says_so(table: str, cut: bool, tmp_path: Path) -> None:
    plain = {"a": TEXT.replace(",", ""), "b": "The price had doubled and the county had been told in March"}
    (tmp_path / "a.csv").write_text(table.format(**plain))
    articles = [record for record in read_sources([tmp_path / "a.csv"]) if isinstance(record, Article)]
    assert ["incomplete" in article.caveats for article in articles] == [False, cut]


def test_the_summary_of_a_feed_is_no_whole_article(tmp_path: Path) -> None:
    item = f"<item><title>Bridge</title><link>https://herald.example/1</link><description>{TEXT}</description></item>"
    (tmp_path / "a.xml").write_text(f"<rss version='2.0'><channel><title>Herald</title>{item}</channel></rss>")
    found: list[Record] = list(read_sources([tmp_path / "a.xml"]))
    assert [record.caveats for record in found if isinstance(record, Article)] == [("incomplete",)]
    assert [record.kept for record in found if isinstance(record, Refusal)] == [True]
