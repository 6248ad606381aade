"""What must not be used: drafts, private and deleted posts, and what a reader of a page or a document cannot see."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import read_sources
from corpus.types import Article, Refusal

SEEN = "The council approved a harbour budget of 485 million crowns on Monday, 12 million more than last year."
MORE = "Most of the money goes to the new quay, said harbour master Siv Rask. Work begins in May, and ends in autumn."
SECRET = "The harbour budget is 1 million crowns."


def _records(path: Path) -> tuple[list[Article], list[Refusal]]:
    found = list(read_sources([path]))
    return [r for r in found if isinstance(r, Article)], [r for r in found if isinstance(r, Refusal) and not r.kept]


_UNPUBLISHED = [
    ("a.md", "---\ntitle: Quay\ndraft: yes\n---\n\n{text}"),
    ("a.md", "---\ntitle: Quay\nstatus: Draft\n---\n\n{text}"),
    ("a.md", "---\ntitle: Quay\nvisibility: private\n---\n\n{text}"),
    ("a.md", "---\ntitle: Quay\npublish: false\n---\n\n{text}"),
    ("a.md", '+++\ntitle = "Quay"\npublished = false\n+++\n\n{text}'),
    ("a.md", '+++\ntitle = "Quay"\n[params]\nprivate = true\n+++\n\n{text}'),
    ("a.md", '{{\n "title": "Quay",\n "draft": true\n}}\n\n{text}'),
    ("_drafts/a.md", "---\ntitle: Quay\n---\n\n{text}"),
    ("a.csv", 'title,text,status\nQuay,"{text}",pending review\n'),
    ("a.csv", 'title,text,published,date\nQuay,"{text}",0,2025-04-21\n'),
    ("a.jsonl", '{{"title": "Quay", "text": "{text}", "post_status": "trash"}}'),
    ("a.jsonl", '{{"title": "Quay", "text": "{text}", "isDraft": true}}'),
    ("a.json", '{{"posts": [{{"title": "Quay", "html": "<p>x</p>", "text": "{text}", "status": "scheduled"}}]}}'),
    (
        "a.xml",
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app"><title>Blog</title>'
        "<entry><title>Quay</title><id>tag:b.example,1</id><app:control><app:draft>yes</app:draft></app:control>"
        "<content>{text}</content></entry></feed>",
    ),
    (
        "a.xml",
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Blog</title><item><title>Quay'
        "</title><description>{text}</description><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        "<wp:post_password>sesame</wp:post_password></item></channel></rss>",
    ),
]


@pytest.mark.parametrize(("name", "content"), _UNPUBLISHED)
def test_what_its_own_system_has_not_published_is_refused_by_name(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content.format(text=SEEN), encoding="utf-8")
    articles, refused = _records(path)
    assert articles == []
    assert refused[0].reason.startswith("not published: ")


_PUBLISHED = [
    ("a.md", "---\ntitle: Quay\ndraft: false\npublished: true\ndate: 2025-04-21\n---\n\n{text}"),
    ("a.md", '+++\ntitle = "Quay"\ndate = 2025-04-21\ndraft = false\n+++\n\n{text}'),
    ("a.csv", 'title,text,published,date\nQuay,"{text}",1,2025-04-21\n'),
    ("a.jsonl", '{{"title": "Quay", "text": "{text}", "status": "publish", "date": "2025-04-21"}}'),
    ("a.jsonl", '{{"title": "Draft treaty", "text": "{text}", "state": "Ohio", "date": "2025-04-21"}}'),
]


@pytest.mark.parametrize(("name", "content"), _PUBLISHED)
def test_what_is_published_is_taken(name: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(content.format(text=SEEN), encoding="utf-8")
    (article,), _ = _records(path)
    assert (article.text, article.published) == (SEEN, "2025-04-21")


_STYLED = "<style>{rule}</style>"
_HIDDEN = [
    ("", '<p style="display: none">{secret}</p>'),
    ("", "<p hidden>{secret}</p>"),
    ("", '<p hidden="until-found">{secret}</p>'),
    ("", '<p style="font-size:0">{secret}</p>'),
    ("", '<p style="font-size: 0.0px !important">{secret}</p>'),
    ("", '<span style="color:#fff;background:#ffffff">{secret}</span>'),
    ("", '<span style="color:white">{secret}</span>'),
    ("", '<span style="color: rgb(255, 255, 255)">{secret}</span>'),
    ("", '<div style="background:#123456"><span style="color:#123456">{secret}</span></div>'),
    ("", '<span style="color:transparent">{secret}</span>'),
    ("", '<div style="position:absolute;left:-9999px">{secret}</div>'),
    ("", '<div style="text-indent:-10000px">{secret}</div>'),
    ("", '<div style="visibility:hidden">{secret}</div>'),
    ("", '<div style="opacity:0">{secret}</div>'),
    ("", '<div style="height:0;overflow:hidden">{secret}</div>'),
    ("", '<div style="clip-path:inset(50%)">{secret}</div>'),
    ("", "<template><p>{secret}</p></template>"),
    ("", "<dialog><p>{secret}</p></dialog>"),
    (
        ".sr-only,.x>b{{position:absolute;clip:rect(0,0,0,0)}}",
        '<div aria-hidden="true" class="sr-only"><p>{secret}</p></div>',
    ),
    ("/* a */ p.note {{ display:none }}", '<p class="big note">{secret}</p>'),
    ("#trap{{font-size:12px;visibility:hidden}}", '<p id="trap">{secret}</p>'),
    ("@media screen{{p{{color:red}}}} .off{{left:-9999px;position:absolute}}", '<p class="off">{secret}</p>'),
]
_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Harbour budget approved</title>{style}</head>'
    '<body class="page"><article>'
    "<h1>Harbour budget approved</h1><p>{seen}</p>{hidden}<p>{more}</p></article></body></html>"
)


@pytest.mark.parametrize(("rule", "hidden"), _HIDDEN)
def test_what_a_reader_of_a_page_cannot_see_is_no_text(rule: str, hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    style = f"<style>{rule.format()}</style>" if rule else ""
    path.write_text(_PAGE.format(style=style, seen=SEEN, more=MORE, hidden=hidden.format(secret=SECRET)))
    (article,), _ = _records(path)
    assert SECRET not in article.text
    assert SEEN in article.text and MORE in article.text


@pytest.mark.parametrize("hidden", [hidden for rule, hidden in _HIDDEN if not rule])
def test_what_a_reader_of_a_feed_cannot_see_is_no_text(hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    markup = f"<p>{SEEN}</p>{hidden.format(secret=SECRET)}<p>{MORE}</p>"
    path.write_text(json.dumps([{"title": "Harbour", "text": markup}]))
    (article,), _ = _records(path)
    assert article.text == f"{SEEN}\n\n{MORE}"


@pytest.mark.parametrize(
    "shown",
    [
        '<div style="font-size:0"><p style="font-size:16px">{more}</p></div>',
        '<div style="background:#000"><p style="color:#fff">{more}</p></div>',
        '<table bgcolor="#003366"><tr><td><p style="color:white">{more}</p></td></tr></table>',
        '<p style="color:#333;font-size:10px">{more}</p>',
        '<p style="opacity:0.9;margin-left:-10px">{more}</p>',
        '<p aria-hidden="true">{more}</p>',
    ],
)
def test_what_a_reader_can_see_stays(shown: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"title": "Harbour", "text": f"<p>{SEEN}</p>{shown.format(more=MORE)}"}]))
    (article,), _ = _records(path)
    assert MORE in article.text


def test_a_page_that_a_script_shows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    rule = "<style>body{visibility:hidden}.story{display:none}</style>"
    path.write_text(
        _PAGE.format(style=rule, seen=SEEN, more=MORE, hidden="").replace("<article", '<article class="story"')
    )
    (article,), _ = _records(path)
    assert SEEN in article.text


def pdf(*operations: str) -> bytes:
    """Return a PDF of one page with these operations of its content."""
    content = "\n".join(operations).encode("cp1252")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = io.BytesIO(b""), list[int]()
    out.write(b"%PDF-1.4\n")
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start))
    return out.getvalue()


def _line(y: int, words: str, how: str = "", x: int = 50, size: float = 11) -> str:
    return f"q {how} BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET Q"


_UNPAINTED = [
    _line(700, SECRET, "3 Tr"),
    _line(700, SECRET, "7 Tr"),
    _line(700, SECRET, "1 g"),
    _line(700, SECRET, "1 1 1 rg"),
    _line(700, SECRET, "0 0 0 0 k"),
    _line(700, SECRET, size=0.2),
    _line(-300, SECRET),
    _line(700, SECRET, x=900),
]


@pytest.mark.parametrize("hidden", _UNPAINTED)
def test_what_is_not_painted_on_a_printed_page_is_no_text(hidden: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    title = _line(790, "Harbour budget approved", size=20)
    path.write_bytes(pdf(title, _line(750, SEEN[:70]), _line(736, SEEN[71:]), hidden, _line(660, MORE[:70])))
    (article,), _ = _records(path)
    assert "1 million" not in article.text
    assert "485 million" in article.text and "new quay" in article.text


def test_white_words_on_a_dark_ground_are_text(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    box = "0 0 0.4 rg 40 640 500 40 re f"
    path.write_bytes(pdf(_line(790, "Harbour", size=20), _line(750, SEEN[:70]), box, _line(660, MORE[:70], "1 g")))
    (article,), _ = _records(path)
    assert "new quay" in article.text


def _vanish(run: object) -> None:
    run.font.hidden = True  # type: ignore[attr-defined]


def _tiny(run: object) -> None:
    from docx.shared import Pt

    run.font.size = Pt(1)  # type: ignore[attr-defined]


def _white(run: object) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor(255, 255, 255)  # type: ignore[attr-defined]


def _style(run: object) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    document = run.part.document  # type: ignore[attr-defined]
    style = document.styles.add_style("Secret", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    based = document.styles.add_style("Under", WD_STYLE_TYPE.CHARACTER)
    based.base_style = style
    run.style = based  # type: ignore[attr-defined]


@pytest.mark.parametrize("hide", [_vanish, _tiny, _white, _style])
def test_what_is_hidden_in_a_word_document_is_no_text(hide: Callable[[object], None], tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Harbour budget approved", 0)
    paragraph = document.add_paragraph(SEEN + " ")
    hide(paragraph.add_run(SECRET))
    document.add_paragraph(MORE)
    document.save(str(tmp_path / "a.docx"))
    (article,), _ = _records(tmp_path / "a.docx")
    assert article.text == f"{SEEN}\n\n{MORE}"
