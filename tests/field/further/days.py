"""Days: which of several is that of publication, and how others write it."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import json
from datetime import date

from tests.field.further.rows import BODY, TEXT, Row, page


def _page(what: str, day: date | None, head: str = "", above: str = "", below: str = "") -> Row:
    return Row(f"a page: {what}", "a.html", page(f"{above}{BODY}{below}", head), facts={"day": day})


def _record(written: object, day: date | None, told: tuple[str, ...] = ()) -> Row:
    return Row(
        f"a record: {written}",
        "a.json",
        json.dumps([{"title": "F", "text": TEXT, "published": written}]),
        facts={"day": day},
        told=told,
    )


_MARCH = date(2025, 3, 14)
_CHANGED = '<meta property="article:modified_time" content="2025-03-18T10:00:00Z">'
ROWS = [
    _page("changed in the head, published in the text", _MARCH, _CHANGED, "<p>Published 14 March 2025</p>"),
    _page("changed in the head, a time in the text", _MARCH, _CHANGED, '<p><time datetime="2025-03-14T09:00:00Z">14 March</time></p>'),
    _page("first published, last updated", _MARCH, "", "<p>First published: 14 March 2025. Last updated: 18 March 2025.</p>"),
    _page("updated alone", None, _CHANGED),
    _page("published in the head, another day in the text", _MARCH, '<meta property="article:published_time" content="2025-03-14T09:00:00Z">', "<p>Updated 18 March 2025</p>"),
    _page("JSON-LD", _MARCH, '<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2025-03-18","datePublished":"2025-03-14"}</script>'),
    _page("JSON-LD that dates a film", _MARCH, '<script type="application/ld+json">[{"@type":"VideoObject","uploadDate":"2020-01-01"},{"@type":"NewsArticle","datePublished":"2025-03-14"}]</script>'),
    _page("Dublin Core", _MARCH, '<meta name="DC.date.issued" content="2025-03-14">'),
    _page("Parsely", _MARCH, '<meta name="parsely-pub-date" content="2025-03-14T09:00:00Z">'),
    _page("Sailthru", _MARCH, '<meta name="sailthru.date" content="Fri, 14 Mar 2025 09:00:00 +0000">'),
    _page("the head's date", _MARCH, '<meta name="date" content="2025-03-14">'),
    _page("microdata", _MARCH, "", '<p><span itemprop="datePublished" content="2025-03-14">Friday</span></p>'),
    _page("pubdate", _MARCH, "", '<p><time pubdate datetime="2025-03-14">Friday</time></p>'),
    _page("German", _MARCH, "", "<p>Veröffentlicht am 14. März 2025 um 10:15 Uhr, aktualisiert am 18. März 2025</p>"),
    _page("French", _MARCH, "", "<p>Publié le 14 mars 2025 à 10h15, mis à jour le 18 mars 2025 à 9h00</p>"),
    _page("Spanish", _MARCH, "", "<p>Actualizado 18 de marzo de 2025. Publicado el 14 de marzo de 2025</p>"),
    _page("Dutch", _MARCH, "", "<p>Gepubliceerd: 14 maart 2025 10:15</p>"),
    _page("Swedish", _MARCH, "", "<p>Publicerad 14 mars 2025 kl. 10.15. Uppdaterad 18 mars 2025</p>"),
    _page("Norwegian", _MARCH, "", "<p>Publisert 14. mars 2025, kl. 10.15</p>"),
    _page("Polish", _MARCH, "", "<p>Opublikowano: 14 marca 2025, aktualizacja: 18 marca 2025</p>"),
    _page("Russian", _MARCH, "", "<p>Опубликовано 14 марта 2025 г.</p>"),
    _page("a footer's year", None, "", "", "<footer>© 2019 Fjord Herald, 3 May 2019</footer>"),
    _page("a comment's day", None, "", "", '<div class="comments"><time datetime="2025-05-01">1 May</time><p>Well said.</p></div>'),
    _page("related articles' days", None, "", "", '<aside><a href="/x">Other</a> <time datetime="2025-05-01">1 May 2025</time></aside>'),
    _page("1970", None, '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'),
    *(_record(written, day) for written, day in [
        ("14 März 2025", _MARCH), ("14 mars 2025", _MARCH), ("14 de marzo de 2025", _MARCH), ("14 marzo 2025", _MARCH), ("14 de março de 2025", _MARCH),
        ("14. maaliskuuta 2025", _MARCH), ("14 марта 2025", _MARCH), ("14 marca 2025", _MARCH), ("14. března 2025", _MARCH), ("14 Mart 2025", _MARCH),
        ("2025年3月14日", _MARCH), ("2025년 3월 14일", _MARCH), ("١٤ مارس ٢٠٢٥", _MARCH), ("14 Μαρτίου 2025", _MARCH), ("14 березня 2025", _MARCH),
        ("Fri 14 Mar 2025 10.15 GMT", _MARCH), ("Friday, March 14, 2025 at 10:15 AM EDT", _MARCH), ("14/03/2025 10:15", _MARCH), ("03/14/2025", _MARCH),
        ("March 14th, 2025", _MARCH), ("14-Mar-2025", _MARCH), ("14.3.25", _MARCH), ("20250314T101500Z", _MARCH), ("20250314", _MARCH), (1741946400, _MARCH), (1741946400000, _MARCH),
        ("/Date(1741946400000)/", _MARCH), ("/Date(1741946400000+0100)/", _MARCH), ({"$date": "2025-03-14T10:00:00Z"}, _MARCH), ({"$date": {"$numberLong": "1741946400000"}}, _MARCH),
        ({"_seconds": 1741946400, "_nanoseconds": 0}, _MARCH), ({"__type": "Date", "iso": "2025-03-14T10:00:00Z"}, _MARCH), ("2025-W11-5", _MARCH), ("2025-073", _MARCH),
        ("ISODate(\"2025-03-14T10:00:00Z\")", _MARCH), ("2025-03-14 10:00:00 Europe/Oslo", _MARCH), ("2025-03-14T10:00:00+01:00[Europe/Oslo]", _MARCH), ("2025-03-14 10:00:00.000000 UTC", _MARCH),
        ("Published: 14 March 2025", _MARCH), ("Published on March 14, 2025 | Updated March 18, 2025", _MARCH), ("Updated 18 March 2025", None), ("LAST MODIFIED: 18 March 2025", None),
        ("1970-01-01T00:00:00Z", None), ("0001-01-01T00:00:00", None), ("0000-00-00 00:00:00", None), ("1900-01-00", None), ("yesterday", None), ("3 hours ago", None), ("March 2025", None), ("Spring 2025", None), ("2025-02-30", None),
        ("Fri, 14 Mar 2025 10:15:00 PST", _MARCH), ("Fri, 14 Mar 2025 10:15:00 MESZ", _MARCH), ("vendredi 14 mars 2025 à 10 h 15", _MARCH), ("Freitag, 14.03.2025, 10:15 Uhr", _MARCH), ("14.03.2025 10.15", _MARCH), ("pá 14. 3. 2025", _MARCH),
        ("Vie, 14 Mar 2025", _MARCH), ("Ven, 14 Mar 2025 10:15:00 +0100", _MARCH), ("пт, 14 мар 2025 10:15:00 +0300", _MARCH), ("14 Mar '25", _MARCH),
    ]),
    _record("03/04/2025", None, ("may be two days",)),
    Row("days of a table that tells day from month", "a.csv", f'title,text,date\nA,"{TEXT} A",03/04/2025\nB,"{TEXT} B",25/04/2025\n', count=2, has=("",), told=("day before month",)),
    Row("days of a table that tells month from day", "a.csv", f'title,text,date\nA,"{TEXT} A",03/04/2025\nB,"{TEXT} B",04/25/2025\n', count=2, told=("month before day",)),
    Row("days of a table that contradict each other", "a.csv", f'title,text,date\nA,"{TEXT} A",03/04/2025\nB,"{TEXT} B",04/25/2025\nC,"{TEXT} C",25/04/2025\n', count=3, told=("may be two days",)),
]  # fmt: skip
