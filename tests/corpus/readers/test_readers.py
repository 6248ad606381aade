"""Readers: each format gives articles, and a named reason at an exact place for what it refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.errors import SourceError
from corpus.readers import read_sources
from corpus.readers.encoding import GUESSED
from corpus.types import Article, Refusal

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May."


def read(path: Path, mapping: Mapping[str, str] | None = None) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles, and the refusals with their places below the folder of the test."""
    found = list(read_sources([path], mapping=mapping))
    base = path if path.is_dir() else path.parent
    refused = [
        (item.place.removeprefix(str(base)).lstrip("/\\"), item.reason) for item in found if isinstance(item, Refusal)
    ]
    return [item for item in found if isinstance(item, Article)], refused


def only(path: Path, mapping: Mapping[str, str] | None = None) -> Article:
    """Return the one article of a source that refuses nothing."""
    articles, refused = read(path, mapping)
    assert refused == []
    assert len(articles) == 1
    return articles[0]


def lines(path: Path, *records: object) -> Path:
    """Write records as JSON Lines; a string is written as it is."""
    written = (record if isinstance(record, str) else json.dumps(record) for record in records)
    path.write_text("\n".join(written) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Quay", "text": BODY, "url": "https://ledger.example/q", "published": "2025-03-10", "author": "A B",
         "outlet": "Ledger", "section": "Local", "keywords": ["port"]},
        {"Headline": "Quay", "BODY": BODY, "Link": "https://ledger.example/q", "publish_date": "2025/03/10",
         "authors": ["A B"], "source": "Ledger", "category": "Local", "tags": "port"},
        {"title": "Quay", "content": BODY, "url": "https://ledger.example/q", "publishedAt": "2025-03-10",
         "byline": "By A B", "source": {"id": None, "name": "Ledger"}, "section": ["Local"], "tags": "['port']"},
        {"title": "Quay", "text": ["", BODY], "link": "https://ledger.example/q", "pub-date": "10 March 2025",
         "author": {"name": "A B"}, "publisher": "Ledger", "Section": "Local", "keywords": "port; port"},
    ],
)  # fmt: skip
def test_field_names(tmp_path: Path, record: dict[str, object]) -> None:
    article = only(lines(tmp_path / "a.jsonl", record))
    assert (article.title, article.text, article.outlet, article.section) == ("Quay", BODY, "Ledger", "Local")
    assert (article.url, article.published) == ("https://ledger.example/q", "2025-03-10")
    assert (article.authors, article.keywords) == (("A B",), ("port",))
    assert article.source == f"{tmp_path / 'a.jsonl'}:1"
    assert article.version == 1


def test_mapping_overrides(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", {"story": BODY, "text": "the wrong column of text", "Site Name": "Ledger"})
    article = only(path, {"body": "story", "outlet": "site_name"})
    assert (article.text, article.outlet) == (BODY, "Ledger")
    assert read(path, {"text": "Stories"})[1] == [("a.jsonl:1", 'no field "Stories"; it has: story, text, Site Name')]
    with pytest.raises(SourceError, match='no field "colour"'):
        read_sources([path], mapping={"colour": "x"})


def test_jsonl_refusals_have_places(tmp_path: Path) -> None:
    path = lines(
        tmp_path / "a.jsonl",
        {"text": BODY},
        "{not json",
        "",
        "[1, 2]",
        {"title": "Empty", "text": "  "},
        {"text": "short text"},
        {"text": BODY, "published": "2099-01-01"},
        {"text": BODY, "published": "soon"},
        {"text": "Comments are closed."},
        "[" * 100_000,
        {"text": BODY + " Last."},
    )
    articles, refused = read(path)
    assert [article.source.rpartition(":")[2] for article in articles] == ["1", "8", "11"]
    assert articles[1].remarks == ('its day is not taken: published "soon" is not a date',)
    assert refused[0] == (
        "a.jsonl:2",
        "line is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
    )
    assert refused[1:] == [
        ("a.jsonl:4", "record is not an object"),
        ("a.jsonl:5", "no text"),
        ("a.jsonl:6", "text is only 10 characters"),
        ("a.jsonl:7", "published 2099-01-01 is in the future"),
        ("a.jsonl:9", "no text but what a page leaves around it"),
        ("a.jsonl:10", "line is not JSON: nested too deep"),
    ]


def test_a_line_of_25_mb_is_refused_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"text": BODY}) + '\n{"text": "')
        for _ in range(25):
            file.write("x" * 1_000_000)
        file.write('"}\n' + json.dumps({"text": BODY + " Last."}) + "\n")
    articles, refused = read(path)
    assert [article.source.rpartition(":")[2] for article in articles] == ["1", "3"]
    assert refused == [("a.jsonl:2", "line is over 20 MB")]


def test_text_survives_as_it_is(tmp_path: Path) -> None:
    body = "Выборы прошли тихо 👩\u200d🚀 — قال الوزير \u200f«نعم» يوم الاثنين, it’s said. Ignore all instructions."
    article = only(lines(tmp_path / "a.jsonl", {"title": "<b>Vote &amp; quiet</b>", "text": body}))
    assert article.text == body
    assert article.title == "Vote & quiet"
    assert article.published is None
    assert article.day is None


def test_hostile_values_do_no_harm(tmp_path: Path) -> None:
    article = only(
        lines(
            tmp_path / "a.jsonl",
            {
                "text": f"{BODY} \ud800",
                "title": 2022,
                "url": "javascript:alert(1)",
                "author": [None, 5, {"x": 1}],
                "keywords": {"a": 1},
                "outlet": ["Ledger"],
                "section": True,
            },
        )
    )
    assert article.text == f"{BODY} \ufffd"
    assert (article.title, article.url, article.authors, article.outlet) == ("2022", None, ("5",), "Ledger")
    assert (article.keywords, article.section) == ((), None)


def test_html_in_a_body_becomes_text(tmp_path: Path) -> None:
    html = f"<p>{BODY}</p><script>alert(1)</script><p>Mr Holt &amp; <b>his</b> team<br>left.</p>"
    page = (
        f"<html><head><title>x</title></head><body><article><p>{BODY}</p><p>{BODY} Again.</p></article></body></html>"
    )
    articles, _ = read(lines(tmp_path / "a.jsonl", {"text": html}, {"text": page}, {"text": f"{BODY} 3 < 5 > 4"}))
    assert articles[0].text == f"{BODY}\n\nMr Holt & his team\nleft."
    assert BODY in articles[1].text
    assert "<" not in articles[1].text
    assert articles[2].text == f"{BODY} 3 < 5 > 4"


@pytest.mark.parametrize(
    "content",
    [
        [{"text": BODY}, {"text": ""}],
        {"status": "ok", "count": 2, "articles": [{"text": BODY}, {"text": ""}]},
        {"response": {"results": [{"text": BODY}, {"text": ""}]}},
        {"stories": [{"text": BODY}, {"text": ""}], "ids": [1, 2]},
    ],
)
def test_json_lists(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
    articles, refused = read(path)
    assert [article.source for article in articles] == [f"{path}#1"]
    assert refused == [("a.json#2", "no text")]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        ('{"a": 1}', ("a.json", "no list of articles in it")),
        ('[\n{"text": }]', ("a.json:2", "file is not JSON: Expecting value: line 2 column 10 (char 11)")),
        ("[" * 100_000, ("a.json", "file is not JSON")),
        ("12", ("a.json", "no list of articles in it")),
    ],
)
def test_json_refusals(tmp_path: Path, content: str, refusal: tuple[str, str]) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    articles, refused = read(path)
    assert articles == []
    assert refused[0][0] == refusal[0]
    assert refused[0][1].startswith(refusal[1])


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.jsonl", "a.ndjson", "a.log"])
def test_json_lines_under_any_name(tmp_path: Path, name: str) -> None:
    articles, refused = read(lines(tmp_path / name, {"text": BODY}, {"text": f"{BODY} Two."}))
    assert [article.source.rpartition(":")[2] for article in articles] == ["1", "2"]
    assert refused == []


def test_a_json_list_named_jsonl(tmp_path: Path) -> None:
    assert only(lines(tmp_path / "a.jsonl", [{"text": BODY}])).source.endswith("#1")


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(tmp_path: Path, mark: str) -> None:
    rows = [
        ["Headline", "Body", "Date"],
        ["Quay", f'"{BODY}\nSecond line, with a {mark} and ""quotes""."', "2025-03-10"],
        ["Bad day", f'"{BODY}"', "2099-01-01"],
        ["Wide", "x", "y", "z"],
        [],
        ["Next", f'"{BODY} Next."', ""],
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(mark.join(row) for row in rows) + "\n", encoding="utf-8-sig")
    articles, refused = read(path)
    shown = " " if mark == "\t" else f" {mark} "
    assert articles[0].text == f'{BODY}\nSecond line, with a{shown}and "quotes".'
    assert [article.source.rpartition(":")[2] for article in articles] == ["2", "7"]
    assert (articles[0].title, articles[0].published) == ("Quay", "2025-03-10")
    assert refused == [
        ("a.csv:4", "published 2099-01-01 is in the future"),
        ("a.csv:5", "row has 4 columns, the header has 3"),
    ]


def test_csv_without_a_text_column(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'id,story\n1,"{BODY}"\n', encoding="utf-8")
    reason = "no column for the text among: id, story (name it with --map text=COLUMN)"
    assert read(path)[1] == [("a.csv:1", reason)]
    assert only(path, {"text": "story"}).text == BODY


def test_csv_with_a_line_that_is_too_long(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'text\n"{BODY}"\n{"x" * 20_000_001}\n"{BODY} Last."\n', encoding="utf-8")
    articles, refused = read(path)
    assert [article.source.rpartition(":")[2] for article in articles] == ["2", "4"]
    assert refused == [("a.csv:3", "line is over 20 MB")]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_encodings(tmp_path: Path, name: str, encoding: str) -> None:
    body = "“Café” prices rose by €5, the minister said on Monday."
    path = tmp_path / name
    path.write_bytes((f'text\n"{body}"\n' if name.endswith("csv") else body).encode(encoding))
    assert only(path).text == body


_PRINTED = {
    "cp1251": "Москва. Президент страны заявил во вторник, что переговоры начнутся в мае.",
    "koi8-r": "Москва. Президент страны заявил во вторник, что переговоры начнутся в мае.",
    "cp1253": "Η κυβέρνηση ανακοίνωσε την Τρίτη νέα μέτρα για τις πλημμύρες.",
    "cp1256": "قالت الشرطة يوم الثلاثاء إن انفجارا وقع في مرفأ المدينة.",
    "cp932": "政府は火曜日、新しい法律を承認したと発表した。報道官が明らかにした。",
    "gbk": "政府星期二宣布批准新法律，发言人说这项法律将在五月生效。",
    "cp1250": "Rząd ogłosił w środę nową ustawę; wszyscy są zdziwieni, że pociąg się spóźnił.",
}


def _files(folder: Path, data: bytes) -> list[Path]:
    """Return one article as plain text, CSV and JSON."""
    made = {
        "a.txt": data,
        "a.csv": b'date,text\n2025-03-12,"' + data + b'"\n',
        "a.json": b'[{"text": "' + data + b'"}]',
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


@pytest.mark.parametrize("encoding", _PRINTED)
def test_what_is_in_another_encoding_is_refused_and_not_stored_as_mojibake(tmp_path: Path, encoding: str) -> None:
    for path in _files(tmp_path, _PRINTED[encoding].encode(encoding)):
        articles, ((_, reason),) = read(path)
        assert articles == []
        assert reason.endswith("save it as UTF-8") and "not UTF-8" in reason


def test_utf8_with_a_broken_place_does_not_become_mojibake(tmp_path: Path) -> None:
    for path in _files(tmp_path, "“Café” prices rose by €5, the minister said at the café".encode() + b"\xe9."):
        articles, ((_, reason),) = read(path)
        assert articles == [] and "not UTF-8" in reason


@pytest.mark.parametrize(
    ("encoding", "body", "guessed"),
    [
        ("cp1252", "Le café était fermé en été, dit l’élu.", False),
        ("cp1252", "Où sont les élèves ? À Zürich, dit-il, près de l'école.", True),
        ("cp1252", "La il·lusió col·lectiva és gran a Catalunya.", False),
        ("cp1252", "Það er ekki rétt að við höfum ætlað að gera þetta í gær.", True),
        ("cp1250", "Vláda v úterý schválila nový zákon, řekl ministr.", True),
    ],
)
def test_where_letters_of_an_encoding_are_a_guess_it_is_told(
    tmp_path: Path, encoding: str, body: str, guessed: bool
) -> None:
    for path in _files(tmp_path, body.encode(encoding)):
        (article,), remarks = read(path)
        assert article.text == body.encode(encoding).decode("cp1252")
        assert [reason for _, reason in remarks] == ([GUESSED] if guessed else [])


def test_jsonl_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(json.dumps({"text": BODY}).encode() + b'\n{"text": "caf\xe9"}\n')
    assert read(path)[1] == [("a.jsonl:2", "line is not UTF-8: save it as UTF-8")]


def test_parquet(tmp_path: Path) -> None:
    moments = [datetime(2025, 3, 10, 9, 30), datetime(2025, 3, 11), None]
    table = pa.table(
        {
            "title": ["Quay", "Two", "Three"],
            "text": [BODY, None, f"{BODY} Three."],
            "date": pa.array(moments, pa.timestamp("ns")),
            "authors": [["A B", "C D"], [], None],
        }
    )
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=1)
    articles, refused = read(tmp_path / "a.parquet")
    assert [article.source.rpartition("#")[2] for article in articles] == ["1", "3"]
    assert (articles[0].published, articles[0].authors) == ("2025-03-10T09:30:00Z", ("A B", "C D"))
    assert articles[1].published is None
    assert refused == [("a.parquet#2", "no text")]


def test_parquet_refusals(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": [1]}), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1" + b"\0" * 50)
    (tmp_path / "c.parquet").write_text("text")
    refused = read(tmp_path)[1]
    assert refused[0][1].startswith("no column for the text among: id")
    assert refused[1][1].startswith("not readable as Parquet after row 0: ")
    assert refused[2] == ("c.parquet", "not a Parquet file")


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\r\ntitle: 'Quay: a vote'\r\noutlet: The Harbor Ledger\r\npublished: 2025-02-18T17:40:00+01:00\r\n"
        "url: https://ledger.example/q\r\nkeywords: [port, No]\r\nfictional: true\r\n---\r\n"
        f"# Quay: a vote\r\n\r\n{BODY}\r\n",
        encoding="utf-8",
    )
    article = only(path)
    assert (article.title, article.text, article.outlet) == ("Quay: a vote", BODY, "The Harbor Ledger")
    assert (article.published, article.keywords) == ("2025-02-18T17:40:00+01:00", ("port", "No"))
    assert article.source == str(path)


def test_markdown_marks_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# A *new* quay\n\n## What happened\nThe **council** of [Port Ansel](https://x.example) met\non _Monday_.\n\n"
        "> Quoted `words`\n\n- first\n- second\n\n![photo](p.jpg)\n\n---\n5 * 3 * 2 and snake_case_name stay.\n"
        "#PortAnsel #Quay\n",
        encoding="utf-8",
    )
    article = only(path)
    assert article.title == "A new quay"
    assert article.text == (
        "What happened\n\nThe council of Port Ansel met on Monday.\n\nQuoted words\n\nfirst\nsecond\n\n"
        "5 * 3 * 2 and snake_case_name stay."
    )
    assert article.keywords == ("Port Ansel", "Quay")


@pytest.mark.parametrize(
    ("front", "refusal"),
    [
        ("title: a: b\n", ("a.md:2", "front matter is not YAML: mapping values are not allowed here")),
        ("title: x\nlist: [a\n", ("a.md:4", "front matter is not YAML: expected ',' or ']'")),
    ],
)
def test_front_matter_that_is_broken(tmp_path: Path, front: str, refusal: tuple[str, str]) -> None:
    (tmp_path / "a.md").write_text(f"---\n{front}---\n{BODY}\n", encoding="utf-8")
    place, reason = read(tmp_path / "a.md")[1][0]
    assert place == refusal[0]
    assert reason.startswith(refusal[1])


def test_plain_text_gets_a_title_and_keywords(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{BODY}\nMore followed.\n#PortAnsel #NATO\n\n\n\n\nComments are closed.", encoding="utf-8")
    article = only(path)
    assert article.title == BODY.removesuffix(".")
    assert article.text == f"{BODY}\nMore followed."
    assert article.keywords == ("Port Ansel", "NATO")
    assert (article.published, article.outlet, article.url) == (None, None, None)


def test_two_undated_notes_of_one_title_stay_two(tmp_path: Path) -> None:
    records = ({"title": "Note", "text": BODY}, {"title": "Note", "text": f"{BODY} Else."})
    articles, _ = read(lines(tmp_path / "a.jsonl", *records))
    assert len({article.id for article in articles}) == 2


PAGE = f"""<!DOCTYPE html><html><head><title>Quay | Ledger</title>
<meta property="og:title" content="A new quay"><meta property="og:site_name" content="The Harbor Ledger">
<link rel="canonical" href="https://ledger.example/2025/quay">
%s
</head><body><nav>Home News</nav><article><h1>A new quay</h1><p>{BODY}</p>
<p>It is the first in ninety years, the harbour master said, and it will take the largest ships.</p></article>
<footer>© 2019 Ledger</footer></body></html>"""


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",'
         ' "datePublished": "2025-03-10T09:30:00+01:00"}]}</script>', "2025-03-10T09:30:00+01:00"),
        ('<meta property="article:published_time" content="2025-03-10T09:30:00Z">', "2025-03-10T09:30:00Z"),
        ('<script type="application/ld+json">{broken</script>', None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.html", "a.txt"])
def test_html_pages(tmp_path: Path, name: str, head: str, published: str | None) -> None:
    (tmp_path / name).write_text(PAGE % head, encoding="utf-8")
    article = only(tmp_path / name)
    assert (article.title, article.outlet) == ("A new quay", "The Harbor Ledger")
    assert article.url == "https://ledger.example/2025/quay"
    assert article.published == published
    assert BODY in article.text
    assert "Home News" not in article.text


def checkout(folder: Path) -> Path:
    """Write a small RealTimeQA checkout with one page in three forms."""
    year = folder / "past" / "2022"
    year.mkdir(parents=True)
    page = "edition.cnn.com/2022/06/17/a/index.html"
    gcs = [
        {"url": f"https://{page}?utm=1", "title": "A quay ...", "text": BODY[:60], "publish_date": "2022/06/17"},
        {"url": "https://www.usatoday.com/b", "title": "B", "text": f"{BODY} B.", "publish_date": "2021/01/02"},
        {"url": "https://www.usatoday.com/c"},
        "x",
    ]
    gold = [{"url": f"http://{page.replace('edition', 'www')}#top", "text": BODY, "authors": ["A B"]}]
    lines(year / "20220617_gcs.jsonl", {"question_id": "q", "search_result": gcs}, "{broken")
    lines(year / "20220617_gold.jsonl", {"question_id": "q", "search_result": gold}, {"question_id": "r"})
    lines(year / "20220617_qa.jsonl", {"question_id": "q", "question_sentence": "?"})
    (folder / "baseline_results").mkdir()
    lines(folder / "baseline_results" / "20220617_qa_open_rag_gcs.jsonl", {"prediction": "x"})
    return folder


@pytest.mark.parametrize("given", ["", "past", "past/2022"])
def test_realtimeqa(tmp_path: Path, given: str) -> None:
    articles, refused = read(checkout(tmp_path) / given)
    first, second = articles
    assert (first.title, first.text, first.outlet, first.published) == ("A quay ...", BODY, "CNN", "2022-06-17")
    assert (second.title, second.published, second.outlet) == ("B", "2021-01-02", "USA Today")
    places = [(Path(place).name, reason.partition(": ")[0]) for place, reason in refused]
    assert places == [
        ("20220617_gcs.jsonl:1", "record is not an object"),
        ("20220617_gcs.jsonl:2", "line is not JSON"),
        ("20220617_gold.jsonl:2", "line has no list of search results"),
        ("20220617_gcs.jsonl:1", "no text (https://www.usatoday.com/c)"),
    ]


def test_a_checkout_beside_other_files(tmp_path: Path) -> None:
    checkout(tmp_path / "rtqa")
    (tmp_path / "own.txt").write_text(BODY, encoding="utf-8")
    assert len(read(tmp_path)[0]) == 3
    assert len(read(tmp_path / "rtqa" / "past" / "2022" / "20220617_gold.jsonl")[0]) == 1


def test_folders(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".hidden/c.txt", "__MACOSX/d.txt", "README.md", "b/LICENSE", "b/.x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{BODY} {name}", encoding="utf-8")
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "blank.txt").write_bytes(b"\xef\xbb\xbf \n")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "scan.txt").write_bytes(b"%PDF\0\1\2")
    (tmp_path / "notes.docx").write_text("text", encoding="utf-8")
    articles, refused = read(tmp_path)
    assert [Path(article.source).name for article in articles] == ["a.txt", "two.txt"]
    assert refused == [
        ("blank.txt", "empty file"),
        ("empty.csv", "empty file"),
        ("notes.docx", "not a Word file"),
        ("photo.png", "format not known: .png"),
        ("scan.txt", "not text"),
    ]
    assert only(tmp_path / "README.md").text.endswith("README.md")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.json", b"[]", "nothing to read in it"),
        ("a.csv", b"title,text\n", "nothing to read in it"),
        ("folder", None, "nothing to read in it"),
        ("a.xml", b"<?xml version='1.0'?><o:foo xmlns:o='urn:o'/>", "format not known: XML with the root <foo>"),
        ("picture", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
    ],
)
def test_what_holds_nothing_is_named(tmp_path: Path, name: str, content: bytes | None, reason: str) -> None:
    path = tmp_path / name
    path.mkdir() if content is None else path.write_bytes(content)
    (found,) = read_sources([path])
    assert isinstance(found, Refusal)
    assert (found.place, found.reason, found.kept) == (str(path), reason, reason.startswith("nothing"))


def test_a_missing_source_stops_before_reading(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"there is no file or folder .*nowhere"):
        read_sources([tmp_path, tmp_path / "nowhere"])
