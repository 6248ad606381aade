"""Files as other systems write them, one table: what is in the file, what it is read with, what comes out.

All inputs are invented. Each row is a file name, its content, a mapping and the outcome: the titles of the articles
that are read, or words of the reason why nothing is.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.readers import read_sources
from corpus.types import Article, Record

_LONG = "The ferry line between Karsholm and Lindvik will close on 1 October, the operator said on Wednesday."
_MORE = "About 900 passengers a day will have to use the bridge instead, the county road office said."
_ITEM = {"title": "Ferry", "text": _LONG, "date": "2025-04-02", "source": "Fjord Herald"}


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _read(tmp_path: Path, name: str, content: str | bytes, mapping: dict[str, str] | None = None) -> list[Record]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_sources([path], mapping=mapping))


_GUARDIAN = {
    "response": {
        "status": "ok",
        "results": [
            {
                "id": "world/2025/ferry",
                "sectionName": "World news",
                "webPublicationDate": "2025-04-02T11:22:33Z",
                "webTitle": "Ferry",
                "webUrl": "https://paper.example/world/ferry",
                "fields": {"bodyText": _LONG + " " + _MORE + " " + _MORE, "byline": "Inga Thorsen"},
            }
        ],
    }
}
_SUPERDESK = {
    "guid": "urn:newsml:desk.example:1", "version": "2", "type": "text", "pubstatus": "usable", "headline": "Ferry",
    "versioncreated": "2025-04-02T09:40:00+0000", "firstcreated": "2025-04-02T09:12:44+0000", "slugline": "ferry-line",
    "source": "Fjord Press Agency", "body_html": f"<p>{_LONG}</p>", "ednote": "Adds background.",
    "authors": [{"uri": "x", "name": "Inga Thorsen", "role": "writer"}],
}  # fmt: skip
_ARC = {
    "type": "story", "headlines": {"basic": "Ferry"}, "display_date": "2025-04-02T09:12:44Z",
    "canonical_url": "https://paper.example/ferry", "credits": {"by": [{"name": "Inga Thorsen"}]},
    "content_elements": [
        {"type": "text", "content": f"<p>{_LONG}</p>"},
        {"type": "image", "caption": "A ferry that nobody wrote about."},
        {"type": "text", "content": f"<p>{_MORE}</p>"},
    ],
}  # fmt: skip
_RICH = {
    "nodeType": "document",
    "content": [
        {"nodeType": "paragraph", "content": [
            {"nodeType": "text", "value": "The ferry line will "}, {"nodeType": "text", "value": "close in October."}]},
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": _MORE}]},
    ],
}  # fmt: skip
_PORTABLE = [
    {"_type": "block",
     "children": [{"_type": "span", "text": "The ferry line will "}, {"_type": "span", "text": "close."}]},
    {"_type": "block", "children": [{"_type": "span", "text": _MORE}]},
]  # fmt: skip
_WORDPRESS = [
    {"id": 7, "date": "2025-04-02T09:12:44", "guid": {"rendered": "https://paper.example/?p=7"},
     "link": "https://paper.example/ferry", "title": {"rendered": "Ferry"}, "content": {"rendered": f"<p>{_LONG}</p>"}}
]  # fmt: skip
_HEAD = "headline;body;date;source"
_ROW = f"Ferry;{_LONG};2025-04-02;Fjord Herald"

_READ: list[tuple[str, str, str | bytes, dict[str, str], list[str]]] = [
    ("the Guardian's answer", "a.json", _dump(_GUARDIAN), {}, ["Ferry"]),
    ("the same, mapped by a path", "a.json", _dump(_GUARDIAN), {"text": "fields.bodyText"}, ["Ferry"]),
    ("Elasticsearch", "a.json", _dump({"took": 3, "hits": {"hits": [{"_id": "1", "_source": _ITEM}]}}), {}, ["Ferry"]),
    ("OpenSearch, a hit a line", "a.jsonl", _dump({"_index": "n", "_source": _ITEM}) + "\n", {}, ["Ferry"]),
    ("Solr", "a.json", _dump({"response": {"numFound": 1, "docs": [_ITEM]}}), {}, ["Ferry"]),
    ("CouchDB", "a.json", _dump({"total_rows": 1, "rows": [{"id": "1", "key": "1", "doc": _ITEM}]}), {}, ["Ferry"]),
    ("Strapi", "a.json", _dump({"data": [{"id": 1, "attributes": _ITEM}], "meta": {}}), {}, ["Ferry"]),
    ("GraphQL", "a.json", _dump({"data": {"articles": {"edges": [{"node": _ITEM}]}}}), {}, ["Ferry"]),
    ("Firebase, an object an article", "a.json", _dump({"-N1": _ITEM, "-N2": _ITEM | {"title": "Two"}}), {},
     ["Ferry", "Two"]),
    ("pandas by columns", "a.json", _dump({k: {"0": v, "1": v} for k, v in _ITEM.items()}), {}, ["Ferry", "Ferry"]),
    ("pandas, split", "a.json", _dump({"columns": [*_ITEM], "index": [0], "data": [[*_ITEM.values()]]}), {}, ["Ferry"]),
    ("rows under a head", "a.json", _dump([[*_ITEM], [*_ITEM.values()]]), {}, ["Ferry"]),
    ("Superdesk", "a.json", _dump(_SUPERDESK), {}, ["Ferry"]),
    ("Superdesk's list", "a.json", _dump({"_items": [_SUPERDESK], "_meta": {"total": 1}}), {}, ["Ferry"]),
    ("Arc", "a.json", _dump(_ARC), {}, ["Ferry"]),
    ("WordPress", "a.json", _dump(_WORDPRESS), {}, ["Ferry"]),
    ("Contentful", "a.json", _dump({"items": [{"sys": {"id": "1"}, "fields": {"title": "Ferry", "body": _RICH}}]}), {},
     ["Ferry"]),
    ("Sanity", "a.json", _dump({"result": [{"_type": "post", "title": "Ferry", "body": _PORTABLE}]}), {}, ["Ferry"]),
    ("one after another", "a.json", _dump(_ITEM) + _dump(_ITEM | {"title": "Two"}), {}, ["Ferry", "Two"]),
    ("one after another, over lines", "a.json", json.dumps(_ITEM, indent=1) + "\n" + json.dumps(_ITEM, indent=1), {},
     ["Ferry", "Ferry"]),
    ("two on a line", "a.jsonl", _dump(_ITEM) + " " + _dump(_ITEM) + "\n" + _dump(_ITEM) + "\n", {}, ["Ferry"] * 3),
    ("a comma after each", "a.jsonl", _dump(_ITEM) + ",\n" + _dump(_ITEM) + ",\n", {}, ["Ferry"] * 2),
    ("RFC 7464", "a.json", f"\x1e{_dump(_ITEM)}\n\x1e{_dump(_ITEM)}\n", {}, ["Ferry"] * 2),
    ("a path into lists", "a.json", _dump([{"t": "Ferry", "parts": [{"p": _LONG}, {"p": _MORE}]}]),
     {"title": "t", "text": "parts.p"}, ["Ferry"]),
    ("sep=;", "a.csv", f"sep=;\r\n{_HEAD}\r\n{_ROW}\r\n", {}, ["Ferry"]),
    ("sep=tab", "a.csv", f"sep=\\t\n{_HEAD}\n{_ROW}\n".replace(";", "\t"), {}, ["Ferry"]),
    ("German names", "a.csv", f"Überschrift;Volltext;Erscheinungsdatum;Quelle\n{_ROW}\n", {}, ["Ferry"]),
    ("French names", "a.csv", f"Titre;Texte;Date de publication;Journal\n{_ROW}\n", {}, ["Ferry"]),
    ("Spanish names", "a.csv", f"Título;Contenido;Fecha;Fuente\n{_ROW}\n", {}, ["Ferry"]),
    ("Norwegian names", "a.csv", f"Tittel;Brødtekst;Dato;Kilde\n{_ROW}\n", {}, ["Ferry"]),
    ("Polish names", "a.csv", f"Tytuł;Treść;Data;Źródło\n{_ROW}\n", {}, ["Ferry"]),
    ("Russian names", "a.csv", f"Заголовок;Текст;Дата;Источник\n{_ROW}\n", {}, ["Ferry"]),
    ("lines above the header", "a.csv", f"Search of 3 May 2025\n\n{_HEAD}\n{_ROW}\n", {}, ["Ferry"]),
    ("a table called .txt", "a.txt", f"{_HEAD}\n{_ROW}\n".replace(";", "|"), {}, ["Ferry"]),
    ("the same name twice", "a.csv", f"{_HEAD};headline;body\n{_ROW};;\n", {}, ["Ferry"]),
    ("quotes behind backslashes", "a.csv",
     'title,text,date\nFerry,"He said \\"not now\\", and \\"no\\", and left the hall.",\n', {}, ["Ferry"]),
    ("one NUL in a table", "a.csv", f"{_HEAD}\n{_ROW}\n".replace("close", "clo\0se"), {}, ["Ferry"]),
    ("one NUL in JSON", "a.jsonl", _dump(_ITEM).replace("1 October", "1\0October") + "\n", {}, ["Ferry"]),
    ("one NUL in a text", "a.txt", f"{_LONG}\0\n\n{_MORE}\n", {}, [_LONG[:70]]),
    ("UTF-16 without a mark", "a.csv", f"{_HEAD}\n{_ROW}\n".encode("utf-16-le"), {}, ["Ferry"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "mapping", "titles"), [row[1:] for row in _READ], ids=[r[0] for r in _READ]
)
def test_a_shape_is_read(
    tmp_path: Path, name: str, content: str | bytes, mapping: dict[str, str], titles: list[str]
) -> None:
    records = _read(tmp_path, name, content, mapping)
    assert [r.title[:70] if isinstance(r, Article) else r for r in records] == titles
    for record in records:
        assert isinstance(record, Article)
        assert "nobody wrote" not in record.text
        assert "{" not in record.text
        assert "\\" not in record.text
        assert "\0" not in record.text


_FACTS: list[tuple[str, str, dict[str, object]]] = [
    ("guardian.json", _dump(_GUARDIAN), {
        "url": "https://paper.example/world/ferry", "published": "2025-04-02T11:22:33Z", "authors": ("Inga Thorsen",),
        "section": "World news"}),
    ("superdesk.json", _dump(_SUPERDESK), {
        "outlet": "Fjord Press Agency", "authors": ("Inga Thorsen",), "slugline": "ferry-line", "revision": 2,
        "note": "Adds background.", "guid": "urn:newsml:desk.example:1", "text": _LONG}),
    ("arc.json", _dump(_ARC), {"text": f"{_LONG}\n\n{_MORE}", "published": "2025-04-02T09:12:44Z"}),
    ("contentful.json", _dump([{"fields": {"title": "Ferry", "body": _RICH}}]),
     {"text": f"The ferry line will close in October.\n\n{_MORE}"}),
    ("sanity.json", _dump([{"title": "Ferry", "body": _PORTABLE}]), {"text": f"The ferry line will close.\n\n{_MORE}"}),
    ("hit.jsonl", _dump({"_index": "news", "_id": "9", "_source": _ITEM}), {"outlet": "Fjord Herald"}),
    ("de.csv", f"Titel;Text;Quelle;Autor\nFerry;{_LONG};Tageblatt Lindvik;Olaf Brand\n",
     {"outlet": "Tageblatt Lindvik", "authors": ("Olaf Brand",)}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "facts"), _FACTS, ids=[row[0] for row in _FACTS])
def test_what_a_shape_says_of_an_article_is_kept(
    tmp_path: Path, name: str, content: str, facts: dict[str, object]
) -> None:
    (record,) = _read(tmp_path, name, content)
    assert isinstance(record, Article)
    assert {key: getattr(record, key) for key in facts} == facts


_TOLD: list[tuple[str, str, dict[str, str], tuple[str, ...]]] = [
    ("a.json", _dump({"meta": {"n": 1}, "story": {"headline": "x", "lede": "y"}}), {},
     ("story.headline", "story.lede", "--map text=")),
    ("a.jsonl", _dump({"id": 1, "abstract": _LONG, "info": {"lang": "en"}}), {},
     ("id, abstract, info.lang", "--map text=")),
    ("a.jsonl", _dump({"id": 1, "info": {"story": _LONG}}), {"text": "info.body"}, ('"info.body"', "info.story")),
    ("a.csv", "name;summary;day\nFerry;x;y\n", {}, ("name, summary, day", "--map text=COLUMN")),
    ("a.json", "[1, 2]", {}, ("record is not an object",)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "mapping", "words"), _TOLD)
def test_what_is_not_read_says_what_was_seen_and_what_to_do(
    tmp_path: Path, name: str, content: str, mapping: dict[str, str], words: tuple[str, ...]
) -> None:
    record = _read(tmp_path, name, content, mapping)[0]
    assert not isinstance(record, Article)
    assert all(word in record.reason for word in words), record  # type: ignore[union-attr]


def test_superdesk_takes_a_story_back_and_holds_one(tmp_path: Path) -> None:
    held = _SUPERDESK | {"guid": "urn:2", "embargoed": "2099-01-01T06:00:00+0000"}
    killed = _SUPERDESK | {"version": "3", "pubstatus": "canceled"}
    noted = _SUPERDESK | {"guid": "urn:3", "ednote": "KILL: the line does not close."}
    first, second, third = _read(tmp_path, "a.json", _dump([held, killed, noted]))
    assert isinstance(first, Article)
    assert first.embargo == "2099-01-01T06:00:00Z"
    for record in (second, third):
        assert isinstance(record, Article)
        assert record.pubstatus == "canceled"


_PAGE = (
    '<html lang="en"><head><title>Fire at mill</title><meta property="article:published_time" content="2025-03-09">'
    '<meta property="og:site_name" content="Fjord Herald"></head><body><nav>Home Sport</nav><article>'
    f"<h1>Fire at mill</h1><p>{_LONG}</p><p>{_MORE}</p>"
    "<p>The fire broke out in the drying hall shortly after four.</p></article></body></html>"
)


def _saved(head: str, location: str = "https://herald.example/2025/fire", style: str = "text/css") -> str:
    parts = (f"Content-Type: {style}\nContent-Location: cid:css@x\n\np {{ color: red; }}",
             f"Content-Type: text/html; charset=utf-8\nContent-Location: {location}\n\n{_PAGE}")  # fmt: skip
    body = "".join(f"--b\n{part}\n" for part in parts)
    return f"{head}MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n{body}--b--\n"


_DATED = "Date: Fri, 11 Apr 2025 08:00:00 -0000\n"
_SAVERS = [
    ("page.mhtml", f"From: <Saved by Blink>\nSnapshot-Content-Location: https://herald.example/2025/fire\n{_DATED}"),
    ("page.mht", f'From: "Saved by Windows Internet Explorer 8"\nSubject: Fire\n{_DATED}'),
    ("page.mht", f"From: <Saved by Mozilla 5.0 (Windows)>\nSubject: Fire\n{_DATED}"),
    ("page.mht", f"From: <Saved by UnMHT>\nSubject: Fire\n{_DATED}"),
    ("page.mht", ""),
    ("page.eml", f"From: <Saved by Blink>\n{_DATED}"),
    ("page", f"From: <Saved by Blink>\n{_DATED}"),
    ("page.txt", f"From: <Saved by Blink>\n{_DATED}"),
    ("page.mhtml", f"\r\nFrom: <Saved by Blink>\n{_DATED}"),
    ("page.mhtml", f"From: <Saved by WebKit>\n{_DATED}"),
]


@pytest.mark.parametrize(("name", "head"), _SAVERS)
def test_a_saved_page_is_the_page_not_a_letter(tmp_path: Path, name: str, head: str) -> None:
    (record,) = _read(tmp_path, name, _saved(head))
    assert isinstance(record, Article), record
    assert (record.outlet, record.url) == ("Fjord Herald", "https://herald.example/2025/fire")
    assert (record.published, record.title) == ("2025-03-09", "Fire at mill")
    assert _LONG in record.text
    assert "color" not in record.text


def test_a_page_saved_from_a_file_and_one_without_a_page(tmp_path: Path) -> None:
    (record,) = _read(tmp_path, "a.mht", _saved("", "file:///C:/pages/fire.htm"))
    assert isinstance(record, Article)
    assert (record.url, record.outlet) == (None, "Fjord Herald")
    empty = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\n\np {}\n--b--\n"
    )
    (refused,) = _read(tmp_path, "b.mhtml", empty)
    assert "without a page" in refused.reason  # type: ignore[union-attr]


def test_a_letter_with_parts_that_belong_together_stays_a_letter(tmp_path: Path) -> None:
    head = f"From: Fjord Herald <news@herald.example>\nTo: you@x.example\nSubject: Morning\nMessage-ID: <1@x>\n{_DATED}"
    (record,) = _read(tmp_path, "a.eml", _saved(head))
    assert isinstance(record, Article)
    assert record.title == "Morning"
