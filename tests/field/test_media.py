"""Transcripts with times, pages of PDFs and scanned pages: what is said or printed, and where.

All inputs are invented. A moment or a page is a mark of the article: where its words begin.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from corpus.readers import read_sources
from corpus.readers.documents import pdf
from corpus.types import Article, Record
from tests.corpus.readers.test_documents import printed


def _read(tmp_path: Path, name: str, content: str | bytes) -> Record:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (record,) = read_sources([path])
    return record


def _article(tmp_path: Path, name: str, content: str | bytes) -> Article:
    record = _read(tmp_path, name, content)
    assert isinstance(record, Article), record
    return record


def _at(article: Article, words: str) -> str:
    """Return the label of the mark under which words stand."""
    mark = article.mark_at(article.text.index(words))
    assert mark is not None
    return mark.label


_SRT = (
    "1\n00:00:01,000 --> 00:00:04,500\nPETRA HOLM: Good evening. The ferry line\n\n"
    "2\n00:00:04,600 --> 00:00:08,000\nwill close on 1 October.\n\n"
    "3\n00:12:03,000 --> 00:12:06,000\nNILS AKER: We are not a charity.\n"
)
_SAID = "PETRA HOLM: Good evening. The ferry line will close on 1 October.\n\nNILS AKER: We are not a charity."
_SHAPES = {
    "plain": ("a.srt", _SRT),
    "Windows": ("a.srt", "\ufeff" + _SRT.replace("\n", "\r\n")),
    "called .txt": ("a.txt", _SRT),
    "without numbers": ("a.srt", _SRT.replace("1\n00:00:01", "00:00:01").replace("2\n00:00:04", "00:00:04")),
    "points for commas": ("a.srt", _SRT.replace(",000", ".000").replace(",600", ".600").replace(",500", ".500")),
    "one digit of the hour": ("a.srt", _SRT.replace("00:00:0", "0:00:0").replace("00:12:0", "0:12:0")),
    "tags": ("a.srt", _SRT.replace("Good evening.", "{\\an8}<i>Good</i> <font color=red>evening.</font>")),
    "positions": ("a.srt", _SRT.replace("04,500", "04,500 X1:10 X2:20 Y1:1 Y2:2")),
    "two lines a cue": ("a.srt", _SRT.replace("will close on", "will close\non")),
    "no empty line at the end": ("a.srt", _SRT.rstrip()),
    "chevrons": ("a.srt", _SRT.replace("PETRA", ">> PETRA").replace("NILS", ">> NILS")),
    "VTT": ("a.vtt", "WEBVTT\n\n" + _SRT.replace(",", ".")),
    "VTT, short times": (
        "a.vtt",
        "WEBVTT\n\n" + _SRT.replace(",", ".").replace("00:00:0", "00:0").replace("00:12:", "12:"),
    ),
    "VTT, voices": (
        "a.vtt",
        "WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE made by a machine\n\nx1\n00:01.000 --> 00:04.000 align:start\n"
        "<v PETRA HOLM>Good evening. The ferry line\n\n"
        "00:04.600 --> 00:08.000\n<v PETRA HOLM>will close on 1 October.</v>\n\n"
        "12:03.000 --> 12:06.000\n<v.loud NILS AKER>We are not a charity.\n",
    ),
    "VTT, rolling": (
        "a.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:04.000\n\n"
        "PETRA HOLM: Good<00:00:02.000><c> evening.</c>"
        " The ferry line\n\n00:00:04.000 --> 00:00:04.010\nPETRA HOLM: Good evening. The ferry line\n \n\n"
        "00:00:04.600 --> 00:00:08.000\nPETRA HOLM: Good evening. The ferry line\nwill close on 1 October.\n\n"
        "00:12:03.000 --> 00:12:06.000\nNILS AKER: We are not a charity.\n",
    ),
}


@pytest.mark.parametrize(("name", "content"), _SHAPES.values(), ids=list(_SHAPES))
def test_a_transcript_keeps_its_speakers_and_its_seconds(tmp_path: Path, name: str, content: str) -> None:
    article = _article(tmp_path, name, content)
    assert article.text == _SAID
    assert [_at(article, words) for words in ("PETRA", "will close", "We are")] == ["0:00:01", "0:00:04", "0:12:03"]
    assert {mark.kind for mark in article.marks} == {"time"}


def test_what_a_transcript_says_of_its_recording(tmp_path: Path) -> None:
    head = "WEBVTT - Council meeting\n\n"
    head += "NOTE\nDate: 2025-03-31\nSource: Radio Lindvik\nURL: https://radio.example/council\n\n"
    article = _article(tmp_path, "x.vtt", head + _SRT.replace(",", "."))
    assert (article.title, article.outlet, article.published) == ("Council meeting", "Radio Lindvik", "2025-03-31")
    assert (article.url, article.dated_by) == ("https://radio.example/council", "record")
    named = _article(tmp_path, "2025-03-31_council-meeting.en.srt", _SRT)
    assert (named.title, named.published, named.dated_by) == ("council meeting", "2025-03-31", "address")


def test_what_is_no_speaker_and_who_speaks_without_a_name(tmp_path: Path) -> None:
    cues = (
        "00:00:01,000 --> 00:00:03,000\n- Why does it close?\n- It lost money.\n\n"
        "00:00:04,000 --> 00:00:06,000\n[Applause]\n\n"
        "00:00:07,000 --> 00:00:09,000\nthey said the following: nothing changes &amp; nobody leaves.\n\n"
        "01:00:07,000 --> 01:00:09,000\n[Petra Holm] Thank you.\n"
    )
    article = _article(tmp_path, "a.srt", cues)
    assert article.text == (
        "Why does it close?\n\nIt lost money.\n\n[Applause]\n\n"
        "they said the following: nothing changes & nobody leaves."
        "\n\nPetra Holm: Thank you."
    )
    assert _at(article, "Thank you") == "1:00:07"


def test_a_transcript_without_cues_is_refused_by_name(tmp_path: Path) -> None:
    record = _read(tmp_path, "a.vtt", "WEBVTT\n\nNOTE nothing was said\n")
    assert "without a cue" in record.reason  # type: ignore[union-attr]


_FIRST = "Fire at Lindvik mill\nA fire destroyed the old saw mill in Lindvik early on Sunday, and two"
_FIRST += "\nfirefighters were recon-"
_SECOND = "ciled with the owner by the evening, the county fire service said.\nThe mill employs 112 people."
_THIRD = "Its owner said that work would go on in a rented hall from Tuesday, and\nthat nobody would lose a place."


def test_the_pages_of_a_pdf_are_kept(tmp_path: Path) -> None:
    article = _article(tmp_path, "a.pdf", printed(_FIRST, _SECOND, _THIRD))
    assert article.title == "Fire at Lindvik mill"
    assert "reconciled with the owner" in article.text
    assert [_at(article, words) for words in ("A fire", "with the owner", "112 people", "Its owner")] == [
        "1",
        "2",
        "2",
        "3",
    ]
    assert article.marks[0].start == 0
    assert "\ufdd0" not in article.text


def test_pages_are_called_as_the_paper_calls_them(tmp_path: Path) -> None:
    whole = printed(_FIRST, _SECOND, _THIRD)
    labels = b"<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /P (A) /S /D /St 3 >>] >> >>"
    article = _article(tmp_path, "a.pdf", whole.replace(b"<< /Type /Catalog /Pages 2 0 R >>", labels))
    assert [mark.label for mark in article.marks] == ["A3", "A4", "A5"]


def _scan(*pages: str) -> bytes:
    """Draw pages as pictures, as a scanner makes them."""
    image, draw, fonts = (pytest.importorskip(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont"))
    drawn = []
    for page in pages:
        picture = image.new("L", (1000, 500), 255)
        for row, line in enumerate(page.split("\n")):
            draw.Draw(picture).text((60, 60 + 60 * row), line, font=fonts.load_default(32), fill=0)
        drawn.append(picture)
    data = io.BytesIO()
    drawn[0].save(data, "PDF", save_all=True, append_images=drawn[1:], resolution=100)
    return data.getvalue()


_SCANNED = ("The ferry line between Karsholm and\nLindvik will close on 1 October.", "The mill employs 112 people.")


def test_a_scan_is_told_as_such_where_nothing_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "can_read_pictures", lambda: False)
    record = _read(tmp_path, "a.pdf", _scan(*_SCANNED))
    reason = "no text in it, it is a scan: pip install 'newsdesk[ocr]' reads it, or run OCR on it first"
    assert record.reason == reason  # type: ignore[union-attr]


def test_a_scan_is_read_and_marked_as_such(tmp_path: Path) -> None:
    pytest.importorskip("rapidocr_onnxruntime")
    article = _article(tmp_path, "a.pdf", _scan(*_SCANNED))
    assert article.caveats == ("read by OCR",)
    assert "close on 1 October" in article.text
    assert _at(article, "112 people") == "2"


def test_a_page_that_is_a_picture_among_printed_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for part in (printed(_FIRST), _scan(_SCANNED[1]), printed(_THIRD)):
        writer.append(io.BytesIO(part))
    data = io.BytesIO()
    writer.write(data)
    monkeypatch.setattr(pdf, "can_read_pictures", lambda: False)
    article = _article(tmp_path, "a.pdf", data.getvalue())
    assert article.remarks[-1].startswith("no text on page 2: where it is a picture, pip install")
    assert article.caveats == ()
