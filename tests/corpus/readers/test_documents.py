"""Documents: a PDF, a Word file or an e-mail gives its article; what is broken, locked or empty is refused by name."""

from __future__ import annotations

import io
import mailbox
import random
import sys
import zipfile
import zlib
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import parse_xml

from corpus.readers import read_sources
from corpus.readers.documents import pdf
from corpus.types import Article, Refusal

BODY = "The council of Port Ansel met on Monday and voted for the new quay, which opens in May."
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def read(path: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles, and the refusals with their places below the folder of the test."""
    found = list(read_sources([path]))
    refused = [(item.place.removeprefix(f"{path.parent}/"), item.reason) for item in found if isinstance(item, Refusal)]
    return [item for item in found if isinstance(item, Article)], refused


def only(path: Path) -> Article:
    """Return the one article of a source that refuses nothing."""
    articles, refused = read(path)
    assert refused == []
    assert len(articles) == 1
    return articles[0]


def objects(*contents: bytes, trailer: bytes = b"") -> bytes:
    """Write a PDF of numbered objects; the first is its catalog."""
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(contents, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(contents) + 1
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def stream(data: bytes, *, facts: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), facts, data)


def printed(*pages: str, facts: str = "", trailer: bytes = b"") -> bytes:
    """Write a PDF with a line of print for each line of each page."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    kids, parts = [], []
    for page in pages:
        shown = b""
        for row, line in enumerate(page.split("\n")):
            plain = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            shown += b"1 0 0 1 72 %d Tm (%s) Tj\n" % (780 - 14 * row, plain)
        parts.append(stream(b"BT /F1 11 Tf\n" + shown + b"ET"))
        use = b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R" % (4 + len(parts))
        parts.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] %s >>" % use)
        kids.append(b"%d 0 R" % (4 + len(parts)))
    tree = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    info = f"<< {facts} >>".encode("latin-1")
    catalog = b"<< /Type /Catalog /Pages 2 0 R >>"
    return objects(catalog, tree, font, info, *parts, trailer=b"/Info 4 0 R " + trailer)


FIRST = """THE PORT ANSEL LEDGER
Council votes for the quay
The council of Port Ansel met on Monday and voted for the new quay, which opens in
May. The harbour master told reporters that the con-
struction begins soon.
Residents of the old town were less enthusiastic, and said that the well-known noise of
lorries would be unbearable; nobody had asked them about <b>the road</b>, a well-
known mistake.
12 March 2025 | 1"""
SECOND = """THE PORT ANSEL LEDGER
The mayor answered that there would be compensation, although he did not say how much
of it, or from which budget.
12 March 2025 | 2"""


def test_a_pdf_becomes_paragraphs_without_what_each_page_repeats(tmp_path: Path) -> None:
    facts = "/Title (Microsoft Word - quay_v3.doc) /Author (Ines Falk) /CreationDate (D:20240101120000Z)"
    (tmp_path / "a.pdf").write_bytes(printed(FIRST, SECOND, facts=facts))
    article = only(tmp_path / "a.pdf")
    assert article.title == "Council votes for the quay"
    assert article.text == (
        f"{BODY} The harbour master told reporters that the construction begins soon.\n\n"
        "Residents of the old town were less enthusiastic, and said that the well-known noise of lorries would be "
        "unbearable; nobody had asked them about <b>the road</b>, a well-known mistake.\n\n"
        "The mayor answered that there would be compensation, although he did not say how much of it, or from which "
        "budget."
    )
    assert (article.authors, article.published) == (("Ines Falk",), None)
    assert article.source == str(tmp_path / "a.pdf")


@pytest.mark.parametrize("title", ["quay_v3.indd", "Untitled", "Microsoft PowerPoint - 2025 Q1", "scan0042", ""])
def test_a_title_that_is_none_is_not_taken(tmp_path: Path, title: str) -> None:
    (tmp_path / "a.pdf").write_bytes(printed(FIRST, SECOND, facts=f"/Title ({title})"))
    assert only(tmp_path / "a.pdf").title == "Council votes for the quay"
    (tmp_path / "b.pdf").write_bytes(printed(FIRST, SECOND, facts="/Title (Quay: council says yes)"))
    assert only(tmp_path / "b.pdf").title == "Quay: council says yes"


LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -4 >> /ID [(a) (b)]" % (b"o" * 32, b"u" * 32)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (printed(FIRST, trailer=LOCK), "encrypted: save it without a password"),
        (printed(""), "no text in it"),
        (b"%PDF-1.7\n", "not readable as PDF: "),
        (printed(FIRST)[:200], "not readable as PDF: "),
        (b"%PDF-1.4\n" + b"<<" * 100_000, "not readable as PDF: "),
        (objects(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "not readable"),
    ],
)
def test_a_pdf_without_words_to_read_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.pdf").write_bytes(content)
    articles, refused = read(tmp_path / "a.pdf")
    assert articles == []
    assert len(refused) == 1
    assert refused[0][1].startswith(reason)


@pytest.mark.parametrize(("password", "opens"), [("", True), ("secret", False)])
def test_a_pdf_that_is_locked_against_printing_only_is_read(tmp_path: Path, password: str, opens: bool) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(printed(FIRST, SECOND)))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    writer.write(str(tmp_path / "a.pdf"))
    articles, refused = read(tmp_path / "a.pdf")
    assert [article.title for article in articles] == ["Council votes for the quay"] * opens
    assert refused == [] if opens else [("a.pdf", "encrypted: save it without a password")]


def test_a_pdf_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_SECONDS", 0.2)
    (tmp_path / "a.pdf").write_bytes(printed(*("\n".join([BODY] * 50) for _ in range(200))))
    assert read(tmp_path / "a.pdf")[1] == [("a.pdf", "takes over 0.2 seconds to read: save it as text")]
    monkeypatch.setattr(pdf, "_MAX_PAGES", 3)
    assert read(tmp_path / "a.pdf")[1] == [("a.pdf", "200 pages, one article was expected")]


def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    packed = stream(zlib.compress(b" " * 90_000_000), facts=b"/Filter /FlateDecode")
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    (tmp_path / "a.pdf").write_bytes(objects(b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, packed, font))
    assert read(tmp_path / "a.pdf")[1][0][1].startswith("not readable as PDF: Limit reached while decompressing")


def word(path: Path) -> Path:
    """Write a Word document with all that a press office puts in."""
    document = docx.Document()
    document.core_properties.title = "Template 7"
    document.core_properties.author = "Ines Falk"
    document.sections[0].header.paragraphs[0].text = "HEADER"
    document.add_heading("Quay opens in May", level=1)
    document.add_paragraph(BODY)
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((*table.rows[0].cells, *table.rows[1].cells), ("Year", "Ships", "2024", "310"), strict=True):
        cell.text = text
    changed = document.add_paragraph("Mr Holt ")
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
    shown = run.format("t", "left &amp; &lt;b>smiled&lt;/b>.")
    changed._p.append(parse_xml(f"<w:del {NS}>{run.format('delText', 'never ')}</w:del>"))
    changed._p.append(parse_xml(f"<w:ins {NS}>{shown}</w:ins>"))
    block = f"<w:sdt {NS}><w:sdtContent><w:p>{run.format('t', 'In a content control.')}</w:p></w:sdtContent></w:sdt>"
    document.element.body.insert(-1, parse_xml(block))
    document.save(str(path))
    return path


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a"])
def test_a_word_document_is_read_in_its_order(tmp_path: Path, name: str) -> None:
    article = only(word(tmp_path / name))
    assert article.title == "Quay opens in May"
    shown = "Mr Holt left & <b>smiled</b>.\n\nIn a content control."
    assert article.text == f"{BODY}\n\nYear | Ships\n2024 | 310\n\n{shown}"
    assert (article.authors, article.published) == (("Ines Falk",), None)


def repacked(path: Path, **parts: bytes) -> Path:
    """Replace parts of a Word document."""
    with zipfile.ZipFile(path) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**held, "word/document.xml": parts["document"]}.items():
            archive.writestr(name, data)
    return path


def test_entities_of_a_word_document_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    body = f"<w:body><w:p><w:r><w:t>{BODY} &x;&b;</w:t></w:r></w:p></w:body>"
    entities = f'<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt"><!ENTITY a "ha"><!ENTITY b "{"&a;" * 50}">'
    content = f"<!DOCTYPE d [{entities}]><w:document {NS}>{body}</w:document>".encode()
    assert only(repacked(word(tmp_path / "a.docx"), document=content)).text == BODY


def test_a_word_document_without_its_parts_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body/></w:document>")
    told = "not readable as Word: a part is missing; open it in Word and save it again"
    assert read(path) == ([], [("a.docx", told)])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<w:document", "not readable as Word: "),
        (b"", "not readable as Word: "),
        (f"<w:document {NS}><w:body/></w:document>".encode(), "no text"),
        (b" " * 30_000_000, "unpacks to over 200 times its size"),
        (b" " * 210_000_000, "unpacks to over 200 MB"),
    ],
)
def test_a_broken_word_document_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    articles, refused = read(repacked(word(tmp_path / "a.docx"), document=content))
    assert articles == []
    assert refused[0][1].startswith(reason)


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {
        "From": "The Ansel Weekly <weekly@mail.ansel.example>",
        "Subject": "Küste: quay opens — 3 things to know",
        "Date": "Wed, 12 Mar 2025 09:30:00 +0100",
        "Message-ID": "<1@ansel.example>",
        **headers,
    }.items():
        if value:
            message[name] = value
    return message


LAYOUT = f"""<html><head><style>p {{color: red}}</style><title>x</title></head><body>
<div style="display:none">Preview of the mail&zwnj;&nbsp;&zwnj;&nbsp;</div>
<table><tr><td><a href="https://x.example">View in browser</a></td></tr>
<tr><td><h1>The quay</h1></td></tr><tr><td><table><tr><td><p>{BODY}</p>
<p>“We shall not
give up,” said Marta&nbsp;Lind.</p></td><td><img src="cid:logo" alt="Logo"></td></tr></table></td></tr>
<tr><th>Year</th><th>Ships</th></tr><tr><td>2024</td><td>310</td></tr>
<tr><td>You are receiving this because you signed up. <a href="#">Unsubscribe</a></td></tr></table></body></html>"""


def test_a_newsletter_reads_as_it_looks(tmp_path: Path) -> None:
    message = mail()
    message.set_content("View this mail in your browser: https://x.example")
    message.add_alternative(LAYOUT, subtype="html")
    message.get_payload()[1].add_related(b"\x89PNG", "image", "png", cid="<logo>")  # type: ignore[union-attr, index]
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    article = only(tmp_path / "a.eml")
    told = "“We shall not give up,” said Marta Lind."
    assert article.text == f"The quay\n\n{BODY}\n\n{told}\n\nYear | Ships\n2024 | 310"
    assert (article.title, article.outlet) == ("Küste: quay opens — 3 things to know", "The Ansel Weekly")
    assert (article.published, article.dated_by, article.kind) == ("2025-03-12T09:30:00+01:00", "record", "news")


def test_a_plain_mail_is_unwrapped_and_loses_its_signature(tmp_path: Path) -> None:
    wrapped = (
        "The council of Port Ansel met on Monday and voted for the new quay,\nwhich opens in May.\n\n"
        "Contact:\nInes Falk\n\n-- \nSent by the press office"
    )
    message = mail(From="press@mail.ansel.example", Subject="Press release: the quay")
    message.set_content(wrapped, cte="quoted-printable")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    article = only(tmp_path / "a.eml")
    assert article.text == f"{BODY}\n\nContact:\nInes Falk"
    assert (article.outlet, article.kind) == ("ansel.example", "press release")


def test_flowed_text_is_joined_where_it_says_so(tmp_path: Path) -> None:
    raw = (
        "From: A <a@b.example>\r\nSubject: =?utf-8?q?K=C3=BCste?=\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
        "The council met \r\non Monday, \r\nit said.\r\nA line of its own.\r\n"
    )
    (tmp_path / "a").write_bytes(raw.encode())
    article = only(tmp_path / "a")
    assert (article.title, article.text) == ("Küste", "The council met on Monday, it said.\nA line of its own.")


def test_files_that_came_with_a_mail_are_read(tmp_path: Path) -> None:
    message = mail()
    message.set_content("See the file.")
    message.add_attachment(printed(FIRST, SECOND), "application", "pdf", filename="../quay.pdf")
    message.add_attachment(BODY.encode(), "text", "plain", filename="note.txt")
    message.add_attachment(b"\x89PNG", "image", "png", filename="logo.png")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    articles, refused = read(tmp_path / "a.eml")
    assert [article.source for article in articles] == [f"{tmp_path}/a.eml/quay.pdf", f"{tmp_path}/a.eml/note.txt"]
    assert refused == []


def test_each_message_of_an_mbox_is_read(tmp_path: Path) -> None:
    box = mailbox.mbox(str(tmp_path / "box"))
    for number in range(3):
        message = mail(**{"Message-ID": f"<{number}@x>", "Subject": f"Issue {number}"})
        message.set_content(f"{BODY}\n\nFrom {number} to ten." if number != 1 else "")
        box.add(message)
    box.close()
    articles, refused = read(tmp_path / "box")
    assert [article.source.rpartition("#")[2] for article in articles] == ["1", "3"]
    assert articles[1].text == f"{BODY}\n\nFrom 2 to ten."
    assert refused == [("box#2", "no text")]


@pytest.mark.parametrize(
    "header",
    [
        b"Subject: =?utf-8?b?!!!?=", b"Subject: =?nonsense?q?a?=", b"From: " + b"(" * 5000, b"Date: yesterday-ish",
        b"Content-Type: multipart/mixed", b"Content-Type: text/plain; charset=nonsense", b"From: =?utf-8?q?=00?= <@>",
        b"Content-Type: text/html; charset=utf-16", b"Content-Transfer-Encoding: base64", b"Subject: \xff\xfe\x80",
        b"Content-Disposition: attachment; filename*=nonsense'x'%ff%zz", b"Content-Type: text/plain; name*x=b",
    ],
)  # fmt: skip
def test_no_header_takes_the_reader_down(tmp_path: Path, header: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(header + b"\r\nMIME-Version: 1.0\r\n\r\n" + BODY.encode())
    articles, refused = read(tmp_path / "a.eml")
    assert len(articles) + len(refused) >= 1


def test_parts_in_parts_without_end_are_refused(tmp_path: Path) -> None:
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(2000))
    (tmp_path / "a.eml").write_bytes(b"MIME-Version: 1.0\r\n" + parts + BODY.encode())
    assert read(tmp_path / "a.eml")[1] == [("a.eml", "over 1,000,000 lines, or over 100 parts in parts")]
    (tmp_path / "b.eml").write_bytes(b"MIME-Version: 1.0\n" + b"\n" * 1_000_001)
    assert read(tmp_path / "b.eml")[1] == [("b.eml", "over 1,000,000 lines, or over 100 parts in parts")]


def test_damaged_documents_are_refused_never_a_crash(tmp_path: Path) -> None:
    message = mail()
    message.set_content(BODY)
    message.add_alternative(LAYOUT, subtype="html")
    message.add_attachment(printed(FIRST), "application", "pdf", filename="quay.pdf")
    noise = random.Random(11)
    for name, whole in (("a.pdf", printed(FIRST, SECOND)), ("a.docx", word(tmp_path / "w").read_bytes()),
                        ("a.eml", message.as_bytes())):  # fmt: skip
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(noise.choice((1, 5, 40))):
                at = noise.randrange(len(data))
                data[at : at + noise.choice((0, 1, 9))] = noise.randbytes(noise.choice((0, 1, 3)))
            (tmp_path / name).write_bytes(data)
            articles, refused = read(tmp_path / name)
            assert articles or refused
            assert all(place and reason for place, reason in refused)


class _Piped:
    """Stand for standard input."""

    def __init__(self, data: bytes, *, terminal: bool = False) -> None:
        self.buffer = io.BytesIO(data)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (f'{{"text": "{BODY}"}}\n{{"text": "{BODY}"}}\n'.encode(), "stdin:1"),
        (f'[{{"text": "{BODY}"}}]'.encode(), "stdin#1"),
        (f"title;text\nQuay;{BODY}\n".encode(), "stdin:2"),
        (f"# Quay\n\n{BODY}".encode(), "stdin"),
        (BODY.encode(), "stdin"),
        (printed(FIRST), "stdin"),
    ],
)
def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes, source: str) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped(data))
    found = list(read_sources(["-"]))
    assert isinstance(found[0], Article)
    assert found[0].source == source


def test_standard_input_that_holds_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Piped(b"", terminal=True))
    told = "nothing is piped in: write for example `newsdesk ingest - < articles.jsonl`"
    assert list(read_sources(["-"])) == [Refusal("stdin", told)]
    monkeypatch.setattr(sys, "stdin", _Piped(b""))
    assert list(read_sources(["-"])) == [Refusal("stdin", "empty file")]
