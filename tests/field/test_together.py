"""Words that were printed apart stay apart: columns, teasers, entries of a live blog, lines, reports under one name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.readers import read_sources
from corpus.readers.documents.pdf_columns import Piece, order_lines
from corpus.readers.pages.html_text import html_to_text
from corpus.settings import Settings
from corpus.types import Article, Record, Refusal, Scope
from tests.fake_encoder import FakeEncoder
from tests.field.test_unseen import pdf

_LEFT = [
    *(
        "The ferry line between Karsholm and",
        "Lindvik will close on 1 October, the",
        "operator said on Wednesday. About 900",
    ),
    *(
        "passengers a day will have to use the",
        "bridge instead, a detour of forty min-",
        "utes, as the union of seafarers put it.",
    ),
]
_RIGHT = [
    *(
        "Nobody is a charity, the operator",
        "wrote to the county on Thursday. The",
        "county said that the letter came too",
    ),
    *("late, and that no money was left in", "the budget for ferries this year.", "The council votes on 20 April."),
]
_THIRD = [
    *(
        "Mayor Petra Holm of Karsholm called",
        "the decision a blow to the island. She",
        "wants to run the line with a boat of the",
    ),
    *(
        "town from November, at a cost of four",
        "million crowns a year, which the town",
        "does not have, as she herself said.",
    ),
]


def _column(lines: list[str], left: float, *, top: float = 720, width: float = 5.0, pitch: float = 14) -> list[Piece]:
    found = enumerate(lines)
    return [Piece(left, top - pitch * n, left + width * len(t), top - pitch * n + 10, t) for n, t in found]


_HEAD = Piece(50, 790, 560, 812, "Karsholm ferry line to close in October")
_FOOT = Piece(50, 600, 560, 615, "The county has the last word, in May.")
_LAYOUTS = [
    # pieces in any order, and the lines as they are read
    ([_HEAD, *_column(_LEFT, 50), *_column(_RIGHT, 310)], [*_LEFT, *_RIGHT]),
    ([*_column(_RIGHT, 310), *_column(_LEFT, 50), _HEAD], [*_LEFT, *_RIGHT]),
    ([_HEAD, *sorted([*_column(_LEFT, 50), *_column(_RIGHT, 310)], key=lambda p: -p.top)], [*_LEFT, *_RIGHT]),
    (
        [*_column(_LEFT, 40, width=4), *_column(_RIGHT, 210, width=4), *_column(_THIRD, 380, width=4)],
        [*_LEFT, *_RIGHT, *_THIRD],
    ),
    ([*_column(_LEFT, 50), *_column(_RIGHT, 310, top=713)], [*_LEFT, *_RIGHT]),  # lines of no common height
    ([*_column(_LEFT, 50, width=5), *_column(_RIGHT, 252, width=5)], [*_LEFT, *_RIGHT]),  # a narrow gutter
    ([*_column(_LEFT, 50), *_column(_RIGHT[:4], 310)], [*_LEFT, *_RIGHT[:4]]),  # a short second column
    (
        [*_column(_LEFT, 50), *_column(_RIGHT, 310), _FOOT, *_column(_THIRD, 50, top=570)],
        [*_LEFT, *_RIGHT, _FOOT.text, *_THIRD],
    ),
    (_column(_LEFT, 50), _LEFT),
    (
        [*_column(["Cars", "Lorries", "Buses"], 50), *_column(["20 crowns", "60 crowns", "40 crowns"], 200)],
        ["Cars | 20 crowns", "Lorries | 60 crowns", "Buses | 40 crowns"],
    ),
]


@pytest.mark.parametrize(("pieces", "lines"), _LAYOUTS)
def test_columns_are_read_one_after_the_other(pieces: list[Piece], lines: list[str]) -> None:
    found = order_lines(pieces)
    assert [line for line in found.lines if line and line != _HEAD.text] == lines
    assert found.sure


def test_an_order_that_is_not_sure_is_said(tmp_path: Path) -> None:
    rows = [(700 - 14 * n, left, right) for n, (left, right) in enumerate(zip(_LEFT, _RIGHT, strict=True))]
    lines = [f"BT /F1 9 Tf 1 0 0 1 {50 + 40 * (n % 3)} {y} Tm ({left}) Tj ET" for n, (y, left, _) in enumerate(rows)]
    lines += [
        f"BT /F1 9 Tf 1 0 0 1 {270 - 35 * (n % 3) + 100} {y} Tm ({right}) Tj ET" for n, (y, _, right) in enumerate(rows)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*lines, f"BT /F1 9 Tf 1 0 0 1 200 640 Tm ({_THIRD[0]}) Tj ET"))
    (article,) = read_sources([tmp_path / "a.pdf"])
    assert isinstance(article, Article)
    assert "order of lines not sure" in article.caveats or all(line[:20] in article.text for line in _LEFT)


_TEASER = "Batteries have become cheap enough for short crossings, and the fjords are full of them by now."
_CARDS = [
    '<div class="card"><a href="/n/{n}"><h3>Why ferries go electric {n}</h3><p>{text}</p></a></div>',
    '<article><h2><a href="/n/{n}">Why ferries go electric {n}</a></h2><p>{text}</p></article>',
    '<li><h3><a href="/n/{n}">Why ferries go electric {n}</a></h3><div><p>{text}</p></div></li>',
    '<li><a href="/n/{n}">Why ferries go electric in fjords {n}</a><time>1 March</time><p>{text}</p></li>',
    '<section><a href="/n/{n}"><h4>Why ferries go electric {n}</h4></a><p>{text}</p><p>By Jo Reed</p></section>',
    '<div><div><a href="/n/{n}"><h2>Why ferries go electric {n}</h2></a></div><div><p>{text}</p></div></div>',
]
_BODY = "<p>{}</p>".format(
    "The ferry line between Karsholm and Lindvik will close on 1 October, the operator said. " * 6
)


def _page(body: str, head: str = "") -> str:
    title = "<title>Innovation - Fjord Herald</title>"
    main = f"<main><h1>Innovation</h1>{body}</main>"
    return f"<!DOCTYPE html><html lang='en'><head>{title}{head}</head><body>{main}</body></html>"


def _read(tmp_path: Path, page: str, name: str = "page.html") -> list[Record]:
    (tmp_path / name).write_text(page, encoding="utf-8")
    return list(read_sources([tmp_path / name]))


@pytest.mark.parametrize("count", [4, 12])
@pytest.mark.parametrize("card", _CARDS)
def test_a_page_of_teasers_is_refused(card: str, count: int, tmp_path: Path) -> None:
    (record,) = _read(tmp_path, _page("".join(card.format(n=n, text=_TEASER) for n in range(count))))
    assert isinstance(record, Refusal)
    assert record.reason.startswith(f"no article, but a page that leads to {count} of them")


@pytest.mark.parametrize("card", _CARDS)
def test_an_article_with_teasers_below_is_read(card: str, tmp_path: Path) -> None:
    (record,) = _read(tmp_path, _page(_BODY + "".join(card.format(n=n, text=_TEASER) for n in range(4))))
    assert isinstance(record, Article)
    assert "will close on 1 October" in record.text


_LIVE = (
    '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"Storm Ada",'
    '"datePublished":"2025-01-20T06:00:00Z"}</script>'
)
_WORDS = "<p>{text}</p><p>{more}</p>"
_POSTS = [
    '<div class="post"><time datetime="{day}T{hour}:00Z">{hour}</time><h2>{head}</h2>' + _WORDS + "</div>",
    '<article><header><time datetime="{day}T{hour}:00+00:00">{hour}</time></header><h3>{head}</h3>'
    + _WORDS
    + "</article>",
    '<li><h4>{head}</h4><span><time datetime="{day} {hour}">{hour}</time></span><div>' + _WORDS + "</div></li>",
    '<section><div><div><time datetime="{day}T{hour}Z">{hour}</time></div><h2>{head}</h2></div>'
    + _WORDS
    + "</section>",
]
_ENTRIES = [
    (
        "2025-01-21",
        "00:15",
        "Bridge shut",
        "The Lindvik bridge was shut, the road office said.",
        "Drivers go round by Karsholm.",
    ),
    (
        "2025-01-20",
        "11:20",
        "Two hurt",
        "Two people were hurt by a falling tree in Karsholm.",
        "One of them is in hospital.",
    ),
    (
        "2025-01-20",
        "08:05",
        "Schools closed",
        "All 38 schools in the county stay closed today.",
        "Exams are put off to Thursday.",
    ),
]


@pytest.mark.parametrize("post", _POSTS)
def test_a_live_blog_keeps_its_entries_apart(post: str, tmp_path: Path) -> None:
    names = ("day", "hour", "head", "text", "more")
    posts = "".join(post.format(**dict(zip(names, entry, strict=True))) for entry in _ENTRIES)
    intro = "<p>We follow the storm here all day long, hour by hour, until it is over.</p>"
    (article,) = _read(tmp_path, _page(f"{intro}<div>{posts}</div>", _LIVE))
    assert isinstance(article, Article)
    assert (article.title, article.kind) == ("Storm Ada", "live blog")
    assert article.text.startswith("We follow the storm")
    assert [mark.label for mark in article.marks] == ["2025-01-21 00:15", "2025-01-20 11:20", "2025-01-20 08:05"]
    for (_, hour, head, text, more), mark in zip(_ENTRIES, article.marks, strict=True):
        assert article.text[mark.start :].startswith(f"{hour}\n{head}\n\n{text}\n\n{more}")
        found = article.mark_at(article.text.index(more))
        assert found is not None and found.label.endswith(hour)


def test_a_live_blog_of_which_only_the_data_has_the_entries(tmp_path: Path) -> None:
    updates = ",".join(
        f'{{"headline":"{head}","datePublished":"{day}T{hour}:00Z","articleBody":"{text} {more}"}}'
        for day, hour, head, text, more in _ENTRIES
    )
    head = _LIVE.replace('"datePublished"', f'"liveBlogUpdate":[{updates}],"datePublished"')
    (article,) = _read(tmp_path, _page("<p>The storm is here.</p>" + _BODY, head))
    assert isinstance(article, Article)
    assert "11:20\nTwo hurt\n\nTwo people were hurt" in article.text


_LINES = "Results of Thursday\nKarsholm 2 Lindvik 0\nFjordby 5 Aker United 1\nStandings\n1 Karsholm 18 12 4 2 40"
_WRAPPED = (
    "The ferry line between Karsholm and Lindvik will close on 1 October, the\noperator said on Wednesday, and about"
    " 900 passengers a day will have to use\nthe bridge instead, a detour of forty minutes, as the union put\nit."
)


@pytest.mark.parametrize(("text", "lines"), [(_LINES, 5), (_WRAPPED, 1), (f"{_LINES}\n\n{_LINES}", 10)])
@pytest.mark.parametrize(
    "around", ["<body>{}</body>", "<body><div>{}</div></body>", "<body><section>{}</section></body>"]
)
def test_lines_without_markup_are_kept_and_wrapped_ones_are_not(
    text: str, lines: int, around: str, tmp_path: Path
) -> None:
    item = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="tag:w.example,2025:1" version="1">
    <itemMeta><provider literal="Wire"/><firstCreated>2025-01-30T18:54:14Z</firstCreated></itemMeta>
    <contentMeta><headline>County league</headline></contentMeta><contentSet>
    <inlineXML contenttype="application/xhtml+xml">
    <html xmlns="http://www.w3.org/1999/xhtml">{around.format(text)}</html></inlineXML></contentSet></newsItem>"""
    (article,) = _read(tmp_path, item, "a.xml")
    assert isinstance(article, Article)
    assert len([line for line in article.text.split("\n") if line]) == lines


def test_paragraphs_that_an_editor_divides_by_blank_lines_stay_apart() -> None:
    assert (
        html_to_text("One <b>two</b> three\nfour.\n\nFive.\n\n<hr />\n\nSix.").split()
        == "One two three four. Five. Six.".split()
    )
    assert "four.\n\nFive." in html_to_text("One <b>two</b> three\nfour.\n\nFive.\n\n<hr />\n\nSix.")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(settings=Settings(tmp_path / "home"), encoder=FakeEncoder())
    yield opened
    opened.close()


_REPORTS = [
    ("Mail desk opens in Karsholm", "The post office opened a second counter in Karsholm on Monday, the company said."),
    ("Union protests", "Some 300 postal workers walked out on Wednesday over low wages and long hours."),
    ("Minister answers", "Talks will begin by the end of the month, a spokesman for posts promised."),
]
_NAMES = ["N/A", "0", "00000000-0000-0000-0000-000000000000", "https://suite.example/news", "-", "none", "news"]


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("at_once", [True, False])
def test_reports_under_one_name_are_all_kept(name: str, at_once: bool, archive: Archive, tmp_path: Path) -> None:
    items = [
        f"<item><title>{title}</title><link>{name}</link><guid isPermaLink='false'>{name}</guid>"
        f"<pubDate>Mon, 0{n} Mar 2025 08:00:00 +0000</pubDate><description>{text}</description></item>"
        for n, (title, text) in enumerate(_REPORTS, 3)
    ]
    for number, part in enumerate(["".join(items)] if at_once else items):
        path = tmp_path / f"{number}.xml"
        link = "https://suite.example/"
        head = f"<title>Suite</title><link>{link}</link>"
        path.write_text(f"<rss version='2.0'><channel>{head}{part}</channel></rss>")
        archive.ingest([path], fetch=None)
        archive.ingest([path], fetch=None)  # read again: nothing changes
    kept = archive.listing(Scope(), limit=10)
    assert sorted(article.title for article in kept) == sorted(title for title, _ in _REPORTS)
    assert {article.version for article in kept} == {1}


def test_items_of_a_json_feed_under_one_name_are_all_kept(archive: Archive, tmp_path: Path) -> None:
    home = "https://suite.example/news"
    items = [
        {"id": "0", "url": home, "title": title, "content_text": text, "date_published": "2025-03-03"}
        for title, text in _REPORTS
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Suite", "home_page_url": home, "items": items}
    (tmp_path / "a.json").write_text(json.dumps(feed))
    archive.ingest([tmp_path / "a.json"], fetch=None)
    kept = archive.listing(Scope(), limit=10)
    assert sorted(article.title for article in kept) == sorted(title for title, _ in _REPORTS)
    assert {article.url for article in kept} == {None}
