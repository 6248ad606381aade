"""Words that nobody printed together: columns, section pages, live blogs, tables, several reports under one name."""

# ruff: noqa: E501 - a line is an input

from __future__ import annotations

import json

from tests.field.further.rows import BODY, LAST, MORE, TEXT, Row, page
from tests.field.test_unseen import pdf

_COLUMNS = (
    [
        "The ferry line will close on the",
        "first of October, the operator",
        "said on Wednesday afternoon.",
        "Its crews were told by letter.",
    ],
    [
        "The county bought three buses",
        "for the road round the fjord,",
        "at a cost of four million crowns",
        "a year, its governor said.",
    ],
    [
        "The union asked for talks and",
        "for a second inspector, and will",
        "meet the operator on the tenth",
        "of April, its chairman said.",
    ],
)


def _print(columns: int, order: str, width: int, size: float = 9) -> bytes:
    """Print columns in an order: down each, or across all."""
    lines = [(x, y, _COLUMNS[x][y]) for x in range(columns) for y in range(4)]
    lines.sort(key=lambda line: (line[1], line[0]) if order == "across" else (line[0], line[1]))
    if order == "right first":
        lines.sort(key=lambda line: (-line[0], line[1]))
    body = [f"BT /F1 {size} Tf 1 0 0 1 {50 + width * x} {700 - 14 * y} Tm ({words}) Tj ET" for x, y, words in lines]
    return pdf("BT /F1 20 Tf 1 0 0 1 50 750 Tm (Ferry line to close) Tj ET", *body)


_WHOLE = tuple(" ".join(column) for column in _COLUMNS)
_ACROSS = ("on the The county", "on the first of October, the operator for the road")


def _live(*posts: str, head: str = "") -> str:
    script = f'<script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Storm Ada","datePublished":"2025-01-20T06:00:00Z"{head}}}</script>'
    return page(f"<p>We follow the storm here all day long, hour by hour.</p>{''.join(posts)}", script, "Storm Ada")


def _post(hour: str, head: str, text: str, shape: str) -> str:
    return shape.format(hour=hour, head=head, text=text)


_SHAPES = (
    '<div id="post-{hour}" class="liveblog-entry"><div><span><time datetime="2025-01-20T{hour}:00Z">{hour}</time></span></div><h2>{head}</h2><div><p>{text}</p></div></div>',
    '<article itemprop="liveBlogUpdate" itemscope itemtype="https://schema.org/BlogPosting"><meta itemprop="datePublished" content="2025-01-20T{hour}:00Z"><h3 itemprop="headline">{head}</h3><span>{hour}</span><div itemprop="articleBody"><p>{text}</p></div></article>',
    '<section><time datetime="2025-01-20T{hour}:00.000+0000">{hour} GMT</time><h2><strong>{head}</strong></h2><p>{text}</p></section>',
    '<li class="update"><p class="ts"><time datetime="2025-01-20T{hour}">{hour}</time></p><p><strong>{head}</strong></p><p>{text}</p></li>',
)
_BLOG = (
    ("15:00", "Bridge shut", "The Lindvik bridge was shut at three, the road office said."),
    ("11:20", "Two hurt", "Two people were hurt by a falling tree in Karsholm."),
)
_TEASER = '<div class="t"><a href="/n/{n}"><img src="x.jpg" alt=""><h3>Why ferries go electric {n}</h3></a><p>Batteries have become cheap enough for short crossings, and the fjords are full of them {n}.</p></div>'


_TWO = ("Mail desk opens in Karsholm", "Union walks out in Lindvik")
_BOTH = ("The post office opened a second counter", "Some 300 workers walked out")
_SAID = dict(zip(_TWO, (f"{_BOTH[0]} in Karsholm on Monday.", f"{_BOTH[1]} on Wednesday over low wages."), strict=True))


def _rss(*items: tuple[str, str, str, str]) -> str:
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='{permalink}'>{guid}</guid>"
        f"<pubDate>Mon, 03 Mar 2025 0{n}:00:00 +0000</pubDate><description>{_SAID[title]}</description></item>"
        for n, (title, link, guid, permalink) in enumerate(items)
    )
    return (
        f"<rss version='2.0'><channel><title>Suite</title><link>https://suite.example/</link>{entries}</channel></rss>"
    )


ROWS = [
    *(
        Row(f"{columns} columns, {order}", "a.pdf", _print(columns, order, width), tuple(_WHOLE[:columns]), _ACROSS)
        for columns, width in ((2, 200), (3, 170), (2, 160))
        for order in ("down", "across", "right first")
    ),
    *(
        Row(f"a live blog, shape {n}", "a.html", _live(*(_post(*post, shape) for post in _BLOG)),
            ("15:00", "Bridge shut\n\nThe Lindvik bridge", "11:20", "Two hurt\n\nTwo people"), facts={"title": "Storm Ada", "kind": "live blog"})
        for n, shape in enumerate(_SHAPES, 1)
    ),
    Row("a section page of cards", "a.html", page("".join(_TEASER.format(n=n) for n in range(6)), title="Innovation"), count=0),
    Row("a front page with an introduction", "a.html", page("<p>All that is new on ferries, every day.</p>" + "".join(_TEASER.format(n=n) for n in range(9)), title="Ferries"), count=0),
    Row("a list of headlines without words", "a.html", page("<ul>" + "".join(f"<li><a href='/n/{n}'>The ferry of town number {n} will sail again in May, says its owner</a></li>" for n in range(12)) + "</ul>", title="Latest"), count=0),
    Row("an article with links in it", "a.html", page(BODY.replace("bridge", '<a href="/bridge">bridge</a>').replace("council", '<a href="/council">council</a>')), ("have to use the bridge instead",)),
    Row("an article with related ones", "a.html", page(BODY + "<aside>" + "".join(_TEASER.format(n=n) for n in range(4)) + "</aside>"), (TEXT, MORE, LAST), ("electric",)),
    Row("a table in a page", "a.html", page(f"<p>{TEXT}</p><p>{MORE}</p><table><tr><th>Line</th><th>Cars</th></tr><tr><td>Karsholm</td><td>900</td></tr><tr><td>Sund</td><td>40</td></tr></table><p>{LAST}</p>"), ("Karsholm | 900",), ("CarsKarsholm", "900Sund")),
    Row("a list in a record", "a.json", json.dumps([{"title": "F", "text": f"<p>{TEXT}</p><ul><li>Karsholm 900</li><li>Sund 40</li></ul>"}]), ("Karsholm 900\nSund 40",)),
    Row("cells in a record", "a.json", json.dumps([{"title": "F", "text": f"<p>{TEXT}</p><table><tr><td>Karsholm</td><td>900</td></tr><tr><td>Sund</td><td>40</td></tr></table>"}]), ("Karsholm",), ("Karsholm900", "900Sund")),
    Row("lines broken by tags", "a.json", json.dumps([{"title": "F", "text": f"{TEXT}<br>Karsholm 900<br/>Sund 40"}]), ("Wednesday.\nKarsholm 900\nSund 40",)),
    Row("headings in a record", "a.json", json.dumps([{"title": "F", "text": f"<h2>What is known</h2><p>{TEXT}</p>"}]), ("What is known\n\nThe ferry",)),
    Row("spans without blanks", "a.json", json.dumps([{"title": "F", "text": f"<div><div>{TEXT}</div><div>{MORE}</div></div>"}]), (f"{TEXT}\n\n{MORE}",)),
    Row("two reports with guid 1", "a.xml", _rss((_TWO[0], "https://s.example/a", "1", "false"), (_TWO[1], "https://s.example/b", "1", "false")), _BOTH, count=2, stored=True),
    Row("two reports at the section's address", "a.xml", _rss((_TWO[0], "https://s.example/news", "", "true"), (_TWO[1], "https://s.example/news", "", "true")), _BOTH, count=2, stored=True),
    Row("two reports at addresses that differ by a number behind '?'", "a.xml", _rss((_TWO[0], "https://s.example/news?id=1", "", "true"), (_TWO[1], "https://s.example/news?id=2", "", "true")), _BOTH, count=2, stored=True),
    Row("two reports that differ behind '#'", "a.xml", _rss((_TWO[0], "https://s.example/news#a", "https://s.example/news#a", "true"), (_TWO[1], "https://s.example/news#b", "https://s.example/news#b", "true")), _BOTH, count=2, stored=True),
    Row("two reports with guid null", "a.xml", _rss((_TWO[0], "", "null", "false"), (_TWO[1], "", "null", "false")), _BOTH, count=2, stored=True),
    Row("two records at one address", "a.jsonl", "\n".join(json.dumps({"title": t, "text": _SAID[t], "url": "https://s.example/news", "date": "2025-03-03"}) for t in _TWO), _BOTH, count=2, stored=True),
    Row("two records with one id", "a.jsonl", "\n".join(json.dumps({"title": t, "text": _SAID[t], "guid": "N/A", "date": "2025-03-03"}) for t in _TWO), _BOTH, count=2, stored=True),
    Row("one report again, longer", "a.jsonl", "\n".join(json.dumps({"title": "Ferry line to close", "text": text, "url": "https://s.example/ferry", "date": "2025-03-03"}) for text in (TEXT, f"{TEXT} {MORE}")), (MORE,), stored=True),
]  # fmt: skip
