"""What a briefing becomes as a file: every format holds every line, and nothing in an article becomes markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx as word
import pytest
from lxml import etree
from typer.testing import CliRunner

from assistant.briefing import as_markdown
from assistant.briefing.edits import arranged, mark_lines, numbers
from assistant.briefing.export import DOCX, FORMATS, HTML, JSON, MARKDOWN, export, file_name, format_of, write
from assistant.briefing.export.docx import as_docx
from assistant.briefing.export.html import as_html
from assistant.briefing.export.json import as_json
from assistant.briefing.export.references import STYLES, referenced
from assistant.briefing.export.text import passage, plain, web
from assistant.briefing.types import Briefing
from assistant.cli import app
from assistant.errors import ExportError
from assistant.serialization import citation_json
from assistant.verification.saved_citations import read_citations
from corpus import Archive, Scope
from tests.assistant.briefing.conftest import Made
from tests.assistant.briefing.sample import ARABIC, BROKEN, EMOJI, HOSTILE, TEXTS, TURNED, URLS, sample

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VOID = {"meta", "link", "br", "hr", "img", "input"}


class Reader(HTMLParser):
    """Collect the elements of a page, its text by element, and its links; refuse what is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[tuple[str, str]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self.open[-1] if self.open else "", data))

    def attributes(self, name: str) -> list[str]:
        return [own[name] for _, own in self.elements if name in own]

    @property
    def words(self) -> str:
        return " ".join(" ".join(text for tag, text in self.text if tag != "style").split())


def docx(briefing: Briefing) -> Any:
    return word.Document(BytesIO(as_docx(briefing)))


def words_of(file: Any) -> str:
    return "\n".join("".join(node.itertext(f"{_W}t")) for node in file.element.body.iter(f"{_W}p"))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_holds_every_section_line_and_source(form: Any) -> None:
    made = export(sample(), form)
    if form is HTML:
        words = Reader(made.decode()).words
    elif form is DOCX:
        words = words_of(word.Document(BytesIO(made)))
    elif form is JSON:
        words = json.dumps(json.loads(made), ensure_ascii=False)
    else:
        words = re.sub(r"\\(.)", r"\1", made.decode().partition("<!--")[0]).replace("&amp;", "&")
    titles = [section.title for section in sample().sections]
    for told in (*titles, *(plain(TEXTS[n - 1]) for n in (1, 2, 3, 5, 7, 8)), "2.6 billion talvar", "eople killed",
                 "Who decided to keep the gate shut?", "Sources differ on the dead.", "Ana Ruiz", "the mayor of Sorrel",
                 "Continental Wire", "Daily Flash", "No article between 2 April and 20 May 2025.", "updated",
                 "superseded", "planned", "corrected", "withdrawn", URLS[0]):  # fmt: skip
        assert told is not None
        assert told in words, told


def test_nothing_in_an_article_becomes_markup_in_html() -> None:
    page = as_html(sample())
    read = Reader(page)
    assert {tag for tag, _ in read.elements} <= {
        "html", "head", "meta", "link", "title", "style", "body", "main", "header", "nav", "section", "article",
        "footer", "h1", "h2", "h3", "p", "ul", "ol", "li", "dl", "div", "dt", "dd", "table", "thead", "tbody", "tr",
        "th", "td", "strong", "span", "bdi", "cite", "sup", "a", "q",
    }  # fmt: skip
    assert not [own for _, own in read.elements if any(name.startswith("on") for name in own)]
    assert plain(HOSTILE) in read.words
    assert all(sign not in page for sign in "\x00\x07\x0c\ufffe\u202e")
    assert "<bdi>" + ARABIC in page
    assert EMOJI in read.words
    assert "Toll esrever rises" in as_html(replace(sample(), sources=(replace(sample().sources[0], title=TURNED),)))


def test_html_is_one_file_that_asks_for_nothing() -> None:
    page = as_html(sample())
    read = Reader(page)
    assert [own.get("src") for tag, own in read.elements if tag in {"script", "img", "iframe"}] == []
    assert [own["href"] for tag, own in read.elements if tag == "link"] == ["data:,"]
    assert not re.search(r"@import|url\(", page.partition("<style>")[2].partition("</style>")[0])
    policy = next(own["content"] for tag, own in read.elements if own.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert {"prefers-color-scheme: dark", "@media print", "size: A4"} <= set(
        re.findall(r"prefers-color-scheme: dark|@media print|size: A4", page)
    )


def test_numbers_in_html_lead_to_their_source_and_back() -> None:
    read = Reader(as_html(sample()))
    names = read.attributes("id")
    assert len(names) == len(set(names))
    within = [href[1:] for href in read.attributes("href") if href.startswith("#")]
    assert set(within) <= set(names)
    for number in range(1, 9):
        assert {f"cite-{number}", f"used-{number}"} <= set(names)
        assert f"cite-{number}" in within
        assert f"used-{number}" in within
    headings = [tag for tag, _ in read.elements if re.fullmatch(r"h\d", tag)]
    assert headings[0] == "h1"
    assert headings.count("h1") == 1
    assert "h3" in headings


def test_only_web_addresses_become_links() -> None:
    expected = {URLS[0], URLS[2], URLS[6]}
    places = {passage(cited) for cited in sample().citations}
    html_links = {href for href in Reader(as_html(sample())).attributes("href") if not href.startswith(("#", "data:,"))}
    assert html_links == expected | places
    file = docx(sample())
    assert {link.target_ref for link in file.part.rels.values() if link.is_external} == expected | places
    markdown = as_markdown(sample(), checkable=True).partition("<!--")[0]
    assert set(re.findall(r"(?<!\\)<([^<>]+)(?<!\\)>", markdown)) == expected | places


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1&z=2", True), ("http://a.example", True), ("HTTPS://a.example/", True),
        ("https://arab.example/خبر", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
        ("//a.example", False), ("https://", False), ("https://a b.example", False), ("file:///etc/passwd", False),
        ('http://a.example/"><b>', False), ("", False), (None, False),
        ("https://[::1", False), ("https://a.example/\u202egpj.exe", False),
        (" https://a.example/x\n", True),
    ],
)  # fmt: skip
def test_an_address_is_followed_only_where_it_is_of_the_web(url: str | None, kept: bool) -> None:
    assert web(url) == ((url or "").strip() if kept else None)


def test_a_passage_is_addressed_by_its_article_and_place() -> None:
    cited = sample().citations[0]
    assert (
        passage(cited, app="https://desk.example/") == "https://desk.example/library?article=article1&start=10&end=49"
    )
    assert passage(cited, app="https://desk.example/") in as_html(sample(), app="https://desk.example/").replace(
        "&amp;", "&"
    )


def test_docx_has_headings_tables_numbers_and_properties() -> None:
    file = docx(sample())
    styles = {paragraph.style.name for paragraph in file.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number"} <= styles
    headings = [paragraph.text for paragraph in file.paragraphs if paragraph.style.name == "Heading 1"]
    assert headings == ["Scope", "Since last time", *(section.title for section in sample().sections), "Sources"]
    heads = [[cell.text for cell in table.rows[0].cells] for table in file.tables]
    assert ["Day", "Event", "Source"] in heads
    assert ["Figure", "What", "As of", "Standing", "Source"] in heads
    assert [len(table.rows) for table in file.tables[1:]] == [4, 3]
    own = file.core_properties
    assert own.title == plain(f"Briefing: {HOSTILE}")
    assert own.author == "Newsdesk"
    assert "1 March 2025" in own.keywords
    assert isinstance(own.created, datetime)
    page = file.sections[0]
    assert (round(page.page_width.cm, 1), round(page.page_height.cm, 1)) == (21.0, 29.7)


def test_numbers_in_docx_lead_to_their_source_and_back() -> None:
    body = docx(sample()).element.body
    marks = [mark.get(f"{_W}name") for mark in body.iter(f"{_W}bookmarkStart")]
    ids = [mark.get(f"{_W}id") for mark in body.iter(f"{_W}bookmarkStart")]
    aims = [link.get(f"{_W}anchor") for link in body.iter(f"{_W}hyperlink") if link.get(f"{_W}anchor")]
    assert len(marks) == len(set(marks)) == len(set(ids))
    assert set(aims) == set(marks) == {f"{kind}_{number}" for kind in ("used", "source") for number in range(1, 9)}


def test_docx_holds_text_that_xml_cannot_and_text_from_right_to_left() -> None:
    made = as_docx(sample())
    with ZipFile(BytesIO(made)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    file = word.Document(BytesIO(made))
    assert plain(BROKEN) in words_of(file)
    turned = [
        "".join(run.itertext(f"{_W}t"))
        for run in file.element.body.iter(f"{_W}r")
        if run.find(f".//{_W}rtl") is not None
    ]
    assert turned
    assert set(turned) == {ARABIC}
    assert EMOJI in words_of(file)


def test_markdown_carries_its_citations_whatever_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "sample.md"
    write(sample(), path)
    assert [citation_json(cited) for cited in read_citations(path)] == [citation_json(c) for c in sample().citations]
    body = path.read_text(encoding="utf-8").partition("<!--")[0]
    assert "<img" not in body.replace("\\<img", "")
    assert "\n#" not in body.replace("\n# B", "").replace("\n## ", "")


def test_what_begins_a_line_of_markdown_is_no_mark_of_it() -> None:
    first, *rest = sample().sections
    for text, shown in [("1. Nobody came.", "- 1\\. Nobody came."), ("- 5 degrees", "- \\- 5 degrees"),
                        ("1,204 people", "- 1,204 people"), ("# Not a title", "- \\# Not a title")]:  # fmt: skip
        line = replace(first.lines[1], statement=replace(first.lines[1].statement, text=text))
        assert f"\n{shown} (" in as_markdown(replace(sample(), sections=(replace(first, lines=(line,)), *rest)))


def test_the_sentence_of_a_figure_is_said_once() -> None:
    page = as_markdown(sample())
    assert "- **31** people killed, as of 18 March 2025, superseded: now 29 (The Harbor Ledger, 12 March) [1]\n" in page
    figures = tuple(part for part in sample().sections if part.name == "figures")
    alone = as_markdown(replace(sample(), sections=figures))
    assert f"superseded: now 29: “{TEXTS[0]}” (The Harbor Ledger, 12 March) [1]\n" in alone


def test_json_is_what_the_command_prints(tmp_path: Path) -> None:
    path = tmp_path / "sample.json"
    write(sample(), path)
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(as_json(sample())))
    assert [citation_json(cited) for cited in read_citations(path)] == [citation_json(c) for c in sample().citations]


def test_hidden_lines_are_left_out_with_what_only_they_cite() -> None:
    hidden = {("in_brief", "b4"), ("timeline", "t2"), ("voices", "v1")}
    shown = arranged(mark_lines(sample(), hidden=hidden, pinned=()))
    assert "voices" not in [section.name for section in shown.sections]
    assert [citation.number for citation in shown.citations] == list(range(1, 7))
    assert {plain(TEXTS[4]), plain(TEXTS[5])}.isdisjoint(plain(citation.quote) for citation in shown.citations)
    assert sorted(number for source in shown.sources for number in source.citations) == list(range(1, 7))
    known = {citation.number: citation for citation in shown.citations}
    for section in shown.sections:
        for line in section.lines:
            assert not line.hidden
            assert set(numbers(line)) <= set(known)
    for name in ("Ana Ruiz, the mayor", EMOJI):
        assert (
            name not in as_html(arranged(mark_lines(sample(), hidden=hidden, pinned=()))).partition('id="sources"')[0]
        )
    for form in (MARKDOWN, HTML, JSON):
        assert EMOJI not in export(mark_lines(sample(), hidden=hidden, pinned=()), form).decode()


def test_pinned_lines_come_first_and_the_timeline_keeps_its_order() -> None:
    pinned = {("in_brief", "b3"), ("timeline", "t3"), ("figures", "f2")}
    shown = {section.name: section for section in arranged(mark_lines(sample(), hidden=(), pinned=pinned)).sections}
    assert [line.key for line in shown["in_brief"].lines] == ["b3", "b1", "b2", "b4"]
    assert [line.key for line in shown["figures"].lines] == ["f2", "f1"]
    assert [line.key for line in shown["timeline"].lines] == ["t1", "t2", "t3"]
    assert shown["in_brief"].lines[0].statement.citations == (1,)
    page = as_html(arranged(mark_lines(sample(), hidden=(), pinned=pinned)))
    assert page.count('<tr class="pinned">') == 2


def test_a_briefing_that_nobody_arranged_is_not_changed() -> None:
    assert arranged(sample()) is not None
    assert arranged(sample()) == sample()


@pytest.mark.parametrize("name", ["flood", "flood.pdf", "flood.md.bak", ".docx"])
def test_a_name_that_asks_for_no_format_says_which_there_are(name: str) -> None:
    with pytest.raises(ExportError, match=r"\.md, \.html, \.docx or \.json"):
        format_of(Path(name))


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write(sample(), tmp_path / "nowhere" / "flood.md")


def test_files_have_names_that_every_system_takes() -> None:
    assert (
        file_name(sample(), DOCX)
        == "briefing-img-src-x-onerror-alert-1-bold-link-javascript-alert-1-style-2025-06-30.docx"
    )
    named = file_name(replace(sample(), topic=" ../../: ", scope=Scope()), HTML)
    assert named == "briefing-untitled.html"


def test_sources_are_named_in_a_style_of_prose(archive: Archive, made: Made) -> None:
    whole = made("the Brenna flood")
    for style in STYLES:
        named = referenced(whole, archive, style)
        assert all(source.reference and not source.reference.startswith("[") for source in named.sources)
        entry = plain(named.sources[0].reference)
        assert entry in Reader(as_html(named)).words
        assert entry in words_of(docx(named))
    with pytest.raises(ExportError, match="choose apa"):
        referenced(whole, archive, "bibtex")


def test_an_abstained_briefing_is_a_file_too(made: Made) -> None:
    nothing = made("quantum computing")
    for form in FORMATS:
        assert export(nothing, form)
    assert "nothing on this topic" in as_html(nothing)


@pytest.mark.parametrize("name", ["flood.md", "flood.html", "flood.docx", "flood.json"])
def test_the_command_writes_the_format_that_the_name_asks_for(demo_home: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    arguments = [
        "brief",
        "the Brenna flood",
        "-o",
        str(path),
        "--home",
        str(demo_home),
        "--reference",
        "apa",
        "--only",
        "timeline",
    ]
    done = CliRunner().invoke(app, arguments)
    assert (done.exit_code, done.output) == (0, f"Written to {path}.\n")
    assert path.stat().st_size > 2000


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["-o", "flood.pdf"], "names no format"), (["-o", "a.md", "--reference", "ris"], "choose apa")],
)
def test_the_command_refuses_before_it_works(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["brief", "the Brenna flood", "--home", "/nowhere", *arguments])
    assert isinstance(done.exception, ExportError)
    assert said in str(done.exception)
